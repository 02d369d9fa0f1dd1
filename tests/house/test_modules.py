"""Every module explains itself in one page, and every table says what personal data it holds."""

import ast
from pathlib import Path

import pytest

from house.repository import SOURCE, shown

MODULES = sorted(path.parent for path in (SOURCE / "modules").glob("*/__init__.py"))
HEADINGS = ("## What it is for", "## Its words", "## Its rules", "## Its personal data")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_has_a_page_with_its_words_rules_and_personal_data(module: Path) -> None:
    page = module / "README.md"
    assert page.exists(), f"{shown(module)} has no README.md"
    text = page.read_text()
    assert [heading for heading in HEADINGS if heading not in text] == []


def silent_models(source: str) -> list[str]:
    """Name the models of a models.py that lack a plain first sentence or a `personal_data` declaration."""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    tables = [
        node for node in classes if _is_table(node, {other.name for other in classes if _is_table(other, set())})
    ]
    return [table.name for table in tables if not (_opens_with_a_sentence(table) and _declares_personal_data(table))]


def _is_table(node: ast.ClassDef, known: set[str]) -> bool:
    bases = {ast.unparse(base).split("[")[0].rsplit(".", 1)[-1] for base in node.bases}
    return any(base.endswith(("Model", "AbstractUser", "AbstractBaseUser")) for base in bases) or bool(bases & known)


def _opens_with_a_sentence(node: ast.ClassDef) -> bool:
    first_line = (ast.get_docstring(node) or "").split("\n")[0]
    return first_line.endswith(".") and len(first_line.split()) > 2


def _declares_personal_data(node: ast.ClassDef) -> bool:
    values = [part.value for part in node.body if isinstance(part, ast.AnnAssign) and _is_declaration(part)]
    return any(isinstance(value, ast.Constant) and bool(value.value) for value in values)


def _is_declaration(part: ast.AnnAssign) -> bool:
    return ast.unparse(part.target) == "personal_data" and ast.unparse(part.annotation) == "ClassVar[str]"


def model_files() -> list[Path]:
    """Both shapes a module may choose: models.py, or a package of that name."""
    places = [
        *SOURCE.glob("modules/*/models.py"),
        *SOURCE.glob("modules/*/models/*.py"),
        *SOURCE.glob("web/models.py"),
    ]
    return sorted(places)


def test_every_table_opens_with_a_sentence_and_declares_its_personal_data() -> None:
    assert {shown(path): silent for path in model_files() if (silent := silent_models(path.read_text()))} == {}


def test_the_search_finds_a_silent_table() -> None:
    undeclared = 'class Site(models.Model):\n    """A place where people work."""\n'
    declared = undeclared + '    personal_data: ClassVar[str] = "None."\n'
    untold = 'class Person(AbstractUser):\n    personal_data: ClassVar[str] = "Name."\n'
    child = declared + "class Annex(Site):\n    pass\n"
    assert silent_models(declared) == []
    assert silent_models(undeclared) == ["Site"]
    assert silent_models(untold) == ["Person"]
    assert silent_models(child) == ["Annex"]
    assert silent_models("class Choice(TextChoices):\n    A = 'a'\n") == []
