"""The demo's people: a small cast with chairs of their own, and names for the colleagues around them; invented."""

from __future__ import annotations

from dataclasses import dataclass

from highroad.modules.people.api import Role


@dataclass(frozen=True, slots=True)
class Part:
    """One of the cast. `worker` names the simulated desk they sit at; empty for those who take no calls."""

    who: str
    name: str
    role: Role
    worker: str = ""
    also: tuple[Role, ...] = ()


CAST: tuple[Part, ...] = (
    Part("ada", "Ada Whitfield", Role.REPRESENTATIVE, "family-1"),
    Part("bob", "Bob Kessler", Role.REPRESENTATIVE, "family-2"),
    Part("hal", "Hal Tanaka", Role.LEAD, "leads-1"),
    Part("carmen", "Carmen Ruiz", Role.SUPERVISOR, "supervisors-1"),
    Part("dov", "Dov Adler", Role.STEWARD),
    Part("noor", "Noor Hassan", Role.PLANNER),
    Part("ines", "Ines Kolar", Role.ADMINISTRATOR),
    Part("gil", "Gil Moreau", Role.HR),
    Part("tove", "Tove Lindqvist", Role.AUDITOR),
)

COLLEAGUES = (
    "Abel Stonefield", "Beatriz Lomas", "Cyrus Ashdown", "Delia Farrow", "Emmett Quill", "Fern Hollis",
    "Gustavo Prado", "Hester Blum", "Ivo Marsh", "June Castell", "Kofi Anders", "Lidia Serrano", "Milo Thackery",
    "Nadia Brandt", "Otis Greenlee", "Pilar Montes", "Quentin Rowe", "Rhea Sandoval", "Silas Underhill",
    "Tova Nyberg", "Ulises Campos", "Vera Holloway", "Wendell Ives", "Ximena Duarte", "Yara Fontaine",
    "Zeke Lambert", "Alma Whitlock", "Boris Kettering", "Celia Ochoa", "Dario Penn", "Elsa Varga",
    "Felix Arroyo", "Greta Sorensen", "Hugo Belmont", "Irma Castillo", "Jonas Reed", "Kaya Merrill",
    "Leon Baptiste", "Mara Quiroga", "Nils Overton", "Odette Carrow", "Pia Linden", "Rufus Tell", "Sonia Bravo",
    "Tomas Keel", "Ursula Finch", "Viktor Dray", "Wanda Sayles",
)  # fmt: skip
"""Enough for the scenario's staff beside the cast; after the last the list begins again with a number."""
