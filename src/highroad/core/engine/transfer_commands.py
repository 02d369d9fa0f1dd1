"""Commands that bring somebody else in: consults, transfers, and moves by a supervisor.

What is permitted is said by the playbook's transfer rules, in the order written: the first rule of the kind whose
queues admit the target is the one that holds, and a refusal names it.
"""

from __future__ import annotations

from highroad.core.engine import life
from highroad.core.engine.contact_commands import ContactCommands
from highroad.core.engine.facts import DIRECT_OFFER
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.refusals import Refusal
from highroad.core.words.hours import is_open
from highroad.core.words.policy import TransferRule


class TransferCommands(ContactCommands):
    """Consult, transfer, move."""

    # -- consults ------------------------------------------------------------------------------------------------

    def consult_queue(
        self, at: int, contact: int, agent: int, consult: int, queue: str, purpose: str
    ) -> Refusal | None:
        """Call a line of colleagues (the Helpline) while the caller holds. `consult` is the id of that call."""
        call = self._why_not_consult(at, contact, agent, consult)
        if isinstance(call, Refusal):
            return call
        rules = self._why_not_arrive(at, consult, queue, purpose)
        if isinstance(rules, Refusal):
            return rules
        self.floor.consult_begun(at, contact, agent, consult)
        self.floor.contact_arrived(at, consult, "voice", purpose or rules.purposes[0], "", "", contact)
        self._queue(at, self.floor.contacts[consult], queue, at - rules.head_start_ms)
        return None

    def consult_person(self, at: int, contact: int, agent: int, consult: int, other: int) -> Refusal | None:
        """Call one colleague while the caller holds."""
        call = self._why_not_consult(at, contact, agent, consult)
        if isinstance(call, Refusal):
            return call
        person = self._check(at, other)
        if isinstance(person, Refusal):
            return person
        refusal = Refusal("to_self") if other == agent else self.why_not_reachable(person)
        if refusal is not None:
            return refusal
        self.floor.consult_begun(at, contact, agent, consult)
        self.floor.contact_arrived(at, consult, "voice", "consult", "", "", contact)
        until = at + self.floor.rules.limits.consult_offer_ms
        self.floor.contact_offered(at, consult, other, DIRECT_OFFER, until)
        return None

    def _why_not_consult(self, at: int, contact: int, agent: int, consult: int) -> Contact | Refusal:
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if call.state == life.CONSULTING or call.parent:
            return Refusal("consulting")
        if consult in self.floor.contacts:
            return Refusal("contact_exists")
        return call

    def end_consult(self, at: int, contact: int, agent: int) -> Refusal | None:
        """The asker ends the consult; the caller is still on hold."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if call.state != life.CONSULTING:
            return Refusal("no_consult")
        self._drop_consult(at, call)
        self.floor.consult_over(at, contact, agent)
        return None

    # -- transfers -----------------------------------------------------------------------------------------------

    def tell_caller(self, at: int, contact: int, agent: int) -> Refusal | None:
        """The agent has told the caller that they will be transferred and may hold briefly."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if not call.told:
            self.floor.caller_told(at, contact, agent)
        return None

    def transfer_queue(self, at: int, contact: int, agent: int, queue: str, reason: str) -> Refusal | None:
        """A blind transfer: the caller waits in another queue, and keeps the time already waited."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if queue not in self.floor.rules.queues:
            return Refusal("unknown_queue", about={"queue": queue})
        rule = self._rule(call, "queue", queue, reason)
        if isinstance(rule, Refusal):
            return rule
        target = self.floor.rules.queues[queue]
        if not is_open(self.floor.rules.hours[target.purposes[0]], at):
            purpose = target.purposes[0]
            return Refusal("closed", rule=f"hours:{purpose}", about={"purpose": purpose})
        self._leave(at, call, "queue", queue, reason, rule)
        self._queue(at, call, queue, at - call.waited_ms)
        return None

    def transfer_person(
        self, at: int, contact: int, agent: int, other: int, kind: str, reason: str
    ) -> Refusal | None:
        """A direct transfer to one person: `kind` person, lead or supervisor. If that person is being consulted in
        this contact, they have the caller at once (warm); else their desk rings."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        person = self._check(at, other)
        if isinstance(person, Refusal):
            return person
        if other == agent:
            return Refusal("to_self")
        rule = self._rule(call, kind, "", reason)
        if isinstance(rule, Refusal):
            return rule
        refusal = self._why_not_to(call, person, kind, rule)
        if refusal is not None:
            return refusal
        consult = self.floor.contacts.get(call.consult) if call.consult else None
        if consult is not None and consult.state == life.TALKING and consult.agent == other:
            self._leave(at, call, kind, person.token, reason, rule)
            self.floor.contact_taken_over(at, contact, other, agent)
            return None
        refusal = self.why_not_reachable(person)
        if refusal is not None:
            return refusal
        self._drop_consult(at, call)
        self._leave(at, call, kind, person.token, reason, rule)
        self.floor.contact_offered(at, contact, other, DIRECT_OFFER, at + self.floor.rules.limits.direct_offer_ms)
        return None

    def transfer_external(self, at: int, contact: int, agent: int, target: str, reason: str) -> Refusal | None:
        """A transfer out of the house, where the playbook permits one; `target` is the directory's token for it.

        Where it forbids one, the refusal names the rule and says what to do instead.
        """
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        rule = self._rule(call, "external", "", reason)
        if isinstance(rule, Refusal):
            return rule
        self._drop_consult(at, call)
        self._leave(at, call, "external", target, reason, rule)
        self.floor.contact_closed(at, contact, "transferred_out")
        return None

    def _leave(self, at: int, call: Contact, kind: str, target: str, reason: str, rule: TransferRule) -> None:
        """The contact leaves its agent, who has after-call work now."""
        if kind == "queue":
            self._drop_consult(at, call)
        self.floor.contact_transferred(at, call.id, call.agent, kind, target, reason, rule.rule)

    def _rule(self, call: Contact, kind: str, queue: str, reason: str) -> TransferRule | Refusal:
        """The rule that permits this transfer, or the refusal of the rule that forbids it."""
        rules = self.floor.rules.transfers.get(kind, ())
        rule = next((r for r in rules if not queue or not r.queues or queue in r.queues), None)
        if rule is None:
            named = rules[0].rule if rules else ""
            return Refusal("wrong_target" if rules else "transfer_unknown", named, {"rule": named})
        about = {"rule": rule.rule, "instead": rule.instead}
        if not rule.allowed:
            return Refusal("transfer_forbidden", rule.rule, about)
        if rule.reasons and reason not in rule.reasons:
            return Refusal("transfer_reason", rule.rule, about)
        if rule.caller_told and not call.told:
            return Refusal("caller_not_told", rule.rule, about)
        return rule

    def _why_not_to(self, call: Contact, person: Agent, kind: str, rule: TransferRule) -> Refusal | None:
        """Whether the rule of this kind admits this person."""
        about = {"rule": rule.rule}
        if kind in ("lead", "supervisor") and person.kind != kind:
            return Refusal("wrong_target", rule.rule, about)
        if kind == "supervisor" and self.floor.agents[call.agent].kind != "lead":
            return Refusal("only_leads", rule.rule, about)
        if rule.briefed and call.briefed != person.id:
            return Refusal("not_briefed", rule.rule, about)
        return None

    # -- moves by a supervisor -----------------------------------------------------------------------------------

    def move_contact(self, at: int, contact: int, queue: str, by: int, why: str) -> Refusal | None:
        """A lead or supervisor moves a waiting contact to another queue, with a reason."""
        call = self._check_contact(at, contact)
        if isinstance(call, Refusal):
            return call
        if queue not in self.floor.rules.queues:
            return Refusal("unknown_queue", about={"queue": queue})
        if call.state not in life.WAITING or not call.queue:
            return Refusal("not_waiting")
        if not why:
            return Refusal("reason_needed")
        if call.queue != queue:
            self._move(at, call, queue, by, why)
        return None

    def _move(self, at: int, call: Contact, queue: str, by: int, why: str) -> None:
        offered_to = self.floor.agents.get(call.agent) if call.state == life.OFFERED else None
        self._withdraw(at, call)
        self.floor.contact_moved(at, call.id, queue, by, why)
        self._line(at, call, queue, call.age_from)
        if offered_to is not None:
            # First: somebody who comes before this contact in its new queue may be waiting for them.
            self._freed(at, offered_to)
        if call.state == life.QUEUED:
            self._place(at, call)
