"""Which rules apply to a case, and which of them a letter may quote.

A rule is quoted only where it is citable and verified, was in force, is in time, and the case shows
that its conditions are met. A European rule gives way to the national row that implements it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from refundletters.facts.conditions import names_of
from refundletters.facts.law.deadlines import DeadlineCalculator
from refundletters.facts.law.late_charges import covered_days
from refundletters.facts.law.quoting import only_what_binds
from refundletters.facts.types import PlanWarning, RuleFact, Signals
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.model.values import Method, Reason
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.rule import RULES, Rule

__all__ = ["Chosen", "add_legal_signals", "bank_rights", "choose_rules"]

# Roles that never appear in a letter: an exception is the other side's defense, a warning is for
# the writer.
_NEVER_QUOTED: Final = frozenset({"exception", "warning"})
# The answers that would show a last day, by the event it counts from.
_ASKED: Final[Mapping[str, tuple[str, Message]]] = {
    "statement_sent": (
        "charges.0.statement_date",
        say(
            "Your bank has to be told within a time that counts from the statement. Enter the date "
            "of the statement to see the last day."
        ),
    ),
    "contract_date": (
        "plan.started_on",
        say(
            "A last day counts from the day you signed up. Enter that day to see whether you are "
            "in time."
        ),
    ),
    "discovery": (
        "discovered_on",
        say("A last day counts from the day you noticed the charge. Enter that day to see it."),
    ),
}
# The longest usual withdrawal period; longer ones follow only from missing information.
_LONGEST_WITHDRAWAL_DAYS: Final = 30


class Chosen(msgspec.Struct, frozen=True):
    """The rules of a case, nearest and strongest first, and what to say about those left out."""

    rules: tuple[RuleFact, ...]
    notices: tuple[PlanWarning, ...]


def choose_rules(
    case: Case, signals: Signals, chain: Sequence[str], judge: DeadlineCalculator, roots: Roots
) -> Chosen:
    """Return the rules that apply to a case, for every addressee.

    Args:
        case: The case; only its primary reason counts.
        signals: Its signals, including those that depend on the law.
        chain: Where to look for law, nearest first.
        judge: Works out last days.
        roots: Where the rules are.
    """
    scope = names_of(case, signals)
    rules: list[RuleFact] = []
    notices: list[PlanWarning] = []
    wanted: dict[str, Message] = {}
    places = tuple(chain)
    carried_out = _carried_out(roots, places)
    for row in _rows_for(roots, places, case.reason, case.payment.method):
        if row.id in carried_out or not _fits(row, case, scope, judge):
            continue
        judged = judge.customer_deadline(row.id, row.deadline, row.addressed_to, row.source)
        if judged.deadline is None and judged.state != "passed":
            wanted |= _unknown_start(row, judge)
        if judged.passed_on is not None and not row.needs_check:
            notices.append(_passed(row, judged.passed_on, partly=judged.state != "passed"))
        if judged.state == "passed":
            continue
        fact = _fact(row, case, judge, in_time=judged.state == "open")
        covered = covered_days(row, judge)
        if covered is not None and covered != frozenset(judge.events.charge_days()):
            fact = replace(fact, covers=tuple(sorted(covered)))
        # A last day that depends on what only the contract shows would be mistaken for a certain
        # one.
        shown = None if row.needs_check else judged.deadline
        rules.append(replace(fact, deadline=shown))
    ordered = sorted(rules, key=lambda rule: (chain.index(rule.jurisdiction), rule.rank, rule.id))
    notices += [PlanWarning(key, message) for key, message in wanted.items()]
    return Chosen(only_what_binds(ordered), tuple(notices))


def bank_rights(
    case: Case, signals: Signals, chain: Sequence[str], judge: DeadlineCalculator, roots: Roots
) -> tuple[Rule, ...]:
    """Return the rows of the rights against the bank that fit a case, in time or not."""
    scope = names_of(case, signals)
    return tuple(
        row
        for row in _rows_for(roots, tuple(chain), case.reason, case.payment.method)
        if row.addressed_to in {"bank", "both"}
        and row.role == "right"
        and not row.topic
        and _was_read(row)
        and _topic(row) != "stop"
        and _fits(row, case, scope, judge)
    )


def add_legal_signals(
    case: Case, signals: Signals, chain: Sequence[str], judge: DeadlineCalculator, roots: Roots
) -> Signals:
    """Return ``signals`` together with those that depend on the local law."""
    places = tuple(chain)
    known = _with_withdrawal(case, signals, _withdrawal_rows(roots, places), chain, judge)
    rows = _rows_for(roots, places, case.reason, case.payment.method)
    return replace(
        known,
        reminder_duty_missed=_reminder_duty_missed(case, known, rows, judge),
        bank_overdue=known.bank_overdue or _bank_is_late(case, known, rows, judge),
    )


@lru_cache(maxsize=256)
def _rows_of(roots: Roots, chain: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(
        row for row in load_rows(roots, RULES, chain).values() if row.jurisdiction in chain
    )


@lru_cache(maxsize=1024)
def _rows_for(
    roots: Roots, chain: tuple[str, ...], reason: Reason | None, method: Method | None
) -> tuple[Rule, ...]:
    """Return the rows of a place for one reason and one way of paying."""
    return tuple(
        row
        for row in _rows_of(roots, chain)
        if row.citable
        and row.role != "warning"
        and reason in row.reasons
        and (not row.methods or method in row.methods)
    )


@lru_cache(maxsize=256)
def _carried_out(roots: Roots, chain: tuple[str, ...]) -> frozenset[str]:
    """Return the ids of European rows that give way to a national one that was read."""
    rows = _rows_of(roots, chain)
    return frozenset(id for row in rows if _was_read(row) for id in row.carries_out)


@lru_cache(maxsize=256)
def _withdrawal_rows(roots: Roots, chain: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(row for row in _rows_of(roots, chain) if _is_withdrawal(row))


def _fits(row: Rule, case: Case, scope: Mapping[str, Any], judge: DeadlineCalculator) -> bool:
    """Tell whether a row for the reason and way of paying of a case fits the rest of it."""
    return _contract_fits(row, case) and _in_force(row, judge) and _conditions_met(row, scope)


def _conditions_met(row: Rule, scope: Mapping[str, Any]) -> bool:
    return row.when(scope) and not row.unless(scope)


def _contract_fits(row: Rule, case: Case) -> bool:
    """Tell whether the contract was made as the rule asks; what is not known may have been."""
    return not row.made or case.contract.made in {None, "unsure", *row.made}


def _if_made(row: Rule, case: Case) -> str:
    """Return the way of making the contract a rule depends on, where the person does not know."""
    if case.contract.made != "unsure" or not row.made:
        return ""
    return "online" if row.made == ("online",) else "distance"


def _is_about_online_only(row: Rule, case: Case) -> bool:
    """Tell whether the sentence of a rule is about an online contract, and this one was not."""
    made = case.contract.made
    return made in {"phone", "doorstep"} and "online" in row.says.get("en", "")


def _in_force(row: Rule, judge: DeadlineCalculator) -> bool:
    """Tell whether a rule was law: a right on the day of the charge, a procedure now."""
    charged = judge.events.charge_days()
    day = charged[-1] if charged and row.role == "right" else judge.as_of
    start, end = row.in_force_from, row.in_force_until
    return (start is None or start <= day) and (end is None or day <= end)


def _fact(row: Rule, case: Case, judge: DeadlineCalculator, *, in_time: bool) -> RuleFact:
    return RuleFact(
        id=row.id,
        jurisdiction=row.jurisdiction,
        title=row.title,
        citation=row.citation,
        citations=row.citations,
        addressed_to=row.addressed_to,
        role=row.role,
        says={
            language: sentence.replace("{citation}", row.citations.get(language, row.citation))
            for language, sentence in row.says.items()
        },
        source=row.source,
        checked=row.checked.isoformat(),
        age_days=(judge.as_of - row.checked).days,
        quotable=in_time and _may_be_quoted(row) and not _is_about_online_only(row, case),
        if_made=_if_made(row, case),
        rank=row.rank,
        topic=row.topic or _topic(row),
        verified=row.verified,
        caution=Message(row.needs_check) if row.needs_check else None,
        owed_by=judge.owed(row.id, row.owed, row.addressed_to, row.source),
    )


def _topic(row: Rule) -> str:
    return "stop" if _counted_from(row) == "before_next_payment" else ""


def _counted_from(row: Rule) -> str:
    return "none" if row.deadline is None else row.deadline.from_


def _was_read(row: Rule) -> bool:
    return row.citable and row.verified


def _may_be_quoted(row: Rule) -> bool:
    return (
        _was_read(row)
        and bool(row.says)
        and not row.needs_check  # what can be known only by reading the contract
        and row.role not in _NEVER_QUOTED
    )


def _passed(row: Rule, last: dt.date, *, partly: bool) -> PlanWarning:
    title = row.citation
    if _counted_from(row) == "before_next_payment":
        message = say(
            "It may be too late to stop the next payment through your bank: the last day was "
            "%(day)s (%(rule)s). A stop still holds for the payments after it.",
            day=last,
            rule=title,
        )
    elif partly:
        message = say(
            "For some of your charges the time under %(rule)s ran out, the latest on %(day)s. "
            "The others are still in time.",
            rule=title,
            day=last,
        )
    else:
        message = say(
            "The time under %(rule)s ran out on %(day)s, so your letters leave it out.",
            rule=title,
            day=last,
        )
    return PlanWarning(f"rules.{row.id}", message)


def _unknown_start(row: Rule, judge: DeadlineCalculator) -> dict[str, Message]:
    """Return the answer that would show a last day of ``row``, if only that day is not known."""
    stated = row.deadline
    if stated is None or stated.from_ not in _ASKED or not stated.figure_verified:
        return {}
    if judge.events.days(stated.from_):
        return {}
    key, message = _ASKED[stated.from_]
    return {key: message}


def _with_withdrawal(
    case: Case,
    signals: Signals,
    rows: Sequence[Rule],
    chain: Sequence[str],
    judge: DeadlineCalculator,
) -> Signals:
    """Return ``signals`` together with those about a right to withdraw from the contract."""
    # Check what the rule needs besides the time, which is judged here.
    scope = names_of(case, replace(signals, withdrawal_in_time=True))
    row = _withdrawal_row([row for row in rows if _contract_fits(row, case)], chain, scope)
    if row is None or row.deadline is None:
        return replace(signals, withdrawal_none=bool(case.country))
    started = judge.events.days("contract_date")
    last = judge.period_end(row.deadline, started[0]) if started else None
    if last is None:
        return signals
    late = (case.withdrawal.sent_on or judge.as_of) > last
    return replace(
        signals,
        withdrawal_in_time=not late and _conditions_met(row, scope),
        withdrawal_late=late,
        share_owed=row.share_owed,
    )


def _withdrawal_row(
    rows: Sequence[Rule], chain: Sequence[str], scope: Mapping[str, Any]
) -> Rule | None:
    """Return the nearest rule that gives a right to withdraw and that the case does not exclude."""
    found = [row for row in rows if row.when.possible(scope) and not row.unless(scope)]
    return min(
        found,
        key=lambda row: (chain.index(row.jurisdiction), row.rank, row.id),
        default=None,
    )


def _is_withdrawal(row: Rule) -> bool:
    stated = row.deadline
    if stated is None or stated.from_ != "contract_date" or not stated.figure_verified:
        return False
    days = stated.days or 7 * stated.weeks or stated.business_days
    return (
        _may_be_quoted(row)
        and row.role == "right"
        and 0 < days <= _LONGEST_WITHDRAWAL_DAYS
        and not stated.months
        and not stated.years
        and "changed_mind" in row.reasons
    )


def _reminder_duty_missed(
    case: Case, signals: Signals, rows: Sequence[Rule], judge: DeadlineCalculator
) -> bool:
    """Tell whether a duty under this law to remind, or to allow canceling, was missed."""
    if case.reason not in ("forgot_to_cancel", "unused"):
        return False
    if case.trial.reminder != "no" and not case.blocked.paths:
        return False
    scope = names_of(case, replace(signals, reminder_duty_missed=True))
    return any(
        _may_be_quoted(row)
        and row.addressed_to != "bank"
        and row.role == "right"
        and _fits(row, case, scope, judge)
        for row in rows
    )


def _bank_is_late(
    case: Case, signals: Signals, rows: Sequence[Rule], judge: DeadlineCalculator
) -> bool:
    """Tell whether the time that a rule gives the bank for a complaint has run out."""
    if not signals.bank_contacted or signals.bank_refused or signals.paid:
        return False
    scope = names_of(case, signals)
    for row in rows:
        stated = row.owed
        if stated is None or stated.from_ != "complaint_received":
            continue
        if (
            row.addressed_to != "merchant"
            and _may_be_quoted(row)
            and _fits(row, case, scope, judge)
        ):
            owed = judge.owed(row.id, stated, "bank", row.source)
            if owed is not None and owed.date < judge.as_of:
                return True
    return False
