"""Every word a person sees has its translation before it is released."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.forms import Field
from django.utils import translation
from tools import translations

from house.repository import SOURCE, shown

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}|<[^>]*>")
OWN_LANGUAGE = {"Español", "English"}
"""Each language is offered in its own words."""

NOT_SAID = {
    "web/templates/pages/style.html": "a specimen sheet for those who build pages; its words are invented",
}
LEFT_AS_THEY_ARE = OWN_LANGUAGE | {"Highroad", "· Highroad", "CSV", "ms", "foodshare:3 spanish:4", "en es"}
"""Names, and what is typed into a file as it stands here."""

CROSSED_OUT = re.compile(
    r"{%\s*(blocktranslate|blocktrans|comment)\b.*?{%\s*end\1\s*%}"
    r"|{%\s*block (?:\w+_class|find_url)\s*%}.*?{%\s*endblock\s*%}"
    r"|<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->|{#.*?#}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
SEEN_ATTRIBUTE = re.compile(r'\b(?:aria-label|aria-description|title|placeholder|alt|data-label)="([^"]*)"')
HOLE = "\0"


def untranslated(catalog: bytes) -> list[str]:
    """The English texts of a .po file that have no translation, or one that a tool only guessed."""
    messages = (message for message in read_po(BytesIO(catalog)) if message.id)
    return [str(message.id) for message in messages if message.fuzzy or not translations.is_said(message)]


def differing(catalog: bytes) -> list[str]:
    """The texts whose translation lacks a placeholder or a mark, or has another one."""
    found = []
    for message in read_po(BytesIO(catalog)):
        english, spanish = (one if isinstance(one, (tuple, list)) else (one,) for one in (message.id, message.string))
        wanted = sorted(PLACEHOLDER.findall(str(english[-1])))
        if message.id and any(sorted(PLACEHOLDER.findall(str(one))) != wanted for one in spanish if one):
            found.append(str(message.id))
    return found


def unmarked(page: str) -> list[str]:
    """What a template says in English outside of every translation."""
    plain = CROSSED_OUT.sub(HOLE, page)
    said = SEEN_ATTRIBUTE.findall(plain) + re.split(rf"{HOLE}|\n", re.sub(r"<[^>]*>", HOLE, plain))
    words = (re.sub(r"&\w+;", "", one).replace(HOLE, "").strip() for one in said)
    return [one for one in words if re.search(r"[A-Za-z]{2}", one) and one not in LEFT_AS_THEY_ARE]


def catalogs() -> list[Path]:
    """The translation files of the product."""
    return sorted(SOURCE.glob("**/LC_MESSAGES/*.po"))


def test_every_translation_is_complete() -> None:
    assert len(catalogs()) == 2
    assert {shown(path): missing for path in catalogs() if (missing := untranslated(path.read_bytes()))} == {}


def test_every_translation_has_the_places_of_its_original() -> None:
    assert {shown(path): wrong for path in catalogs() if (wrong := differing(path.read_bytes()))} == {}


def test_every_word_of_the_program_is_collected() -> None:
    fresh = translations.collected()
    old = [shown(path) for path, text in fresh.items() if path.read_text("utf-8") != text]
    assert old == [], "run ./dev translations and translate what is new"


def test_no_template_says_a_word_outside_of_the_translations() -> None:
    found = {path.relative_to(SOURCE).as_posix(): unmarked(path.read_text("utf-8"))
             for path in SOURCE.glob("**/templates/**/*.html")}  # fmt: skip
    assert {name: words for name, words in found.items() if words and name not in NOT_SAID} == {}


def test_the_search_finds_a_missing_a_guessed_and_a_half_translation() -> None:
    catalog = (
        'msgid "Hold"\nmsgstr "En espera"\n\nmsgid "Wrap"\nmsgstr ""\n\n#, fuzzy\nmsgid "Offer"\nmsgstr "Orden"\n\n'
        'msgid "%d call"\nmsgid_plural "%d calls"\nmsgstr[0] "%d llamada"\nmsgstr[1] ""\n'
    )
    assert untranslated(catalog.encode()) == ["Wrap", "Offer", "('%d call', '%d calls')"]


def test_the_search_finds_a_lost_and_an_invented_place() -> None:
    catalog = (
        'msgid "Call {name}"\nmsgstr "Llamar"\n\nmsgid "Sent %(at)s"\nmsgstr "Enviada %(a)s"\n\n'
        'msgid "of {count}"\nmsgstr "de {count}"\n'
    )
    assert differing(catalog.encode()) == ["Call {name}", "Sent %(at)s"]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<h1>Callers</h1>", ["Callers"]),
        ('<button aria-label="Close"></button>', ["Close"]),
        ("{% if late %}Late{% endif %}<p>{{ name }} waits</p>", ["Late", "waits"]),
        ('{% translate "Late" %}<p title="{% translate \'Late\' %}">{{ name }} · –</p>', []),
        ('{% blocktranslate %}Case {{ number }}{% endblocktranslate %}<a href="/cases/">7</a>', []),
        ("{% block main_class %}page narrow{% endblock %}<script>let late = 1;</script>", []),
    ],
)
def test_unmarked_words_of_a_template_are_found(page: str, found: list[str]) -> None:
    assert unmarked(page) == found


def test_words_are_read_from_python_templates_and_scripts(tmp_path: Path) -> None:
    python, page, script = tmp_path / "one.py", tmp_path / "one.html", tmp_path / "one.js"
    python.write_text('_("A " "caller")\npgettext("act", "Open")\nngettext("one", "some", n)\n_(WORDS["key"])\n')
    page.write_text('{% load i18n %}{% translate "Open" context "act" %} {% blocktranslate count n=n %}'
                    "one{% plural %}{{ n }}{% endblocktranslate %}")  # fmt: skip
    script.write_text('gettext("“Late”\\u2026"); ngettext("{count} is", "{count} are", n);')
    words = translations.Words
    assert set(translations.from_python(python)) == {
        words("A caller"), words("Open", context="act"), words("one", "some"),
    }  # fmt: skip
    assert set(translations.from_template(page)) == {words("Open", context="act"), words("one", "%(n)s")}
    assert set(translations.from_script(script)) == {words("“Late”…"), words("{count} is", "{count} are")}


def test_a_text_that_is_put_together_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    script = tmp_path / "one.js"
    script.write_text('gettext("Late: " + name);')
    with pytest.raises(translations.Unreadable, match=r"one\.js:1"):
        list(translations.from_script(script))


def test_collecting_keeps_what_is_translated_and_drops_what_is_gone() -> None:
    kept = (
        'msgid "Hold"\nmsgstr "Poner en espera"\n\nmsgid "Gone"\nmsgstr "Ya no"\n\n'
        '#, fuzzy\nmsgid "Wrap"\nmsgstr "Orden"\n'
    )
    words = {translations.Words(word) for word in ("Hold", "Wrap", "New")}
    text = translations.catalog_file(words, kept.encode())
    assert untranslated(text.encode()) == ["New", "Wrap"]
    assert "Poner en espera" in text
    assert "Ya no" not in text
    assert translations.catalog_file(words, text.encode()) == text


def test_every_field_of_a_form_has_a_label_that_is_translated() -> None:
    from django import forms
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # every page and its forms are loaded by now
    english = {str(message.id).casefold() for path in catalogs() for message in read_po(BytesIO(path.read_bytes()))}
    ours = [form for form in _below(forms.BaseForm) if form.__module__.startswith("highroad.")]
    assert ours
    fields = [(form, name, field) for form in ours for name, field in getattr(form, "base_fields", {}).items()]
    assert [f"{form.__name__}.{name}" for form, name, field in fields if not _is_labelled(field, english)] == []


def _is_labelled(field: Field, english: set[str]) -> bool:
    """The label is ours, or a framework's that knows its Spanish."""
    with translation.override("en"):
        said = str(field.label)
    with translation.override("es"):
        translated = str(field.label)
    return field.widget.is_hidden or said.removesuffix(":").casefold() in english or said != translated


def _below(kind: type[object]) -> list[type[object]]:
    found: list[type[object]] = []
    for one in kind.__subclasses__():
        found += [one, *_below(one)]
    return found
