"""Read a playbook from its files: all of its errors at once, each with its place and its mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from zoneinfo import ZoneInfo

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.findings import Finding, PlaybookErrors, Position, did_you_mean
from highroad.core.playbooks.nodes import compose, position
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.typed import BROKEN, Path, Reader, slots_of
from highroad.core.playbooks.values import Text
from highroad.core.playbooks.vocabulary import EACH, PLACEHOLDERS, Fact


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the playbook, or None and the findings that say why."""

    playbook: Playbook | None
    findings: tuple[Finding, ...] = ()


def read_folder(folder: FilePath) -> Reading:
    """Read every `.yaml` file of a folder. A folder that cannot be read is a finding like any other."""
    name = folder.resolve().name
    try:
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    except UnicodeDecodeError as wrong:
        mend = "Save the files as UTF-8."
        return Reading(None, (Finding(Position(name), "error", f"a file is not UTF-8: byte {wrong.start}.", mend),))
    except OSError as wrong:
        mend = "Check that it exists and may be read."
        return Reading(
            None, (Finding(Position(name), "error", f"the folder cannot be read: {wrong.strerror}.", mend),)
        )
    return read_texts(name, texts)


def load_folder(folder: FilePath) -> Playbook:
    """The playbook of a folder. Raises `PlaybookErrors` with everything that is wrong."""
    reading = read_folder(folder)
    if reading.playbook is None:
        raise PlaybookErrors(reading.findings)
    return reading.playbook


def read_texts(name: str, texts: Mapping[str, str]) -> Reading:
    """Read a playbook from the texts of its files, by file name; `name` is the folder's, for positions."""
    reader = Reader()
    if not texts:
        mend = "Give a folder with a playbook.yaml in it."
        return Reading(None, (Finding(Position(name), "error", "there is no .yaml file here.", mend),))
    sections, whole = _sections(name, texts, reader)
    slots = {slot.written: slot for slot in slots_of(Playbook)}
    values = {
        section: reader.read(slots[section].kind, node, (section,), file)
        for section, (file, node) in sections.items()
    }
    for slot in slots.values():
        # After a file that is not YAML nobody knows which sections it held.
        if whole and slot.required and slot.name not in values:
            at = Position(f"{name}/playbook.yaml")
            reader.wrong(at, f'no file has the section "{slot.name}".', f"Add {slot.name}: {slot.doc}")
    _check_references(reader, whole=whole)
    if not whole or any(value is BROKEN for value in values.values()) or _has_errors(reader.findings):
        return Reading(None, tuple(sorted(reader.findings)))
    playbook = replace(Playbook(**values), positions=reader.positions)
    _check_names(reader, playbook)
    if _has_errors(reader.findings):
        return Reading(None, tuple(sorted(reader.findings)))
    return Reading(playbook, tuple(sorted(reader.findings)))


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _sections(name: str, texts: Mapping[str, str], reader: Reader) -> tuple[dict[str, tuple[str, Node]], bool]:
    """Each section's node and file, and whether every file could be parsed. A section stands in one file, whole."""
    known = {slot.written for slot in slots_of(Playbook)}
    sections: dict[str, tuple[str, Node]] = {}
    whole = True
    for file_name in sorted(texts):
        file = f"{name}/{file_name}"
        root, findings = compose(file, texts[file_name])
        reader.findings.extend(findings)
        whole = whole and not findings
        for key, node in root.value if isinstance(root, MappingNode) else ():
            section, at = str(key.value), position(file, key)
            if section not in known:
                reader.wrong(at, f'unknown section "{section}".', did_you_mean(section, known))
            elif section in sections:
                first = reader.positions[section,]
                reader.wrong(at, f'section "{section}" was given before, at {first}.', "Keep it whole, in one file.")
            elif isinstance(key, ScalarNode):
                sections[section] = (file, node)
                reader.positions[section,] = at
    return sections, whole


def _check_references(reader: Reader, *, whole: bool) -> None:
    declared = reader.declared
    groups = {f"group:{key}": at for key, at in declared.get("group", {}).items()}
    known = {**declared, "skill": {**declared.get("skill", {}), **groups}}
    for kind, word, at in reader.references:
        if word not in known.get(kind, {}) and (whole or known.get(kind)):
            reader.wrong(at, f'unknown {kind} "{word}".', did_you_mean(word, known.get(kind, {})))


def _check_names(reader: Reader, playbook: Playbook) -> None:
    """The facts that conditions ask about and texts name, and the time zones."""
    scopes = _scopes(playbook.vocabulary())
    for path, expression, at in reader.conditions:
        _check_condition(reader, expression, at, scopes[_scope(playbook, path)])
    for path, text in reader.texts:
        _check_placeholders(reader, playbook, path, text, scopes[_scope(playbook, path)].keys())
    for path in (("about", "zone"), *(("hours", purpose.key, "zone") for purpose in playbook.hours if purpose.zone)):
        zone = playbook.about.zone if path[0] == "about" else next(p.zone for p in playbook.hours if p.key == path[1])
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            reader.wrong(
                playbook.at(*path), f'unknown time zone "{zone}".', "Write region and city: America/Chicago."
            )


def _scopes(facts: Mapping[str, Fact]) -> dict[str, dict[str, Fact]]:
    """The facts that make sense at a place, by what is taken one by one there; "" for the case as a whole."""
    return {
        each: {
            name: fact
            for name, fact in facts.items()
            if (prefix := name.partition(".")[0]) == each or prefix not in EACH
        }
        for each in ("", *EACH)
    }


def _scope(playbook: Playbook, path: Path) -> str:
    """What is taken one by one at a place: only work items for each program, document, … do so."""
    each = (
        next((item.for_each for item in playbook.work_list if item.key == path[1]), "")
        if path[0] == "work_list"
        else ""
    )
    return each if each in EACH else ""


def _check_condition(reader: Reader, expression: Expression, at: Position, facts: Mapping[str, Fact]) -> None:
    for node in expression.nodes():
        spot = Position(at.file, at.line, at.column + node.offset)
        if node.op == "name" and node.value not in facts:
            reader.wrong(spot, f'unknown fact "{node.value}".', did_you_mean(node.value, facts))
        if node.op in {"==", "!=", "in", "not in"} and node.parts[0].op == "name":
            fact = facts.get(node.parts[0].value)
            right = node.parts[1]
            for value in right.parts if right.op == "list" else (right,):
                if fact and fact.values and value.op == "value" and value.value not in fact.values:
                    spot = Position(at.file, at.line, at.column + value.offset)
                    sentence = f'"{value.value}" is never the value of {node.parts[0].value}.'
                    reader.wrong(spot, sentence, did_you_mean(str(value.value), fact.values))


def _check_placeholders(reader: Reader, playbook: Playbook, path: Path, text: Text, facts: AbstractSet[str]) -> None:
    at = playbook.at(*path)
    known = facts | PLACEHOLDERS.keys()
    for name in sorted(text.placeholders("en") | text.placeholders("es")):
        if name not in known:
            reader.wrong(at, f'unknown placeholder "{{{name}}}".', did_you_mean(name, known))
    if not text.es:
        reader.findings.append(Finding(at, "warning", f'"{_short(text.en)}" has no Spanish words.', 'Add es: "…"'))
    elif not text.en:
        reader.wrong(at, f'"{_short(text.es)}" has no English words.', 'Add en: "…"; English is the fallback.')
    elif text.placeholders("en") != text.placeholders("es"):
        sentence = f'"{_short(text.en)}" names other placeholders in Spanish.'
        reader.findings.append(Finding(at, "warning", sentence, "Use the same names in braces in both languages."))


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"
