"""Every word a person sees has its translation before it is released."""

from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from house.repository import SOURCE, shown


def untranslated(catalog: bytes) -> list[str]:
    """The English texts of a .po file that have no translation, or one that a tool only guessed."""
    messages = (message for message in read_po(BytesIO(catalog)) if message.id)
    return [str(message.id) for message in messages if message.fuzzy or not _is_complete(message.string)]


def _is_complete(translation: object) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


def catalogs() -> list[Path]:
    """The translation files of the product."""
    return sorted(SOURCE.glob("**/LC_MESSAGES/*.po"))


def test_every_translation_is_complete() -> None:
    assert {shown(path): missing for path in catalogs() if (missing := untranslated(path.read_bytes()))} == {}


def test_the_search_finds_a_missing_a_guessed_and_a_half_translation() -> None:
    catalog = (
        'msgid "Hold"\nmsgstr "En espera"\n\nmsgid "Wrap"\nmsgstr ""\n\n#, fuzzy\nmsgid "Offer"\nmsgstr "Orden"\n\n'
        'msgid "%d call"\nmsgid_plural "%d calls"\nmsgstr[0] "%d llamada"\nmsgstr[1] ""\n'
    )
    assert untranslated(catalog.encode()) == ["Wrap", "Offer", "('%d call', '%d calls')"]
