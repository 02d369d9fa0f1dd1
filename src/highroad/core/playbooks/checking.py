"""What a playbook says that cannot be meant: looked for before anyone works by it.

Reading refuses what is not the language. Checking looks at what can be read: queues no one reaches, hours that
never open, rings that narrow, transfer rules that contradict each other. The guides have a file of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from highroad.core.playbooks.checking_guides import check_guides, check_identity
from highroad.core.playbooks.compiling import holidays_in, weekly
from highroad.core.playbooks.findings import Finding, Severity, did_you_mean
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.proving import run_examples
from highroad.core.playbooks.waiting import QueueRules, WideningRing

PRIVATE_IN_MAIL = frozenset({"link", "deadline"})
"""The only placeholders a mail may name."""


def check(playbook: Playbook, *, with_examples: bool = True) -> tuple[Finding, ...]:
    """Everything to mend in a playbook that could be read, in the order of its files."""
    found = [finding for look in _LOOKS for finding in look(playbook)]
    if with_examples:
        found += [finding for result in run_examples(playbook) if (finding := result.finding())]
    return tuple(sorted(found))


def _finding(
    playbook: Playbook, path: tuple[str | int, ...], sentence: str, mend: str, severity: Severity = "error"
) -> Finding:
    return Finding(playbook.at(*path), severity, sentence, mend)


def _hours(playbook: Playbook) -> Iterator[Finding]:
    used = {purpose for queue in playbook.queues for purpose in queue.purposes}
    used |= {escalation.purpose for escalation in playbook.escalations}
    used |= {contract.hours for contract in playbook.callbacks if contract.hours}
    for purpose in playbook.hours:
        path = ("hours", purpose.key)
        if not any(weekly(purpose)) and not any(day.open for day in purpose.special):
            sentence = f'"{purpose.key}" never opens.'
            yield _finding(playbook, path, sentence, "Give it weekly hours: mon-fri: [8:00-16:00].")
        for day, spans in enumerate(weekly(purpose)):
            if any(first[1] > second[0] for first, second in pairwise(spans)):
                sentence = f'"{purpose.key}" has intervals that overlap on day {day + 1} of the week.'
                yield _finding(playbook, (*path, "weekly"), sentence, "Join them into one.")
        if purpose.key not in used:
            sentence = f'nothing asks for the hours of "{purpose.key}".'
            yield _finding(playbook, path, sentence, "Give it to a queue, or remove it.", "warning")
        dates = [day.date for day in purpose.special]
        for date in sorted({date for date in dates if dates.count(date) > 1}):
            sentence = f'"{purpose.key}" has two special days on {date}.'
            yield _finding(playbook, (*path, "special"), sentence, "Keep one of the two.")
        if purpose.holidays is not None:
            try:
                holidays_in(purpose.holidays, (2026,))
            except ValueError as why:
                mend = "Use a two-letter country and a state or region code, or list dates under special."
                yield _finding(playbook, (*path, "holidays"), str(why), mend)


def _queues(playbook: Playbook) -> Iterator[Finding]:
    yield from _unreachable_queues(playbook)
    for queue in playbook.queues:
        path = ("queues", queue.key)
        if not queue.purposes:
            sentence = f'queue "{queue.key}" is never open: it has no purpose.'
            yield _finding(playbook, (*path, "purposes"), sentence, "Name the hours it keeps.")
        yield from _rings(playbook, queue)
        if queue.at_limit == "overflow" and not queue.overflow_to:
            sentence = f'queue "{queue.key}" overflows to nowhere.'
            yield _finding(playbook, (*path, "at_limit"), sentence, "Add overflow_to: a queue.")
        if queue.overflow_to and queue.at_limit != "overflow":
            sentence = f'queue "{queue.key}" names overflow_to but does not overflow.'
            yield _finding(playbook, (*path, "overflow_to"), sentence, "Add at_limit: overflow.", "warning")
    yield from _overflow_circles(playbook)


def _rings(playbook: Playbook, queue: QueueRules) -> Iterator[Finding]:
    path = ("queues", queue.key, "rings")
    if not queue.rings:
        yield _finding(
            playbook, path, f'queue "{queue.key}" is offered to no one: it has no ring.', "Add a ring from 0 s."
        )
    elif queue.rings[0].after_ms:
        sentence = f'queue "{queue.key}" is offered to no one at first.'
        yield _finding(playbook, (*path, 0), sentence, "Let the first ring begin after 0 s.")
    for place, (ring, wider) in enumerate(pairwise(queue.rings), start=1):
        if wider.after_ms <= ring.after_ms:
            sentence = f'ring {place + 1} of queue "{queue.key}" does not begin after the one before.'
            yield _finding(playbook, (*path, place), sentence, "Put the rings in order of waiting.")
        narrowed = narrower_in(ring, wider)
        if narrowed:
            sentence = f'ring {place + 1} of queue "{queue.key}" is narrower than the one before: {narrowed}.'
            yield _finding(playbook, (*path, place), sentence, "Rings only widen: ask for the same or less.")
    for place, ring in enumerate(queue.rings):
        groups = [need.key for need in ring.required if need.key.startswith("group:")]
        if len(groups) > 1:
            sentence = f"ring {place + 1} asks for {' and '.join(groups)}: a person has one staffing group."
            yield _finding(playbook, (*path, place), sentence, "Ask for one group, or for a skill.")


def narrower_in(ring: WideningRing, wider: WideningRing) -> str:
    """In what `wider` asks for more than `ring`; empty when everyone in `ring` is also in `wider`."""
    before = {need.key: need.level for need in ring.required}
    for need in wider.required:
        if need.level > before.get(need.key, 0):
            return f"it asks for {need.key} at level {need.level}"
    return "it asks for the caller's language again" if wider.language and not ring.language else ""


def _unreachable_queues(playbook: Playbook) -> Iterator[Finding]:
    reached = {queue.key for queue in playbook.queues if queue.entry}
    for rule in playbook.transfers:
        if rule.allowed and rule.kind == "queue":
            reached |= set(rule.queues) or {queue.key for queue in playbook.queues}
    for queue in playbook.queues:
        if queue.overflow_to:
            reached.add(queue.overflow_to)
    for queue in playbook.queues:
        if queue.key not in reached:
            sentence = f'no caller ever reaches queue "{queue.key}".'
            yield _finding(
                playbook,
                ("queues", queue.key),
                sentence,
                "Set entry: true, or let a transfer or overflow lead there.",
            )


def _overflow_circles(playbook: Playbook) -> Iterator[Finding]:
    to = {queue.key: queue.overflow_to for queue in playbook.queues if queue.overflow_to}
    for start in to:
        key: str | None = start
        for _ in to:
            key = to.get(key) if key else None
            if key == start:
                sentence = f'queue "{start}" overflows in a circle back to itself.'
                yield _finding(playbook, ("queues", start, "overflow_to"), sentence, "Let the last of them stay.")
                break


def _transfers(playbook: Playbook) -> Iterator[Finding]:
    for first, second in combinations(playbook.transfers, 2):
        if first.kind != second.kind:
            continue
        same_place = (
            first.kind != "queue" or not first.queues or not second.queues or set(first.queues) & set(second.queues)
        )
        if same_place and first.allowed != second.allowed:
            sentence = (
                f"{first.key} and {second.key} contradict each other: one permits and one forbids {first.kind}."
            )
            yield _finding(playbook, ("transfers", second.key), sentence, "Keep one, or give them different queues.")
        elif same_place and first.allowed:
            sentence = f"{first.key} and {second.key} both permit {first.kind}: keeping either is enough."
            yield _finding(playbook, ("transfers", second.key), sentence, "Join them into one rule.", "warning")
    for rule in playbook.transfers:
        if not rule.allowed and not rule.instead:
            sentence = f"{rule.key} forbids and does not say what to do instead."
            yield _finding(playbook, ("transfers", rule.key), sentence, "Add instead: what the agent does.")
        if rule.queues and rule.kind != "queue":
            sentence = f"{rule.key} names queues but is not about queues."
            yield _finding(playbook, ("transfers", rule.key, "queues"), sentence, "Use kind: queue, or remove them.")
        if not rule.allowed and (rule.caller_told or rule.briefed or rule.reasons):
            sentence = f"{rule.key} forbids, so its conditions never matter."
            yield _finding(playbook, ("transfers", rule.key), sentence, "Remove them, or permit.", "warning")
    if not any(rule.allowed for rule in playbook.transfers):
        yield _finding(playbook, ("transfers",), "no transfer is permitted at all.", "Is this meant?", "warning")


def _promises(playbook: Playbook) -> Iterator[Finding]:
    for contract in playbook.callbacks:
        path = ("callbacks", contract.key)
        if contract.inside == "open_hours" and not contract.hours:
            yield _finding(
                playbook, path, f'"{contract.key}" does not say whose open hours.', "Add hours: a purpose."
            )
        if contract.at_least_ms > contract.due_ms:
            sentence = f'"{contract.key}" asks for more time than there is before it is due.'
            yield _finding(playbook, (*path, "at_least_ms"), sentence, "Make at_least shorter than due.")
        for place, reminder in enumerate(contract.reminders):
            if reminder.before_ms >= contract.due_ms:
                sentence = f'a reminder of "{contract.key}" lies before the promise itself.'
                yield _finding(playbook, (*path, "reminders", place), sentence, "Remind later.")
        if contract.mail is not None:
            for part in ("subject", "body"):
                text = getattr(contract.mail, part)
                told = (text.placeholders("en") | text.placeholders("es")) - PRIVATE_IN_MAIL
                for name in sorted(told):
                    sentence = f'the mail of "{contract.key}" tells {{{name}}}, and mail is not private.'
                    yield _finding(playbook, (*path, "mail", part), sentence, "Name only {link} and {deadline}.")


def _work_list(playbook: Playbook) -> Iterator[Finding]:
    vocabulary = playbook.vocabulary()
    signing = [item for item in playbook.work_list if item.signs]
    for item in playbook.work_list:
        path = ("work_list", item.key)
        if item.sooner and item.sooner not in vocabulary:
            sentence = f'unknown fact "{item.sooner}".'
            yield _finding(playbook, (*path, "sooner"), sentence, did_you_mean(item.sooner, vocabulary))
        elif item.sooner and vocabulary[item.sooner].kind != "number":
            sentence = f'"{item.sooner}" is no number, so nothing is sooner by it.'
            yield _finding(playbook, (*path, "sooner"), sentence, f"Use {item.sooner}_in_days.")
        if item.needs_signature and not signing:
            sentence = f'"{item.key}" needs a signature, and no item has it signed.'
            yield _finding(playbook, (*path, "needs_signature"), sentence, "Add an item with signs: true.")
    for escalation in playbook.escalations:
        if playbook.guide(escalation.guide).kind != "escalation":
            sentence = f'"{escalation.key}" leads into the guide of every call.'
            yield _finding(
                playbook, ("escalations", escalation.key, "guide"), sentence, "Use a guide of kind escalation."
            )


_LOOKS: tuple[Callable[[Playbook], Iterator[Finding]], ...] = (
    _hours, _queues, _transfers, _promises, _work_list, check_guides, check_identity,
)  # fmt: skip
