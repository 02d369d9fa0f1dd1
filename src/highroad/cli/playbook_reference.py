"""Write the playbook language's schema and reference page: `python -m highroad.cli.playbook_reference`.

They are generated and kept in the repository, so that editors find the schema beside the playbooks; a test fails
while they are not current.
"""

from __future__ import annotations

from pathlib import Path


def playbook_reference(folder: Path = Path("docs/reference")) -> None:
    """Write the published files into `folder`."""
    from highroad.core.playbooks.publishing import published

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    playbook_reference()
