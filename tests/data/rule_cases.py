"""From the row of a rule to cases: one that it fits, and one for every way to miss it.

A case is worked out from the row itself. Each comparison in ``when`` becomes answers that make it
true, and the period of ``deadline`` becomes the day on which it is just kept, or just missed.
"""

from __future__ import annotations

import ast
import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.law.periods import Period
from refundletters.packs.tables.base import ALWAYS, NEVER
from refundletters.packs.tables.rule import Rule

__all__ = ["cases_that_fit", "cases_too_late", "has_last_day"]

Answers = dict[str, Any]

TODAY = dt.date(2026, 11, 30)
DAY = dt.timedelta(days=1)
MISSING = object()  # an answer that must not be given

# An event that a period counts from: the answer that says when it was.
ANSWER_OF: Mapping[str, str] = {
    **dict.fromkeys(("statement_sent", "statement_received"), "charges.0.statement_date"),
    "statement_cutoff": "charges.0.statement_date",
    **dict.fromkeys(("transaction_date", "debit_date", "payment_date"), "charges.0.date"),
    **dict.fromkeys(("renewal_date", "cause_of_action"), "charges.0.date"),
    **dict.fromkeys(("contract_date", "delivery"), "plan.started_on"),
    **dict.fromkeys(("discovery", "alert_received", "end_of_year_of_knowledge"), "discovered_on"),
    "cancellation_date": "cancellation.on",
    "service_end": "cancellation.access_ends_on",
    "notice_received": "price_increases.0.effective_from",
}
_LONG_AGO = dt.timedelta(days=90)


@dataclass(frozen=True)
class Need:
    """What one way of meeting a condition asks for.

    Attributes:
        answers: Dotted keys and their values.
        spans: How many days ago something was, from least to most: ``contract`` or ``charge``.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def plus(self, other: Need) -> Need | None:
        """Return both needs together, ``None`` where they contradict each other."""
        for key in self.answers.keys() & other.answers.keys():
            if self.answers[key] != other.answers[key]:
                return None
        spans = dict(self.spans)
        for name, (least, most) in other.spans.items():
            low, high = spans.get(name, (0, 10**6))
            spans[name] = (max(low, least), min(high, most))
            if spans[name][0] > spans[name][1]:
                return None
        return Need({**self.answers, **other.answers}, spans)


NOTHING = Need()
_RISE = {"price_increases.0.old": "9.99", "price_increases.0.new": "12.99"}
_COMPLAINT = {"contacts.0.document": "formal-complaint", "contacts.0.at": TODAY - 45 * DAY}
_ASKED = {"contacts.0.at": TODAY - 2 * DAY}
_BANK = {"contacts.0.party": "bank", **_ASKED}
# Answers that make a signal true; several rows where there are several ways.
SIGNALS: Mapping[str, tuple[Answers, ...]] = {
    "four_points_ok": ({},),
    "is_bank_method": ({},),
    "contacted": (_ASKED, _COMPLAINT),
    "refused": ({**_ASKED, "contacts.0.result": "refused"}, {"contacts.0.result": "refused"}),
    "no_answer": ({**_ASKED, "contacts.0.result": "no_answer"},),
    "complaint_sent": (_COMPLAINT,),
    "complaint_overdue": (_COMPLAINT,),
    "promise_overdue": ({"promise.on": TODAY - 40 * DAY, "promise.within": "5 days"},),
    "bank_contacted": (_BANK,),
    "is_streaming": ({"service.id": "netflix"},),
    "bank_refused": ({**_BANK, "contacts.0.result": "refused"},),
    "bank_overdue": ({**_BANK, "contacts.0.at": TODAY - 70 * DAY},),
    "credit_reversed": ({**_BANK, "contacts.0.result": "credit_reversed"},),
    "price_consent_missing": ({**_RISE, "price_increases.0.consent": "no"},),
    "price_notice_missing": ({**_RISE, "price_increases.0.notice": "no"},),
    "charge_after_cancellation": ({"cancellation.status": "yes", "cancellation.on": MISSING},),
    "charge_after_permission": ({"permission.withdrawn": "yes", "permission.on": MISSING},),
    "biller_is_other": ({"service.biller": "apple"},),
}
# Names whose mere presence is asked for.
PRESENT: Mapping[str, Any] = {
    "blocked.paths": ["web: the button did nothing"],
    "wrong_amount.expected": "9.99",
    "confirmed.four_points": True,
    "withdrawal.sent_on": TODAY - DAY,
    "permission.on": MISSING,
    "cancellation.on": MISSING,
    "cancellation.proof": "confirmation e-mail",
}
NUMBERS: Mapping[str, tuple[str, str]] = {
    "wrong_amount.expected": ("wrong_amount.expected", "9.99"),
    "trial.price": ("trial.price", "1.00"),
    "signal.largest_charge": ("charges.0.amount", "150.00"),
    "signal.disputed": ("charges.0.amount", "150.00"),
}
SPANS = {"signal.days_since_contract": "contract", "signal.days_since_last_charge": "charge"}


def ways(node: ast.expr, reason: str, *, want: bool = True) -> Iterator[Need]:
    """Yield the ways in which ``node`` becomes true (or false) for a case with ``reason``."""
    match node:
        case ast.BoolOp(op=op, values=values) if isinstance(op, ast.And) is want:
            for combination in itertools.product(
                *(list(ways(v, reason, want=want)) for v in values)
            ):
                together: Need | None = NOTHING
                for need in combination:
                    together = together and together.plus(need)
                if together is not None:
                    yield together
        case ast.BoolOp(values=values):
            for value in values:
                yield from ways(value, reason, want=want)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield from ways(operand, reason, want=not want)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            yield from _compared(left, op, right, reason, want=want)
        case _:
            yield from _named(ast.unparse(node), want=want)


def _named(name: str, *, want: bool) -> Iterator[Need]:
    if not want:  # what is not answered is false
        yield NOTHING
    elif name == "signal.withdrawal_in_time":
        yield Need(spans={"contract": (0, 1)})
    elif name.startswith("signal."):
        for answers in SIGNALS[name.removeprefix("signal.")]:
            yield Need(answers)
    else:
        yield Need({name: PRESENT[name]})


def _compared(
    left: ast.expr, op: ast.cmpop, right: ast.expr, reason: str, *, want: bool
) -> Iterator[Need]:
    if isinstance(left, ast.Constant):  # 'stop_charges' in goals
        yield Need({ast.unparse(right): [left.value]}) if want else NOTHING
        return
    name, value = ast.unparse(left), ast.literal_eval(right)
    if name == "reason":
        allowed = [value] if isinstance(value, str) else value
        if ((reason in allowed) is isinstance(op, ast.Eq | ast.In)) is want:
            yield NOTHING
    elif not want or isinstance(op, ast.NotEq | ast.NotIn):
        yield NOTHING
    elif name in SPANS:
        most = isinstance(op, ast.LtE | ast.Lt)
        yield Need(spans={SPANS[name]: (0, value) if most else (value, 10**6)})
    elif name == "signal.currency":
        yield Need({"charges.0.currency": value})
    elif name in NUMBERS:
        key, given = NUMBERS[name]
        yield Need({key: given})
    else:
        yield from (Need({name: one}) for one in ([value] if isinstance(value, str) else value))


def _needs(row: Rule, reason: str) -> Iterator[Need]:
    whens = [NOTHING] if row.when is ALWAYS else list(ways(_tree(row.when.text), reason))
    unlesses = (
        [NOTHING] if row.unless is NEVER else list(ways(_tree(row.unless.text), reason, want=False))
    )
    for one, other in itertools.product(whens, unlesses):
        together = one.plus(other)
        if together is not None:
            yield together


def _tree(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


def has_last_day(row: Rule) -> bool:
    """Tell whether the period of ``row`` can be missed: one that looks back from an event."""
    stated = row.deadline
    return Period.of(stated) is not None and stated is not None and stated.from_ in ANSWER_OF


def cases_that_fit(row: Rule) -> Iterator[Answers]:
    """Yield cases that should meet every condition of ``row``, its period just kept."""
    yield from _cases(row, late=False)


def cases_too_late(row: Rule) -> Iterator[Answers]:
    """Yield the same cases with the period of ``row`` missed by a day."""
    yield from _cases(row, late=True)


def _cases(row: Rule, *, late: bool) -> Iterator[Answers]:
    today = max(TODAY, (row.in_force_from or dt.date.min) + _LONG_AGO)
    edge = _edge(row, today, late=late)
    for reason in row.reasons:
        for need in _needs(row, reason):
            yield _case(row, reason, need, edge, today)


def _edge(row: Rule, today: dt.date, *, late: bool) -> tuple[str, dt.date] | None:
    """Return the answer a period counts from, and the first day that keeps it (or misses it)."""
    stated = row.deadline
    period = Period.of(stated)
    key = None if stated is None else ANSWER_OF.get(stated.from_)
    if stated is None or period is None or key is None:
        return None
    work = work_calendar(_country(row))
    whole_year = stated.from_ == "end_of_year_of_knowledge"

    def ends(day: dt.date) -> dt.date:
        return period.after(dt.date(day.year, 12, 31) if whole_year else day, work)

    day = today
    step = dt.timedelta(days=366) if whole_year else DAY
    while ends(day - step) >= today:
        day -= step
    return key, day - step if late else day


def _country(row: Rule) -> str:
    place = row.jurisdiction
    if place == "EU":
        return "SK"  # a member state that has no rows of its own
    return {"INTL": "SG"}.get(place, place.partition("-")[0])


def _case(
    row: Rule,
    reason: str,
    need: Need,
    edge: tuple[str, dt.date] | None,
    today: dt.date,
) -> Answers:
    least, _ = need.spans.get("charge", (0, 0))
    place = row.jurisdiction
    flat: Answers = {
        "as_of": today,
        "country": _country(row),
        "reason": reason,
        "service.id": "netflix",
        "payment.method": row.methods[0] if row.methods else "credit_card",
        "charges.0.date": today - max(least, 0) * DAY,
        "charges.0.amount": "19.99",
    }
    if "-" in place:
        flat["region"] = place.partition("-")[2]
    if "contract" in need.spans:
        low, high = need.spans["contract"]
        flat["plan.started_on"] = today - min(max(low, 0), high) * DAY
    flat |= need.answers
    if edge is not None:
        flat[edge[0]] = edge[1]
    return _nested(_in_order(flat))


def _in_order(flat: Answers) -> Answers:
    """Return the answers with days that other days imply: nothing happens before its cause."""
    result = dict(flat)
    if "charges.0.statement_date" in result:
        result["charges.0.date"] = result["charges.0.statement_date"] - 3 * DAY
    if "discovered_on" in result:
        result["charges.0.date"] = min(result["charges.0.date"], result["discovered_on"])
    charge = result["charges.0.date"]
    for key in ("cancellation.on", "permission.on"):
        if result.get(key) is MISSING:
            result[key] = charge - 10 * DAY
    if "cancellation.access_ends_on" in result:
        result.setdefault("cancellation.on", result["cancellation.access_ends_on"])
        result.setdefault("cancellation.status", "yes")
    if "price_increases.0.new" in result:
        result.setdefault("price_increases.0.effective_from", charge)
    return result


def _nested(flat: Mapping[str, Any]) -> Answers:
    answers: Answers = {}
    for dotted, value in flat.items():
        *path, last = dotted.split(".")
        into: Any = answers
        for name, after in zip(path, dotted.split(".")[1:], strict=True):
            if name.isdigit():
                into = into[int(name)]
            elif after.isdigit():
                into = into.setdefault(name, [{}])
            else:
                into = into.setdefault(name, {})
        into[last] = value
    return answers
