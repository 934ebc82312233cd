"""Everything a plan says, as text for ``plan --all``."""

from __future__ import annotations

from pathlib import Path

from refundletters.cli.cases.current import case_option
from refundletters.cli.columns import width_of
from refundletters.cli.context import Context
from refundletters.cli.json_records import day_of
from refundletters.cli.plan_text.days import left_until
from refundletters.cli.words import document_title, labels_of
from refundletters.facts.plan.as_json import policy_text, rule_text, rules_shown
from refundletters.facts.plan.outside_help import about_body
from refundletters.facts.plan.shown import LEVELS, RANKS, citations, days_shown, how_to_send
from refundletters.facts.types import DocumentStatus, Plan
from refundletters.messages import N_, Message, say
from refundletters.model.closed_words import Status
from refundletters.model.money import Money

__all__ = ["show_everything"]


def show_everything(plan: Plan, case: Path | None, context: Context) -> None:
    """Print a whole plan as text, one part below the other.

    Args:
        plan: The plan.
        case: Its file, for the commands that it names; ``None`` for none.
        context: Streams, day and language.
    """
    _warnings(plan, context)
    for part in (_where, _money):
        part(plan, context)
    _next(plan, case, context)
    for part in (_deadlines, _steps, _evidence):
        part(plan, context)
    _documents(plan, case, context)
    for part in (_channels, _policies, _bodies, _rules):
        part(plan, context)
    _closing(plan, context)


def _heading(msgid: str, context: Context) -> None:
    context.print()
    _title_line(context.translate(Message(msgid)), context)


def _title_line(title: str, context: Context) -> None:
    context.print(context.wrap(title))
    context.print("-" * min(width_of(title), context.width))


def _item(context: Context, text: Message | str) -> None:
    words = text if isinstance(text, str) else context.translate(text)
    context.print(context.wrap(words, "- "))


def _where(plan: Plan, context: Context) -> None:
    _title_line(context.translate(say("Where you stand on %(day)s", day=plan.facts.as_of)), context)
    context.print(context.wrap(context.translate(LEVELS[plan.strength.level])))
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


def _next(plan: Plan, case: Path | None, context: Context) -> None:
    if plan.next_document is None:
        return
    _heading(N_("Next"), context)
    title = document_title(plan.next_document, context)
    if plan.next_on is None or plan.next_on <= plan.facts.as_of:
        _item(context, say("Now: %(document)s", document=title))
    else:
        _item(context, say("On %(day)s: %(document)s", day=plan.next_on, document=title))
    _command(plan.next_document, case, context)


def _command(document: str, case: Path | None, context: Context) -> None:
    context.print(f"  refundletters write {document}{case_option(context, case)}")


def _deadlines(plan: Plan, context: Context) -> None:
    if not plan.deadlines:
        return
    _heading(N_("Deadlines"), context)
    cited = citations(plan, context.interface.partition("_")[0])
    for deadline in days_shown(plan, context.translate):
        _item(context, left_until(deadline))
        if deadline.id in cited:
            context.print(context.wrap(cited[deadline.id], "  "))
        sending = how_to_send(deadline, plan.facts.as_of)
        if sending is not None:
            context.print(context.wrap(context.translate(sending), "  "))


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
    for rank, title in RANKS.items():
        items = [item for item in plan.evidence if item.rank == rank]
        if items:
            context.print(context.translate(say("%(title)s:", title=title)))
        for item in items:
            # What the other side may show is nothing to gather.
            mark = "-" if rank == "expect" else "[x]" if item.have else "[ ]"
            context.print(context.wrap(context.translate(item.what), f"{mark} "))


def _documents(plan: Plan, case: Path | None, context: Context) -> None:
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
            _item(context, document_title(entry.id, context))
            context.print(context.wrap(context.translate(entry.why), "  "))
            more = _missing(entry, context) if status == "offered" else _instead(entry, context)
            if more is not None:
                context.print(context.wrap(context.translate(more), "  "))
            if status == "offered":
                _command(entry.id, case, context)


def _missing(entry: DocumentStatus, context: Context) -> Message | None:
    if not entry.missing:
        return None
    labels = labels_of(entry.missing, context, most=len(entry.missing))
    return say("Still to answer: %(labels)s", labels=labels)


def _instead(entry: DocumentStatus, context: Context) -> Message | None:
    if not entry.instead:
        return None
    titles = [document_title(id, context) for id in entry.instead]
    return say("Instead: %(documents)s", documents=titles)


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
    if not plan.warnings:
        return
    _title_line(context.translate(say("Please check")), context)
    for notice in plan.warnings:
        _item(context, notice.message)
    context.print()


def _closing(plan: Plan, context: Context) -> None:
    context.print()
    for note in plan.notes:
        context.print(context.wrap(context.translate(note)))
    context.print(context.wrap(context.translate(say("This is information, not legal advice."))))
