"""Nothing over one sitting: a file is at most 400 lines, a function 50. More needs a decision record."""

import ast

from house.repository import ROOT, python_files, shown

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50

# "path" or "path:function" -> the number of the decision record that argues for it.
EXCEPTIONS: dict[str, str] = {}


def too_large(name: str, source: str) -> list[str]:
    """Name what is too large in one file: `name (lines)` or `name:function (lines)`."""
    lines = len(source.splitlines())
    found = [f"{name} ({lines} lines)"] if lines > FILE_LINES_MAX else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES_MAX:
                found.append(f"{name}:{node.name} ({length} lines)")
    return found


def test_files_and_functions_fit_in_one_sitting() -> None:
    found = [fault for path in python_files() for fault in too_large(shown(path), path.read_text())]
    assert [fault for fault in found if fault.split(" (")[0] not in EXCEPTIONS] == []


def test_every_exception_is_still_needed_and_argued_in_a_decision_record() -> None:
    found = {fault.split(" (")[0] for path in python_files() for fault in too_large(shown(path), path.read_text())}
    assert set(EXCEPTIONS) - found == set()
    for number in EXCEPTIONS.values():
        assert list((ROOT / "docs" / "decisions").glob(f"{number}-*.md"))


def test_the_ruler_sees_a_long_function_and_a_long_file() -> None:
    body = "".join(f"    a = {n}\n" for n in range(FUNCTION_LINES_MAX))
    assert too_large("x.py", f"async def long():\n{body}") == ["x.py:long (51 lines)"]
    assert too_large("x.py", "a = 1\n" * 401) == ["x.py (401 lines)"]
    assert too_large("x.py", "a = 1\n" * 400) == []


def test_every_file_that_holds_anything_opens_with_what_it_is_for() -> None:
    trees = {shown(path): ast.parse(path.read_text()) for path in python_files()}
    assert [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []
