"""The repository names no package registry and no path of a machine: a site installs from where it keeps copies."""

import re

import pytest

from house.repository import ROOT, kept_files, shown, text_of

LOCKS = ("runtime.txt", "dev.txt", "uv.txt")

# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        (
            r"\bpypi\.(?:org|python\b)",
            r"files\.python" + r"hosted\.org",
            r"registry\.(?:npm|yarn)" + r"(?:js|pkg)\.",
            r"\bcrates\." + r"io\b",
            r"conda\." + r"anaconda\.org",
            r"(?:deb|security|ftp)\.[a-z.]*debian\." + r"org",
            r"archive\.ubu" + r"ntu\.com",
            r"--(?:extra-)?index" + r"-url[ =]",
            r"(?<![\w.])/(?:home|Users|ro" + r"ot)/[\w.]",
            re.escape(str(ROOT)),
        )
    ),
    re.IGNORECASE,
)


def addresses_in(text: str) -> list[str]:
    """Every forbidden address or path in a text."""
    return FORBIDDEN.findall(text)


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    texts = ((path, text_of(path)) for path in kept_files())
    assert [(shown(path), found) for path, text in texts if text and (found := addresses_in(text))] == []


def test_there_is_no_lock_file_that_would_name_hosts() -> None:
    # uv.lock always does; an npm lock file does unless its "resolved" lines were taken out.
    assert [shown(path) for path in kept_files() if path.name in ("uv.lock", "poetry.lock", "yarn.lock")] == []
    npm = (text_of(path) or "" for path in kept_files() if path.name == "package-lock.json")
    assert [text for text in npm if '"resolved"' in text] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_names_versions_and_hashes_and_nothing_else(name: str) -> None:
    entries = (ROOT / "requirements" / name).read_text().replace("\\\n", "").splitlines()
    pinned = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[^\s;]+( ; [^#]*?)?( +--hash=sha256:[0-9a-f]{64})+\s*")
    assert entries
    assert [line for line in entries if not pinned.fullmatch(line)] == []


def test_what_runs_is_locked_alike_for_users_and_developers() -> None:
    runtime, dev = (set(_pins(name)) for name in ("runtime.txt", "dev.txt"))
    assert runtime - dev == set()


def _pins(name: str) -> list[str]:
    text = (ROOT / "requirements" / name).read_text()
    return re.findall(r"^[^\s#]+==\S+(?: ; [^\\\n]*)?", text, re.MULTILINE)


@pytest.mark.parametrize(
    "text",
    [
        "see https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/a",
        "/ho" + "me/ada/highroad",
        "(/ro" + "ot/.venv)",
        "--index" + "-url https://example.org",
        "https://registry.npm" + "js.org/lit",
    ],
)
def test_the_search_finds_an_address(text: str) -> None:
    assert addresses_in(text)


@pytest.mark.parametrize(
    "text", ["the root of it", "/usr/lib/postgresql", "docs/root/list", "https://example.org/home/x"]
)
def test_the_search_leaves_innocent_words_alone(text: str) -> None:
    assert not addresses_in(text)
