"""``plan``: where you stand, what to gather, what to write and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from refundletters import app
from refundletters.cli.case_argument import answers_of
from refundletters.cli.context import Context
from refundletters.cli.json_records import day_of
from refundletters.cli.option_values import PlanOptions
from refundletters.cli.talk.tone_hints import with_hints
from refundletters.facts.plan.as_json import plan_record, policy_text, rule_text, rules_shown
from refundletters.facts.plan.outside_help import about_body
from refundletters.facts.types import Deadline, Plan
from refundletters.messages import N_, Message, say
from refundletters.model.closed_words import EvidenceRank, Level, Status
from refundletters.model.money import Money
from refundletters.packs.letters import letter_metas

__all__ = ["run"]

_LEVELS: Final[Mapping[Level, str]] = {
    "strong": N_("Your case looks strong."),
    "fair": N_("Your case looks fair."),
    "discretion": N_("This is up to the company's goodwill."),
}
_RANKS: Final[Mapping[EvidenceRank, str]] = {
    "strong": N_("Most useful"),
    "helpful": N_("Also helpful"),
    "expect": N_("Expect the other side to show"),
}


def run(context: Context, options: PlanOptions) -> int:
    """Print the plan of a case."""
    answers = answers_of(context, options.case, options.set)
    plan = with_hints(app.plan(answers, context.setting), answers, context)
    if options.json:
        language = context.interface.partition("_")[0]
        context.print_json(plan_record(plan, context.translate, language, options.case))
        return 0
    show_plan(plan, context)
    return 0


def show_plan(plan: Plan, context: Context) -> None:
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
        part(plan, context)
    _closing(plan, context)


def _heading(msgid: str, context: Context) -> None:
    context.print()
    _title_line(context.translate(Message(msgid)), context)


def _title_line(title: str, context: Context) -> None:
    context.print(context.wrap(title))
    context.print("-" * min(len(title), context.width))


def _item(context: Context, text: Message | str) -> None:
    words = text if isinstance(text, str) else context.translate(text)
    context.print(context.wrap(words, "- "))


def _where(plan: Plan, context: Context) -> None:
    _title_line(context.translate(say("Where you stand on %(day)s", day=plan.facts.as_of)), context)
    if plan.strength.level in _LEVELS:
        context.print(context.wrap(context.translate(Message(_LEVELS[plan.strength.level]))))
    context.print(context.wrap(context.translate(plan.strength.why)))


def _money(plan: Plan, context: Context) -> None:
    money = plan.facts.money
    if not money.charged.amount and money.asked is None:
        return
    _heading(N_("Money"), context)
    _item(context, say("Charged: %(amount)s", amount=money.charged))
    _optional_amount(N_("Already refunded: %(amount)s"), money.refunded, context)
    _item(context, say("Disputed: %(amount)s", amount=money.contested or money.disputed))
    _optional_amount(N_("Fees this caused: %(amount)s"), money.fees, context)
    for other in money.elsewhere:
        _item(context, say("Disputed in another currency, not added: %(amount)s", amount=other))
    if money.asked is not None:
        _item(context, say("You ask for: %(amount)s", amount=money.asked))
    for line in money.working:
        context.print(context.wrap(context.translate(line), "    "))
    if plan.cost is not None:
        _item(context, plan.cost)


def _optional_amount(msgid: str, money: Money, context: Context) -> None:
    if money.amount:
        _item(context, Message(msgid, {"amount": money}))


def _next(plan: Plan, context: Context) -> None:
    if plan.next_document is None:
        return
    _heading(N_("Next"), context)
    fields = {"document": _title(plan.next_document, context), "id": plan.next_document}
    if plan.next_on is None or plan.next_on <= plan.facts.as_of:
        _item(context, Message(N_("Now: %(document)s (%(id)s)"), fields))
    else:
        _item(context, say("On %(day)s: %(document)s (%(id)s)", day=plan.next_on, **fields))


def _deadlines(plan: Plan, context: Context) -> None:
    if not plan.deadlines:
        return
    _heading(N_("Deadlines"), context)
    language = context.interface.partition("_")[0]
    cited = {rule.id: rule.citations.get(language, rule.citation) for rule in plan.facts.rules}
    first = {id: place for place, id in enumerate(cited)}
    # Several rules may set the same deadline; it is shown once, for the strongest.
    told: dict[tuple[dt.date, str, bool], Deadline] = {}
    for one in sorted(plan.deadlines, key=lambda one: (one.date, first.get(one.id, len(first)))):
        told.setdefault((one.date, context.translate(one.what), one.must_be_received), one)
    for deadline in told.values():
        _item(context, _deadline(deadline))
        if deadline.id in cited:
            context.print(context.wrap(cited[deadline.id], "  "))
        if deadline.must_be_received and deadline.days_left >= 0:
            context.print(
                context.wrap(context.translate(_on_its_way(deadline, plan.facts.as_of)), "  ")
            )


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


def _steps(plan: Plan, context: Context) -> None:
    if plan.first:
        _heading(N_("Check first"), context)
    for check in plan.first:
        _item(context, check)
    if plan.steps:
        _heading(N_("What to do"), context)
    for number, step in enumerate(plan.steps, 1):
        context.print(context.wrap(context.translate(step), f"{number}. "))
    if plan.not_yet:
        _heading(N_("What not to do yet"), context)
    for warning in plan.not_yet:
        _item(context, warning)


def _evidence(plan: Plan, context: Context) -> None:
    if plan.evidence:
        _heading(N_("What to gather"), context)
    for rank, title in _RANKS.items():
        items = [item for item in plan.evidence if item.rank == rank]
        if items:
            context.print(context.translate(say("%(title)s:", title=Message(title))))
        for item in items:
            mark = "[x]" if item.have else "[ ]"
            context.print(context.wrap(context.translate(item.what), f"{mark} "))


def _documents(plan: Plan, context: Context) -> None:
    titles: tuple[tuple[Status, str], ...] = (
        ("offered", N_("Documents you can write now")),
        ("waiting", N_("Documents that open later")),
        ("blocked", N_("Documents that do not fit")),
    )
    for status, title in titles:
        found = [entry for entry in plan.documents if entry.status == status]
        if found:
            _heading(title, context)
        for entry in found:
            context.print(context.wrap(f"{_title(entry.id, context)} ({entry.id})", "- "))
            context.print(context.wrap(context.translate(entry.why), "  "))
            if status == "offered" and entry.missing:
                keys = ", ".join(entry.missing)
                missing = say("Still to answer: %(keys)s", keys=keys)
                context.print(context.wrap(context.translate(missing), "  "))
            if status != "offered" and entry.instead:
                instead = say("Instead: %(documents)s", documents=", ".join(entry.instead))
                context.print(context.wrap(context.translate(instead), "  "))


def _channels(plan: Plan, context: Context) -> None:
    if plan.channels:
        _heading(N_("How to reach them"), context)
    for advice in plan.channels:
        _item(context, advice.why)


def _policies(plan: Plan, context: Context) -> None:
    if plan.policies:
        _heading(N_("What the company says, in our words"), context)
    for policy in plan.policies:
        _item(context, policy_text(policy))


def _bodies(plan: Plan, context: Context) -> None:
    if plan.bodies:
        _heading(N_("Who else can help"), context)
    for body in plan.bodies:
        _item(context, body.named(context.interface.partition("_")[0]))
        said = " ".join(context.translate(line) for line in about_body(body, plan.facts))
        context.print(context.wrap(said, "  "))
        if body.url:
            checked = say(
                "Checked on %(day)s: %(source)s", day=day_of(body.checked), source=body.url
            )
            context.print(context.wrap(context.translate(checked), "  "))


def _rules(plan: Plan, context: Context) -> None:
    rules = rules_shown(plan)
    if not rules:
        return
    _heading(N_("Rules that apply, as letters say it"), context)
    language = context.interface.partition("_")[0]
    for rule in rules:
        context.print(context.wrap(rule_text(rule, context.translate, language), "- "))
        _source(rule.checked, rule.source, context)


def _source(checked: str, source: str, context: Context) -> None:
    where = say("Checked on %(day)s: %(source)s", day=day_of(checked), source=source)
    context.print(context.wrap(context.translate(where), "  "))


def _warnings(plan: Plan, context: Context) -> None:
    if plan.warnings:
        _heading(N_("Please check"), context)
    for notice in plan.warnings:
        _item(context, say("%(message)s (%(key)s)", message=notice.message, key=notice.key))


def _closing(plan: Plan, context: Context) -> None:
    context.print()
    for note in plan.notes:
        context.print(context.wrap(context.translate(note)))
    context.print(context.wrap(context.translate(say("This is information, not legal advice."))))


def _title(document: str, context: Context) -> str:
    meta = letter_metas(context.roots).get(document)
    return document if meta is None else context.translate(Message(meta.title))
