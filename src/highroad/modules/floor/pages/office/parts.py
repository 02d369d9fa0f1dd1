"""A playbook as a person would read it: each part a short table, each guide its steps with the words to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highroad.core.playbooks import Guide, Playbook, Text
from highroad.core.playbooks.staffing import SkillLevel
from highroad.core.playbooks.values import say_duration, say_interval
from highroad.core.playbooks.waiting import Purpose, QueueRules, WideningRing

Words = str | Promise
DAY_WORDS: dict[str, Words] = {
    "mon": gettext_lazy("Mon"), "tue": gettext_lazy("Tue"), "wed": gettext_lazy("Wed"), "thu": gettext_lazy("Thu"),
    "fri": gettext_lazy("Fri"), "sat": gettext_lazy("Sat"), "sun": gettext_lazy("Sun"),
}  # fmt: skip
SPEAKS: dict[str, Words] = {"yes": gettext_lazy("Yes"), "partly": gettext_lazy("Partly"), "no": gettext_lazy("No")}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a part: its name, its rule, and a cell of one or more lines under each further heading."""

    name: str
    rule: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it: each cell under its heading, for screens too narrow for a table."""

    name: str
    rule: str
    under: tuple[tuple[Words, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the practice as a table."""

    key: str
    title: Words
    columns: tuple[Words, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[Line]:
        """Its rows with their headings."""
        return [Line(row.name, row.rule, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class SpokenStep:
    """One step of a guide, with its words in both languages."""

    rule: str
    title: str
    say: Text
    note: str
    when: str
    required: bool
    fields: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpokenGuide:
    """A guide and its steps in order."""

    key: str
    title: str
    when: str
    steps: tuple[SpokenStep, ...]


def parts_of(playbook: Playbook, language: str) -> list[Part]:
    """Every part that has something in it, in the order in which one learns a practice."""
    parts = (make(playbook, language) for make in _PARTS)
    return [part for part in parts if part.rows]


def week_in_words(purpose: Purpose) -> list[str]:
    """`Mon to Fri 8:00-16:30`, a line for each entry of the week."""
    lines = []
    for entry in purpose.weekly:
        first, _sep, last = entry.key.partition("-")
        days = _("%(first)s to %(last)s") % {"first": DAY_WORDS[first], "last": DAY_WORDS[last]} if last else None
        spans = ", ".join(say_interval(span) for span in entry.open) or _("closed")
        lines.append(f"{days or DAY_WORDS[first]} {spans}")
    return lines


def _skills(levels: Iterable[SkillLevel], playbook: Playbook, language: str) -> str:
    titles = {skill.key: skill.title.say(language) for skill in playbook.skills}
    titles |= {f"group:{group.key}": group.title.say(language) for group in playbook.groups}
    # A level of a staffing group means nothing: one belongs to it or one does not.
    return ", ".join(
        titles.get(need.key, need.key) + ("" if need.key.startswith("group:") else f" {need.level}")
        for need in levels
    )


def _groups(playbook: Playbook, language: str) -> Part:
    rows = tuple(
        Row(group.title.say(language), group.rule, ((_("%s a day") % say_duration(group.protected_ms),),))
        for group in playbook.groups
    )
    return Part("groups", gettext_lazy("Staffing groups"), (gettext_lazy("Protected time"),), rows)


def _off_reasons(playbook: Playbook, language: str) -> Part:
    rows = tuple(
        Row(
            off.title.say(language),
            off.rule,
            (
                (_("A direct transfer may ring") if off.reachable else _("Not reachable"),),
                (_("Taken from protected time"),) if off.counts_as_protected else (),
            ),
        )
        for off in playbook.off_reasons
    )
    return Part("off", gettext_lazy("Off the phones"), (gettext_lazy("Meanwhile"), gettext_lazy("Counts")), rows)


def _ring(ring: WideningRing, playbook: Playbook, language: str) -> str:
    who = _skills(ring.required, playbook, language) or _("everyone")
    when = _("after %s") % say_duration(ring.after_ms) if ring.after_ms else _("at once")
    words = _("%(when)s: %(who)s") if ring.language else _("%(when)s: %(who)s, with an interpreter if need be")
    return words % {"when": when, "who": who}


def _queue(queue: QueueRules, playbook: Playbook, language: str) -> Row:
    titles = {purpose.key: purpose.title.say(language) for purpose in playbook.hours}
    limits = [_("offer rings %s") % say_duration(queue.offer_ms), _("wrap %s") % say_duration(queue.wrap_limit_ms)]
    if queue.callback_after_ms:
        limits.append(_("callback offered from a wait of %s") % say_duration(queue.callback_after_ms))
    if queue.overflow_to:
        limits.append(_("to “%(queue)s” after %(wait)s") % _overflow(queue, playbook, language))
    target = f"{queue.target.share:.0%} · {say_duration(queue.target.within_ms)}"
    return Row(
        queue.title.say(language),
        queue.rule,
        (
            tuple(_ring(ring, playbook, language) for ring in queue.rings),
            tuple(titles.get(key, key) for key in queue.purposes),
            tuple(limits),
            (target,),
        ),
    )


def _overflow(queue: QueueRules, playbook: Playbook, language: str) -> dict[str, str]:
    titles = {other.key: other.title.say(language) for other in playbook.queues}
    to = queue.overflow_to or ""
    return {"queue": titles.get(to, to), "wait": say_duration(queue.wait_limit_ms)}


def _queues(playbook: Playbook, language: str) -> Part:
    columns = (
        gettext_lazy("Who is offered the contact"),
        gettext_lazy("Open with"),
        gettext_lazy("Limits"),
        gettext_lazy("Service target"),
    )
    rows = tuple(_queue(queue, playbook, language) for queue in playbook.queues)
    return Part("queues", gettext_lazy("Queues and rings"), columns, rows)


def _hours(playbook: Playbook, language: str) -> Part:
    rows = tuple(
        Row(
            purpose.title.say(language),
            purpose.rule,
            (
                tuple(week_in_words(purpose)),
                (f"{purpose.holidays.country} {purpose.holidays.subdivision}".strip(),) if purpose.holidays else (),
                tuple(f"{one.date.isoformat()} {one.title.say(language)}" for one in purpose.special),
            ),
        )
        for purpose in playbook.hours
    )
    columns = (gettext_lazy("Week"), gettext_lazy("Public holidays of"), gettext_lazy("Special dates"))
    return Part("hours", gettext_lazy("Hours by purpose"), columns, rows)


def _identity(playbook: Playbook, language: str) -> Part:
    may = {one.key: one.title.say(language) for one in playbook.identity.permissions}
    rows = tuple(
        Row(
            one.title.say(language),
            one.rule,
            ((one.when.text if one.when else _("otherwise"),), tuple(may.get(key, key) for key in one.may)),
        )
        for one in playbook.identity.outcomes
    )
    return Part(
        "identity", gettext_lazy("Who is calling"), (gettext_lazy("When"), gettext_lazy("Then one may")), rows
    )


def _transfers(playbook: Playbook, language: str) -> Part:
    reasons = {one.key: one.title.say(language) for one in playbook.reasons}
    rows = []
    for rule in playbook.transfers:
        asks = [_("the caller was told")] if rule.caller_told else []
        asks += [_("the receiver was briefed")] if rule.briefed else []
        asks += [_("one of the reasons: %s") % ", ".join(reasons.get(key, key) for key in rule.reasons)] * bool(
            rule.reasons
        )
        permitted = _("Permitted") if rule.allowed else _("Never")
        instead = (rule.instead.say(language),) if rule.instead else ()
        rows.append(Row(rule.title.say(language), rule.key, ((permitted,), tuple(asks), instead)))
    columns = (gettext_lazy("Permitted"), gettext_lazy("Only when"), gettext_lazy("Instead"))
    return Part("transfers", gettext_lazy("Transfers"), columns, tuple(rows))


def _referrals(playbook: Playbook, language: str) -> Part:
    rows = tuple(
        Row(
            one.title.say(language),
            one.rule,
            ((one.when.text,) if one.when else (), (one.otherwise.say(language),) if one.otherwise else ()),
        )
        for one in playbook.referrals
    )
    columns = (gettext_lazy("Only when"), gettext_lazy("Otherwise"))
    return Part("referrals", gettext_lazy("Referrals to the local agency"), columns, rows)


def _callbacks(playbook: Playbook, language: str) -> Part:
    inside: dict[str, str] = {
        "own_shift": _("inside the worker's own shift"), "open_hours": _("in open hours"),
        "any_time": _("at any time"),
    }  # fmt: skip
    rows = tuple(
        Row(one.title.say(language), one.rule, ((say_duration(one.due_ms),), (inside[one.inside],)))
        for one in playbook.callbacks
    )
    return Part("callbacks", gettext_lazy("Callbacks"), (gettext_lazy("Within"), gettext_lazy("Made")), rows)


def _work_list(playbook: Playbook, language: str) -> Part:
    rows = tuple(
        Row(
            item.title.say(language),
            item.rule,
            ((item.why.say(language),), (item.when.text,), (str(item.value),), (say_duration(item.about_ms),)),
        )
        for item in sorted(playbook.work_list, key=lambda item: -item.value)
    )
    columns = (
        gettext_lazy("Why, as the agent can say it"),
        gettext_lazy("When"),
        gettext_lazy("Worth"),
        gettext_lazy("Takes about"),
    )
    return Part("work-list", gettext_lazy("Work list"), columns, rows)


def _dispositions(playbook: Playbook, language: str) -> Part:
    rows = tuple(Row(one.title.say(language), "", ((str(SPEAKS[one.resolved]),),)) for one in playbook.dispositions)
    return Part("dispositions", gettext_lazy("Dispositions"), (gettext_lazy("Need resolved"),), rows)


_PARTS: tuple[Callable[[Playbook, str], Part], ...] = (
    _groups, _off_reasons, _hours, _queues, _identity, _work_list, _transfers, _referrals, _callbacks, _dispositions,
)  # fmt: skip


def guides_of(playbook: Playbook, language: str) -> list[SpokenGuide]:
    """The guides, the one of every call first."""
    ordered = sorted(playbook.guides, key=lambda guide: guide.kind != "call")
    return [_spoken(guide, language) for guide in ordered]


def _spoken(guide: Guide, language: str) -> SpokenGuide:
    titles = {step.key: step.title.say(language) for step in guide.steps}
    steps = tuple(
        SpokenStep(
            rule=step.rule,
            title=titles[step.key],
            say=step.say,
            note=step.note.say(language),
            when=step.when.text if step.when else "",
            required=step.required,
            fields=tuple(one.title.say(language) for one in step.fields),
            next=tuple(titles.get(way.to, way.to) + (f" ({way.when.text})" if way.when else "") for way in step.next),
        )
        for step in guide.steps
    )
    return SpokenGuide(guide.key, guide.title.say(language), guide.when.text if guide.when else "", steps)
