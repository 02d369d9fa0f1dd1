"""Small marks that pages are made of: icons, key caps, meters. They work in every template without
loading.
"""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from highroad.web.vendored_icons import ICONS, SPRITE

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite. Beside a word it is decoration; alone it needs a label."""
    if name not in ICONS:
        msg = f"There is no icon {name!r} in the sprite. Add it to vendor.toml and run tools/vendor.py."
        raise template.TemplateSyntaxError(msg)
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon {}" {} focusable="false"><use href="{}#{}"></use></svg>',
        css,
        said,
        static(SPRITE),
        name,
    )


@register.simple_tag
def keycap(*caps: str) -> SafeString:
    """A key as it is drawn: each cap by itself, read as one by assistive technology."""
    return format_html('<kbd class="keys">{}</kbd>', format_html_join("", "<kbd>{}</kbd>", ((cap,) for cap in caps)))


@register.inclusion_tag("marks/meter.html")
def meter(value: float, largest: float, label: str, target: float | None = None, css: str = "") -> dict[str, object]:
    """A bar with an optional target mark. Drawn as SVG, since the content policy allows no inline styles."""
    share = max(0.0, min(1.0, value / largest)) if largest else 0.0
    mark = max(0.0, min(1.0, target / largest)) * 100 if target is not None and largest else None
    return {
        "share": f"{share * 100:.1f}",
        "mark": None if mark is None else f"{mark:.1f}",
        "label": label,
        "value": value,
        "largest": largest,
        "css": css,
    }
