"""Checks between answers: days in the future, days in the wrong order, impossible amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from refundletters.errors import CaseError
from refundletters.messages import Message, say
from refundletters.model.case import Case
from refundletters.model.money import minor_digits
from refundletters.model.tables import Charge
from refundletters.model.values import Moment
from refundletters.packs.regions import known_regions

__all__ = ["check_relations", "has_to_be_past"]

# Days of past events; a star stands for every position.
_PAST: Final = (
    "discovered_on",
    "last_used_on",
    "plan.started_on",
    "cancellation.on",
    "permission.on",
    "trial.started_on",
    "withdrawal.sent_on",
    "represented.died_on",
    "represented.since",
    "ended.on",
    "freeze.asked_on",
    "demand.on",
    "refund.sent_on",
    "duplicate.other_since",
    "wrong_amount.changed_on",
    "technical.from",
    "technical.to",
    "technical.steps.*.on",
    "technical.incidents.*.at",
    "promise.on",
    "charges.*.date",
    "charges.*.repeat.until",
    "fees.*.date",
    "payment.blocked_on",
    "contacts.*.at",
    "evidence.*.date",
)
# (earlier, later): the first must not lie after the second.
_ORDER: Final = (
    ("cancellation.on", "cancellation.access_ends_on"),
    ("trial.started_on", "trial.ended_on"),
    ("ended.on", "ended.until"),
    ("freeze.from", "freeze.until"),
    ("demand.on", "demand.due_on"),
    ("technical.from", "technical.to"),
    ("charges.*.date", "charges.*.statement_date"),
    ("charges.*.date", "charges.*.repeat.until"),
)


def has_to_be_past(key: str) -> bool:
    """Tell whether the day at ``key`` is that of something that has happened."""
    pattern = ".".join("*" if part.isdecimal() else part for part in key.split("."))
    return pattern in _PAST


def check_relations(case: Case, as_of: dt.date | None) -> None:
    """Check that answers agree with each other.

    Args:
        case: The case, each of its values checked already.
        as_of: The day from which the case is judged, or ``None`` where that is not known.

    Raises:
        CaseError: Two answers contradict each other; names the key to correct.
    """
    if as_of is not None:
        for pattern in _PAST:
            for key, value in _found(case, pattern):
                _not_ahead(key, _date(value), as_of)
    for first, second in _ORDER:
        for (_, before), (key, after) in zip(
            _found(case, first), _found(case, second), strict=True
        ):
            if before is not None and after is not None and after < before:
                raise _contradiction(
                    key,
                    after,
                    say(
                        "%(key)s is %(value)s, which is before %(first)s (%(earlier)s).",
                        key=key,
                        value=after.isoformat(),
                        first=first.replace("*", key.split(".")[1] if "*" in first else "*"),
                        earlier=before.isoformat(),
                    ),
                )
    _check_pause(case)
    _check_region(case)
    _check_outage(case)
    _check_request(case)
    _check_represented(case)
    for position, charge in enumerate(case.charges):
        _check_charge(charge, f"charges.{position}")
    for position, step in enumerate(case.price_increases):
        if step.old is not None and step.new is not None and step.new <= step.old:
            key = f"price_increases.{position}.new"
            raise _contradiction(
                key,
                step.new,
                say(
                    "%(key)s is %(value)s, which is not more than the old price (%(old)s).",
                    key=key,
                    value=_plain(step.new),
                    old=_plain(step.old),
                ),
            )


def _found(case: Case, pattern: str) -> Iterator[tuple[str, Any]]:
    """Yield every key that ``pattern`` stands for, with its value or ``None``."""
    found: list[tuple[str, Any]] = [("", case)]
    for part in pattern.split("."):
        if part == "*":
            found = [
                (f"{key}.{position}", item)
                for key, items in found
                for position, item in enumerate(items or ())
            ]
        else:
            attribute = f"{part}_" if part in ("from", "with") else part
            found = [
                (f"{key}.{part}" if key else part, getattr(value, attribute, None))
                for key, value in found
            ]
    yield from found


def _date(value: Any) -> dt.date | None:
    return value.day if isinstance(value, Moment) else value


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _contradiction(key: str, value: Any, message: Message) -> CaseError:
    return CaseError(
        message, say("Correct one of the two, or leave one out."), key=key, value=_plain(value)
    )


def _not_ahead(key: str, day: dt.date | None, as_of: dt.date) -> None:
    if day is None or day <= as_of:
        return
    raise CaseError(
        say(
            "%(key)s is %(value)s, which is after the day of the case (%(as_of)s).",
            key=key,
            value=day.isoformat(),
            as_of=as_of.isoformat(),
        ),
        say("Correct the day: this has to have happened already."),
        key=key,
        value=day.isoformat(),
    )


def _check_pause(case: Case) -> None:
    start, end = case.pause.from_, case.pause.to
    if start is not None and end is not None and end <= start:
        raise _contradiction(
            "pause.to",
            end,
            say(
                "%(key)s is %(value)s, which is not after %(first)s (%(earlier)s).",
                key="pause.to",
                value=end.isoformat(),
                first="pause.from",
                earlier=start.isoformat(),
            ),
        )


def _check_region(case: Case) -> None:
    known = known_regions(case.country or "")
    if not known or case.region is None or case.region in known:
        return
    raise CaseError(
        say(
            "%(key)s cannot be %(value)s: %(country)s has no such region. Allowed: %(allowed)s.",
            key="region",
            value=case.region,
            country=case.country,
            allowed=", ".join(sorted(known)),
        ),
        say("Choose one of these, or leave it out."),
        key="region",
        value=case.region,
        allowed=tuple(sorted(known)),
    )


def _check_outage(case: Case) -> None:
    technical = case.technical
    if technical.from_ is None or technical.to is None or technical.days is None:
        return
    span = (technical.to - technical.from_).days + 1
    if technical.days > span:
        raise _contradiction(
            "technical.days",
            technical.days,
            say(
                "%(key)s is %(value)s, but from %(first)s to %(last)s there are only %(span)s.",
                key="technical.days",
                value=technical.days,
                first=technical.from_.isoformat(),
                last=technical.to.isoformat(),
                span=span,
            ),
        )


def _check_request(case: Case) -> None:
    request = case.request
    if request.primary is not None and request.fallback == request.primary:
        raise CaseError(
            say(
                "%(key)s is %(value)s, which is what you ask for first.",
                key="request.fallback",
                value=request.primary,
            ),
            say("Choose something else that you would also accept, or none."),
            key="request.fallback",
            value=request.primary,
        )


def _check_represented(case: Case) -> None:
    if case.represented.relation == "child" and case.represented.full_name is not None:
        raise CaseError(
            say("%(key)s is not kept for a child.", key="represented.full_name"),
            say("Leave the name out: the account stands for the child."),
            key="represented.full_name",
        )


def _check_charge(charge: Charge, key: str) -> None:
    if charge.amount is None:
        return
    for name, part in (("refunded", charge.refunded), ("disputed_amount", charge.disputed_amount)):
        if part is not None and part > charge.amount:
            raise _contradiction(
                f"{key}.{name}",
                part,
                say(
                    "%(key)s is %(value)s, which is more than the charge (%(amount)s).",
                    key=f"{key}.{name}",
                    value=_plain(part),
                    amount=_plain(charge.amount),
                ),
            )
    if charge.currency is not None:
        _check_digits(charge.amount, charge.currency, f"{key}.amount")


def _check_digits(amount: Decimal, currency: str, key: str) -> None:
    digits = minor_digits(currency)
    unit = Decimal(1).scaleb(-digits)
    if amount % unit:
        raise CaseError(
            say(
                "%(key)s is %(value)s, but amounts in %(currency)s end at %(unit)s.",
                key=key,
                value=_plain(amount),
                currency=currency,
                unit=str(unit),
            ),
            say("Write the amount as it stands on the statement."),
            key=key,
            value=_plain(amount),
        )
