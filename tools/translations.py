"""The Spanish words: `collect` gathers every English text into the .po files, `compile` makes the .mo files of them.

Collecting twice changes nothing: the files hold no dates, places or line numbers, and what was translated stays. What
no page says any more is dropped; what is new waits with an empty translation, and a test asks for it. Babel does the
reading, so that nobody needs gettext's own programs.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "highroad"
HOME = SOURCE / "locale" / "es" / "LC_MESSAGES"

HEADER = """\
# The words of Highroad in Spanish. `./dev translations` keeps the English texts as the program says them;
# docs/words-es.md says which Spanish words we use.
msgid ""
msgstr ""
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

FUNCTION = re.compile(r"_|(?P<several>n?)(?P<context>p?)gettext(?:_noop|_lazy)?")
QUOTED = r"""(?:u?"(?:[^"\\]|\\.)*"|u?'(?:[^'\\]|\\.)*')"""
CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext(?:_noop|_lazy)?)\(\s*({QUOTED}(?:\s*,\s*{QUOTED})*)")
SCRIPT_CALL = re.compile(r"(?<![\w.])n?gettext\(\s*")
ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}|\\.")


@dataclass(frozen=True, order=True)
class Words:
    """One text to be translated."""

    one: str
    several: str = ""
    context: str = ""


class Unreadable(Exception):
    """A text that no one could translate, since it is made while the program runs."""


def from_python(path: Path) -> Iterator[Words]:
    """The texts of a Python file: what is said in quotes to a function of gettext. Variables are marked elsewhere."""
    for call in ast.walk(ast.parse(path.read_bytes())):
        if not isinstance(call, ast.Call):
            continue
        function = FUNCTION.fullmatch(getattr(call.func, "id", ""))
        told = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if function and told:
            yield _words(function, told)


def _words(function: re.Match[str], told: list[str]) -> Words:
    context = told[0] if function["context"] else ""
    texts = told[1:] if function["context"] else told
    return Words(texts[0], texts[1] if function["several"] else "", context)


def from_template(path: Path) -> Iterator[Words]:
    """The texts of a Django template. Django turns the page into calls with all else crossed out."""
    from django.utils.translation.template import templatize

    for function, told in CALL.findall(templatize(path.read_text("utf-8"), origin=str(path))):
        known = FUNCTION.fullmatch(function)
        if known:
            yield _words(known, [ast.literal_eval(part) for part in re.findall(QUOTED, told)])


def from_script(path: Path) -> Iterator[Words]:
    """The texts of a browser module. Ours write `gettext("…")` with double quotes and nothing put together."""
    text = path.read_text("utf-8")
    for call in SCRIPT_CALL.finditer(text):
        told = re.match(r'"((?:[^"\\\n]|\\.)*)"(?:\s*,\s*"((?:[^"\\\n]|\\.)*)")?\s*[,)]', text[call.end() :])
        if told is None:
            line = text.count("\n", 0, call.start()) + 1
            sentence = f'{path.relative_to(ROOT)}:{line}: write the words themselves inside gettext("…").'
            raise Unreadable(sentence)
        one, several = (_plain(part or "") for part in told.groups())
        yield Words(one, several if call.group().startswith("n") else "")


def _plain(quoted: str) -> str:
    return ESCAPED.sub(lambda found: str(ast.literal_eval(f'"{found.group()}"')), quoted)


def gathered() -> dict[str, set[Words]]:
    """Every text of the program by the catalog that it belongs to: pages and answers, and the browser's modules."""
    _make_templates_readable()
    pages: set[Words] = set()
    for path in SOURCE.rglob("*.py"):
        pages.update(from_python(path))
    for path in SOURCE.glob("**/templates/**/*.*"):
        if path.suffix in {".html", ".txt"}:
            pages.update(from_template(path))
    scripts: set[Words] = set()
    for path in SOURCE.glob("**/static/**/*.js"):
        if "vendor" not in path.parts and path.name != "words.js":
            scripts.update(from_script(path))
    return {"django": {words for words in pages if words.one}, "djangojs": scripts}


def _make_templates_readable() -> None:
    """Reading a template needs Django, and Django wants to be told which settings are meant."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "highroad.settings")


def catalog_file(words: set[Words], kept: bytes) -> str:
    """The .po file that says these texts, with what is translated in the one that is kept."""
    before = read_po(BytesIO(kept))
    catalog = Catalog(charset="utf-8")
    for text in sorted(words):
        key = (text.one, text.several) if text.several else text.one
        known = before.get(text.one, text.context or None)
        same = known is not None and known.id == key and not known.fuzzy
        message = catalog.add(key, known.string if known and same else None, context=text.context or None)
        message.flags = {flag for flag in message.flags if flag == "python-format"}
    out = BytesIO()
    write_po(out, catalog, width=0, sort_output=True, omit_header=True)
    return HEADER + out.getvalue().decode("utf-8")


def collected() -> dict[Path, str]:
    """What the .po files should be, by their paths."""
    found = gathered()
    paths = {domain: HOME / f"{domain}.po" for domain in found}
    return {
        path: catalog_file(found[domain], path.read_bytes() if path.exists() else b"")
        for domain, path in paths.items()
    }


def collect() -> int:
    """Bring the .po files up to date, and say how many texts wait for their translation."""
    HOME.mkdir(parents=True, exist_ok=True)
    for path, text in collected().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
        messages = [message for message in read_po(BytesIO(text.encode())) if message.id]
        waiting = [message for message in messages if not is_said(message)]
        said = f"{path.relative_to(ROOT)}: {len(messages)} texts, {len(waiting)} without a translation\n"
        sys.stdout.write(said)
    return 0


def is_said(message: Message) -> bool:
    """Whether a text has its translation, in every form."""
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def compile_changed() -> int:
    """Make the .mo files that Django reads, where a .po file is newer or none was made."""
    for po in SOURCE.glob("**/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            out = BytesIO()
            write_mo(out, only_said(read_po(BytesIO(po.read_bytes()))))
            made = mo.with_suffix(f".{os.getpid()}")
            made.write_bytes(out.getvalue())  # a program that starts meanwhile must not read half of it
            made.replace(mo)
    return 0


def only_said(catalog: Catalog) -> Catalog:
    """Without what is not translated yet: there the English is shown, never nothing."""
    for message in list(catalog):
        if message.id and not is_said(message):
            catalog.delete(message.id, message.context)
    return catalog


def main() -> int:
    """Collect or compile."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    asked.add_argument("verb", choices=["collect", "compile"])
    return collect() or compile_changed() if asked.parse_args().verb == "collect" else compile_changed()


if __name__ == "__main__":
    sys.exit(main())
