"""``plan``: where you stand, what to gather, what to write and by when."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from typing import Final

from refundletters import app
from refundletters.cli.case_argument import answers_of
from refundletters.cli.context import Door
from refundletters.cli.json_records import day_of
from refundletters.cli.talk.tone_hints import with_hints
from refundletters.facts.plan.as_json import plan_record, policy_text, rule_text, rules_shown
from refundletters.facts.plan.outside_help import about_body
from refundletters.facts.types import Deadline, Plan
from refundletters.messages import N_, Message, say
from refundletters.model.money import Money
from refundletters.packs.letters import letter_metas

__all__ = ["run"]

_LEVELS: Final = {
    "strong": N_("Your case looks strong."),
    "fair": N_("Your case looks fair."),
    "discretion": N_("This is up to the company's goodwill."),
}
_RANKS: Final = {
    "strong": N_("Most useful"),
    "helpful": N_("Also helpful"),
    "expect": N_("Expect the other side to show"),
}


def run(door: Door, values: Namespace) -> int:
    """Print the plan of a case."""
    answers = answers_of(values, door)
    plan = with_hints(app.plan(answers, roots=door.roots, today=door.today), answers, door)
    if values.json:
        language = door.interface.partition("_")[0]
        door.out_json(plan_record(plan, door.speak, language, values.case))
        return 0
    show_plan(plan, door)
    return 0


def show_plan(plan: Plan, door: Door) -> None:
    """Print a plan as text, one part below the other."""
    for part in (
        _where,
        _money,
        _next,
        _deadlines,
        _steps,
        _evidence,
        _documents,
        _channels,
        _policies,
        _bodies,
        _rules,
        _warnings,
    ):
        part(plan, door)
    _closing(plan, door)


def _heading(msgid: str, door: Door) -> None:
    door.out()
    _title_line(door.speak(Message(msgid)), door)


def _title_line(title: str, door: Door) -> None:
    door.out(door.wrap(title))
    door.out("-" * min(len(title), door.width))


def _item(door: Door, text: Message | str) -> None:
    words = text if isinstance(text, str) else door.speak(text)
    door.out(door.wrap(words, "- "))


def _where(plan: Plan, door: Door) -> None:
    _title_line(door.speak(say("Where you stand on %(day)s", day=plan.facts.as_of)), door)
    if plan.strength.level in _LEVELS:
        door.out(door.wrap(door.speak(Message(_LEVELS[plan.strength.level]))))
    door.out(door.wrap(door.speak(plan.strength.why)))


def _money(plan: Plan, door: Door) -> None:
    money = plan.facts.money
    if not money.charged.amount and money.asked is None:
        return
    _heading(N_("Money"), door)
    _item(door, say("Charged: %(amount)s", amount=money.charged))
    _optional_amount(N_("Already refunded: %(amount)s"), money.refunded, door)
    _item(door, say("Disputed: %(amount)s", amount=money.contested or money.disputed))
    _optional_amount(N_("Fees this caused: %(amount)s"), money.fees, door)
    for other in money.elsewhere:
        _item(door, say("Disputed in another currency, not added: %(amount)s", amount=other))
    if money.asked is not None:
        _item(door, say("You ask for: %(amount)s", amount=money.asked))
    for line in money.working:
        door.out(door.wrap(door.speak(line), "    "))
    if plan.cost is not None:
        _item(door, plan.cost)


def _optional_amount(msgid: str, money: Money, door: Door) -> None:
    if money.amount:
        _item(door, Message(msgid, {"amount": money}))


def _next(plan: Plan, door: Door) -> None:
    if plan.next_document is None:
        return
    _heading(N_("Next"), door)
    fields = {"document": _title(plan.next_document, door), "id": plan.next_document}
    if plan.next_on is None or plan.next_on <= plan.facts.as_of:
        _item(door, Message(N_("Now: %(document)s (%(id)s)"), fields))
    else:
        _item(door, say("On %(day)s: %(document)s (%(id)s)", day=plan.next_on, **fields))


def _deadlines(plan: Plan, door: Door) -> None:
    if not plan.deadlines:
        return
    _heading(N_("Deadlines"), door)
    language = door.interface.partition("_")[0]
    cited = {rule.id: rule.citations.get(language, rule.citation) for rule in plan.facts.rules}
    first = {id: place for place, id in enumerate(cited)}
    # Several rules may set one and the same last day; it is told once, by the strongest.
    told: dict[tuple[dt.date, str, bool], Deadline] = {}
    for one in sorted(plan.deadlines, key=lambda one: (one.date, first.get(one.id, len(first)))):
        told.setdefault((one.date, door.speak(one.what), one.must_be_received), one)
    for deadline in told.values():
        _item(door, _deadline(deadline))
        if deadline.id in cited:
            door.out(door.wrap(cited[deadline.id], "  "))
        if deadline.must_be_received and deadline.days_left >= 0:
            door.out(door.wrap(door.speak(_on_its_way(deadline, plan.facts.as_of)), "  "))


def _on_its_way(deadline: Deadline, today: dt.date) -> Message:
    if deadline.send_by >= today:
        return say("It must arrive by then: send it by %(day)s.", day=deadline.send_by)
    return say(
        "By post it may come too late now. Hand it in or send it online, and keep proof of the day."
    )


def _deadline(deadline: Deadline) -> Message:
    fields = {"day": deadline.date, "what": deadline.what, "days": abs(deadline.days_left)}
    if deadline.days_left < 0:
        return Message(
            N_("%(day)s: %(what)s (%(days)s day ago)"),
            fields,
            N_("%(day)s: %(what)s (%(days)s days ago)"),
            "days",
        )
    return Message(
        N_("%(day)s: %(what)s (%(days)s day left)"),
        fields,
        N_("%(day)s: %(what)s (%(days)s days left)"),
        "days",
    )


def _steps(plan: Plan, door: Door) -> None:
    if plan.first:
        _heading(N_("Check first"), door)
    for check in plan.first:
        _item(door, check)
    if plan.steps:
        _heading(N_("What to do"), door)
    for number, step in enumerate(plan.steps, 1):
        door.out(door.wrap(door.speak(step), f"{number}. "))
    if plan.not_yet:
        _heading(N_("What not to do yet"), door)
    for warning in plan.not_yet:
        _item(door, warning)


def _evidence(plan: Plan, door: Door) -> None:
    if plan.evidence:
        _heading(N_("What to gather"), door)
    for rank, title in _RANKS.items():
        items = [item for item in plan.evidence if item.rank == rank]
        if items:
            door.out(door.speak(say("%(title)s:", title=Message(title))))
        for item in items:
            mark = "[x]" if item.have else "[ ]"
            door.out(door.wrap(door.speak(item.what), f"{mark} "))


def _documents(plan: Plan, door: Door) -> None:
    for status, title in (
        ("offered", N_("Documents you can write now")),
        ("waiting", N_("Documents that open later")),
        ("blocked", N_("Documents that do not fit")),
    ):
        found = [entry for entry in plan.documents if entry.status == status]
        if found:
            _heading(title, door)
        for entry in found:
            door.out(door.wrap(f"{_title(entry.id, door)} ({entry.id})", "- "))
            door.out(door.wrap(door.speak(entry.why), "  "))
            if status == "offered" and entry.missing:
                keys = ", ".join(entry.missing)
                missing = say("Still to answer: %(keys)s", keys=keys)
                door.out(door.wrap(door.speak(missing), "  "))
            if status != "offered" and entry.instead:
                instead = say("Instead: %(documents)s", documents=", ".join(entry.instead))
                door.out(door.wrap(door.speak(instead), "  "))


def _channels(plan: Plan, door: Door) -> None:
    if plan.channels:
        _heading(N_("How to reach them"), door)
    for advice in plan.channels:
        _item(door, advice.why)


def _policies(plan: Plan, door: Door) -> None:
    if plan.policies:
        _heading(N_("What the company says, in our words"), door)
    for policy in plan.policies:
        _item(door, policy_text(policy))


def _bodies(plan: Plan, door: Door) -> None:
    if plan.bodies:
        _heading(N_("Who else can help"), door)
    for body in plan.bodies:
        _item(door, body.named(door.interface.partition("_")[0]))
        door.out(door.wrap(" ".join(door.speak(line) for line in about_body(body)), "  "))
        if body.url:
            checked = say(
                "Checked on %(day)s: %(source)s", day=day_of(body.checked), source=body.url
            )
            door.out(door.wrap(door.speak(checked), "  "))


def _rules(plan: Plan, door: Door) -> None:
    rules = rules_shown(plan)
    if not rules:
        return
    _heading(N_("Rules that apply, as letters say it"), door)
    language = door.interface.partition("_")[0]
    for rule in rules:
        door.out(door.wrap(rule_text(rule, door.speak, language), "- "))
        _source(rule.checked, rule.source, door)


def _source(checked: str, source: str, door: Door) -> None:
    where = say("Checked on %(day)s: %(source)s", day=day_of(checked), source=source)
    door.out(door.wrap(door.speak(where), "  "))


def _warnings(plan: Plan, door: Door) -> None:
    if plan.warnings:
        _heading(N_("Please check"), door)
    for notice in plan.warnings:
        _item(door, say("%(message)s (%(key)s)", message=notice.message, key=notice.key))


def _closing(plan: Plan, door: Door) -> None:
    door.out()
    for note in plan.notes:
        door.out(door.wrap(door.speak(note)))
    door.out(door.wrap(door.speak(say("This is information, not legal advice."))))


def _title(document: str, door: Door) -> str:
    meta = letter_metas(door.roots).get(document)
    return document if meta is None else door.speak(Message(meta.title))
