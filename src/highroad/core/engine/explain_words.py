"""An explanation in words. English sentences as templates that a page can translate, filled with names that the
viewer may see: without the right to names, colleagues are "Colleague A", "Colleague B", in order of appearance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from highroad.core.engine.explain import Change, Considered, Explanation, LeftOut, Moment
from highroad.core.engine.refusals import WORDS, Refusal, gettext_noop
from highroad.core.engine.rulebook import Rulebook

Names = Callable[[int], str]
Translate = Callable[[str], str]

HEADLINES: Final[dict[str, str]] = {
    "only_one_free": gettext_noop("Nobody else who could take it was free."),
    "longest_idle": gettext_noop(
        "{who} had been free the longest, {free}, among the {count} people who could take it."
    ),
    "preferred_skill": gettext_noop("{who} came first for having {skill}, which this queue prefers."),
    "most_skilled": gettext_noop(
        "{who} came first with the highest level of {skill} among the {count} people who could take it."
    ),
    "direct_transfer": gettext_noop("It was transferred to {who} directly, under rule {rule}."),
    "direct_call": gettext_noop("It was for {who} in person."),
    "consult": gettext_noop("A colleague asked for {who} while the caller was on hold."),
    "nobody_free": gettext_noop(
        "Nobody who can take it is free. It is number {place} in line and waits for {waited}."
    ),
}
CONTACT_LINES: Final[dict[str, str]] = {
    "highest_level": gettext_noop("It came before the others that waited because its queue has a higher priority."),
    "oldest_of_level": gettext_noop(
        "Its queue has a higher priority than some that waited, and in it this one had waited the longest, {waited}."
    ),
    "oldest_contact": gettext_noop("Of those that waited it had waited the longest, {waited}."),
}
MOMENTS: Final[dict[str, str]] = {
    "arrived": gettext_noop("{time} arrived"),
    "queued": gettext_noop("{time} in line for {subject}: {eligible} people could take it, {free} of them free"),
    "ring": gettext_noop("{time} circle {ring}: {eligible} people could take it, {free} of them free"),
    "queued_one": gettext_noop("{time} in line for {subject}: one person could take it, {free} free"),
    "ring_one": gettext_noop("{time} circle {ring}: one person could take it, {free} free"),
    "moved": gettext_noop("{time} moved to {subject}"),
    "wait_limit": gettext_noop("{time} waited as long as its queue allows"),
    "offered": gettext_noop("{time} offered to {who}"),
    "missed": gettext_noop("{time} missed by {who}"),
    "refused": gettext_noop("{time} turned down by {who} ({subject})"),
    "cut_off": gettext_noop("{time} cut off: the connection of {who} was lost"),
    "withdrawn": gettext_noop("{time} taken back from {who}"),
    "answered": gettext_noop("{time} answered by {who}"),
    "transferred": gettext_noop("{time} transferred by {who} under rule {subject}"),
    "taken_over": gettext_noop("{time} taken over by {who}"),
    "abandoned": gettext_noop("{time} the caller hung up"),
    "callback": gettext_noop("{time} a callback keeps the place"),
    "closed": gettext_noop("{time} closed ({subject})"),
    "ended": gettext_noop("{time} ended by {subject}"),
}
STATES: Final[dict[tuple[str, ...], str]] = {
    ("offered", "talking", "holding", "consulting", "wrapping"): gettext_noop(
        "{count} on a call or in after-call work. Nobody has two calls."
    ),
    ("protected",): gettext_noop("{count} in protected time. Queue calls never break it."),
    ("training", "meeting", "break", "meal"): gettext_noop(
        "{count} in training, a meeting, at a meal or on a break."
    ),
    ("captain",): gettext_noop("{count} on captain duty. Off the phones."),
    ("away",): gettext_noop("{count} away from the desk."),
}
LEFT_OUT: Final[dict[str, str]] = {
    "channel": gettext_noop("{count} who do not work on this channel."),
    "not_connected": gettext_noop("{count} whose desk is not connected."),
    "lacks": gettext_noop("{count} without {lacking}; {free} of them free."),
}
ONE_LEFT_OUT: Final[dict[str, str]] = {
    "channel": gettext_noop("{who} does not work on this channel."),
    "not_connected": gettext_noop("{who} is not connected."),
    "language": gettext_noop("{who} does not speak {language}."),
    "lacks": gettext_noop("{who} lacks {lacking}."),
    "desk": gettext_noop("{who} is not free: {state}."),
    "": gettext_noop("{who} is free and could take it."),
}
CHANGES: Final[dict[str, str]] = {
    "free_shorter": gettext_noop("If {who} had been free for less than {time}, {other} would have got the call."),
    "without_skill": gettext_noop("If {who} did not have {skill}, {other} would have got the call."),
    "lower_skill": gettext_noop("If {who} had {skill} at level {level} only, {other} would have got the call."),
    "other_language": gettext_noop("If the caller had chosen {language}, {other} would have come first."),
    "any_language": gettext_noop("If the caller had asked for no language, {other} would have come first."),
    "rival_older": gettext_noop("If contact {contact} had waited {time} longer, it would have come first."),
    "sooner": gettext_noop("One of the {count} came free at {at}. {time} sooner, and the call was theirs."),
    "sooner_one": gettext_noop("Somebody came free at {at}. {time} sooner, and the call was theirs."),
    "next_free": gettext_noop("If any of {count} people came free now, it would be theirs."),
    "next_free_one": gettext_noop("If the one person who could take it came free now, it would be theirs."),
    "ring_widens": gettext_noop("In {time} the circle widens: {other} gets it then if nothing happens before."),
}
CONSIDERED: Final = gettext_noop("{who}: free for {free}, {levels}")
CONSIDERED_PLAIN: Final = gettext_noop("{who}: free for {free}")
YOU: Final = gettext_noop("You")
YOU_INSIDE: Final = gettext_noop("you")
COLLEAGUE: Final = gettext_noop("Colleague {letter}")
LEVEL: Final = gettext_noop("{skill} level {level}")
LANGUAGES: Final[dict[str, str]] = {
    "ar": gettext_noop("Arabic"),
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "fr": gettext_noop("French"),
    "hmn": gettext_noop("Hmong"),
    "ru": gettext_noop("Russian"),
    "so": gettext_noop("Somali"),
    "vi": gettext_noop("Vietnamese"),
    "zh": gettext_noop("Chinese"),
}
"""Names of languages by code; a language that is not here is shown by its code."""


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation in sentences, in the parts in which a page shows it."""

    headline: tuple[str, ...]
    timeline: tuple[str, ...]
    considered: tuple[str, ...]
    left_out: tuple[str, ...]
    changes: tuple[str, ...]


def clock(ms: int) -> str:
    """A span as people read it: 4:12, 1:02:03; parts of a second are dropped."""
    seconds = ms // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def anonymous(explanation: Explanation, translate: Translate = str) -> Names:
    """Names that give nobody away: letters in the order in which people appear. The viewer is left out by `words`."""
    letters: dict[int, str] = {}

    def name(agent: int) -> str:
        if agent not in letters:
            number, letter = len(letters), ""
            while number >= 0:
                number, letter = number // 26 - 1, chr(ord("A") + number % 26) + letter
            letters[agent] = letter
        return translate(COLLEAGUE).format(letter=letters[agent])

    for row in explanation.considered:
        if row.agent != explanation.agent:
            name(row.agent)
    return name


def _for_one(point: Moment) -> str:
    """The template for a moment; there is one of its own where a single person could take the contact."""
    one = f"{point.code}_one"
    return one if point.eligible == 1 and one in MOMENTS else point.code


class Teller:
    """Fills the templates for one viewer."""

    def __init__(self, names: Names, viewer: int, translate: Translate, label: Translate) -> None:
        self.names = names
        self.viewer = viewer
        self.translate = translate
        self.label = label

    def _who(self, agent: int, *, first: bool = False) -> str:
        if agent and agent == self.viewer:
            return self.translate(YOU if first else YOU_INSIDE)
        return self.names(agent) if agent else ""

    def _skill(self, skill: str) -> str:
        kind, _, key = skill.rpartition(":")
        return self._language(key) if kind == "lang" else self.label(skill if kind != "group" else key)

    def _language(self, key: str) -> str:
        return self.translate(LANGUAGES[key]) if key in LANGUAGES else self.label(key)

    def _levels(self, levels: tuple[tuple[str, int], ...]) -> str:
        level = self.translate(LEVEL)
        return ", ".join(
            self._skill(skill) if ":" in skill else level.format(skill=self._skill(skill), level=number)
            for skill, number in levels
        )

    def headline(self, told: Explanation) -> Iterator[str]:
        """The answer."""
        first = told.considered[0].free_ms if told.considered else 0
        yield self.translate(HEADLINES[told.rule.code]).format(
            who=self._who(told.agent, first=told.rule.code in STARTS_WITH_WHO),
            free=clock(first),
            count=len(told.considered),
            skill=self._skill(told.rule.subject),
            rule=told.rule.subject,
            place=told.place,
            waited=clock(told.waited_ms),
        )
        if told.contact_rule in CONTACT_LINES:
            yield self.translate(CONTACT_LINES[told.contact_rule]).format(waited=clock(told.age_ms))

    def moment(self, point: Moment) -> str:
        """One point of the timeline. Circles are counted from one."""
        return self.translate(MOMENTS[_for_one(point)]).format(
            time=clock(point.since_ms),
            who=self._who(point.agent),
            ring=point.ring + 1,
            eligible=point.eligible,
            free=point.free,
            subject=self.label(point.subject),
        )

    def row(self, row: Considered) -> str:
        """One of those considered."""
        template = CONSIDERED if row.levels else CONSIDERED_PLAIN
        who = self._who(row.agent, first=True)
        return self.translate(template).format(who=who, free=clock(row.free_ms), levels=self._levels(row.levels))

    def left_out(self, rows: tuple[LeftOut, ...]) -> Iterator[str]:
        """Who was not considered, states that mean the same to a reader taken together."""
        for states, template in STATES.items():
            count = sum(row.count for row in rows if row.code == "desk" and row.state in states)
            if count:
                yield self.translate(template).format(count=count)
        for row in rows:
            if row.code != "desk":
                lacking = self._levels(row.lacking)
                yield self.translate(LEFT_OUT[row.code]).format(count=row.count, free=row.free, lacking=lacking)

    def one_left_out(self, agent: int, why: LeftOut | None) -> str:
        """Why one person was not considered."""
        code = why.code if why is not None else ""
        lacking = why.lacking if why is not None else ()
        if code == "lacks" and lacking[0][0].startswith("lang:"):
            code = "language"
        return self.translate(ONE_LEFT_OUT[code]).format(
            who=self._who(agent, first=True),
            lacking=self._levels(lacking),
            language=self._skill(lacking[0][0]) if lacking else "",
            state=self.label(why.state) if why is not None else "",
        )

    def change(self, told: Explanation, change: Change) -> str:
        """One thing that would have changed it."""
        code = change.code
        if code == "without_skill" and change.count:
            code = "lower_skill"
        if code in ("next_free", "sooner") and change.count == 1:
            code += "_one"
        return self.translate(CHANGES[code]).format(
            who=self._who(told.agent),
            other=self._who(change.agent),
            time=clock(change.ms),
            at=clock(told.waited_ms + change.at - told.at),
            skill=self._skill(change.subject),
            language=self._language(change.subject),
            level=change.count,
            count=change.count,
            contact=change.contact,
        )


STARTS_WITH_WHO: Final = frozenset(code for code, template in HEADLINES.items() if template.startswith("{who}"))


def tell(
    explanation: Explanation, names: Names, viewer: int = 0, translate: Translate = str, label: Translate = str
) -> Told:
    """An explanation in sentences. `names` gives a person's name, or a stand-in for it (`anonymous`); `viewer` is
    told "you"; `translate` turns an English template into the viewer's language; `label` gives the playbook's own
    name of a queue, skill or reason."""
    teller = Teller(names, viewer, translate, label)
    return Told(
        headline=tuple(teller.headline(explanation)),
        timeline=tuple(teller.moment(point) for point in explanation.timeline),
        considered=tuple(teller.row(row) for row in explanation.considered),
        left_out=tuple(teller.left_out(explanation.left_out)),
        changes=tuple(teller.change(explanation, change) for change in explanation.changes),
    )


def words(
    explanation: Explanation, names: Names, viewer: int = 0, translate: Translate = str, label: Translate = str
) -> list[str]:
    """The sentences of an explanation, answer first."""
    told = tell(explanation, names, viewer, translate, label)
    return [*told.headline, *told.timeline, *told.considered, *told.left_out, *told.changes]


# -- refusals --------------------------------------------------------------------------------------------------------

CONDITIONS: Final[dict[str, str]] = {
    "reasons": gettext_noop("Rule {rule} takes these reasons: {reasons}."),
    "caller_told": gettext_noop("Rule {rule} asks that the caller is told first."),
    "briefed": gettext_noop("Rule {rule} permits only the lead who was just briefed in this call."),
    "queues": gettext_noop("Rule {rule} permits these queues: {queues}."),
}


def refusal_words(refusal: Refusal, rules: Rulebook, translate: Translate = str, label: Translate = str) -> list[str]:
    """What was refused and how to mend it, then what the playbook's rule that refused asks for."""
    lines = [translate(WORDS[refusal.code]).format_map(refusal.about)]
    for kind in rules.transfers.values():
        for rule in kind:
            if rule.rule != refusal.rule or not rule.allowed:
                continue
            reasons, queues = ", ".join(map(label, rule.reasons)), ", ".join(map(label, rule.queues))
            asked = {
                "reasons": bool(reasons),
                "caller_told": rule.caller_told,
                "briefed": rule.briefed,
                "queues": bool(queues),
            }
            lines += [
                translate(CONDITIONS[code]).format(rule=rule.rule, reasons=reasons, queues=queues)
                for code, holds in asked.items()
                if holds
            ]
    return lines
