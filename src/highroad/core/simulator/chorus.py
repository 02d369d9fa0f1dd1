"""One listener made of several: every fact goes to each of them, in order."""

from __future__ import annotations

from typing import Any

from highroad.core.engine.facts import FACT_NAMES, Facts


class Chorus(Facts):
    """Passes each fact on. Listeners that do not care about a fact are not asked."""

    def __init__(self, *listeners: Facts) -> None:
        for name in FACT_NAMES:
            caring = tuple(
                getattr(one, name) for one in listeners if getattr(type(one), name) is not getattr(Facts, name)
            )
            setattr(self, name, _nobody if not caring else caring[0] if len(caring) == 1 else _each(caring))


def _nobody(*_fact: Any) -> None:
    return


def _each(caring: tuple[Any, ...]) -> Any:
    def heard(*fact: Any) -> None:
        for tell in caring:
            tell(*fact)

    return heard
