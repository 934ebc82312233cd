"""What a person typed, with what goes with it: the currency of an amount, the other day it may be.

:func:`.answer.parse_answer` reads one value; here nothing that was typed is dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from refundletters.answers import keys
from refundletters.answers.parsing.amounts import read_amount
from refundletters.answers.parsing.answer import DayInDoubt, parse_answer
from refundletters.errors import CaseError
from refundletters.i18n.locales import cldr_name
from refundletters.messages import say
from refundletters.packs.countries import currency_by_country

__all__ = ["TypedAnswer", "read_typed"]

# Amounts that decide the currency of their entry.
_DECIDING: Final = ("charges.amount", "fees.amount")


class TypedAnswer(msgspec.Struct, frozen=True):
    """A value of the case file that was typed.

    Attributes:
        value: The value.
        beside: Other keys that were answered with it, such as the currency of an amount.
        days: Both days that it may mean, the likelier first; empty where it is clear.
    """

    value: Any
    beside: Mapping[str, Any] = msgspec.field(default_factory=dict)
    days: tuple[dt.date | str, ...] = ()


def read_typed(
    key: str, text: str, locale: str, answers: Mapping[str, Any], *, as_of: dt.date
) -> TypedAnswer:
    """Return what ``text`` stands for, together with the currency that was typed with it.

    Args:
        key: A dotted key, such as ``charges.0.amount``.
        text: What was typed.
        locale: Locale in which the person writes.
        answers: What is known already; its country decides what ``$`` means.
        as_of: The day to which "yesterday" and days without a year are relative.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
        ForbiddenData: The text holds something that must never be kept.
        CaseError: It cannot be parsed, or is not acceptable; or its currency has no place.
    """
    try:
        value = parse_answer(key, text, locale, as_of=as_of)
    except DayInDoubt as doubt:
        return TypedAnswer(doubt.days[0], days=doubt.days)
    is_money = keys.describe(key).kind == "money"
    return TypedAnswer(value, _currency(key, text, locale, answers) if is_money else {})


def _currency(key: str, text: str, locale: str, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the key and the code of a currency that is not the one taken for granted."""
    typed = read_amount(text, cldr_name(locale))
    if typed is None or not typed.currencies:
        return {}
    own_key = _currency_key(key)
    known = _known(own_key, answers)
    meant = _meant(typed.currencies, known, locale)
    if not meant:
        raise CaseError(
            say("%(text)s does not say which currency it is.", text=text),
            say("Write its code instead, such as %(example)s.", example=typed.currencies[1]),
            key=key,
            value=text,
        )
    if meant == known:
        return {}
    if keys.plain(key) in _DECIDING:
        return {own_key: meant}
    if not known:
        # A case without a country and without a charge: the first charge carries the currency.
        return {"charges.0.currency": meant} if answers.get("charges") else {}
    raise CaseError(
        say(
            "%(text)s is in another currency (%(typed)s) than the charge (%(known)s).",
            text=text,
            typed=meant,
            known=known,
        ),
        say("Write this amount in the currency of the charge, or change that of the charge first."),
        key=key,
        value=text,
        allowed=(known,),
    )


def _currency_key(key: str) -> str:
    """Return the key of the currency that the amount at ``key`` is in."""
    table, _, rest = key.partition(".")
    row = rest.partition(".")[0]
    if table in ("charges", "fees") and row.isdecimal():
        return f"{table}.{row}.currency"
    return "charges.0.currency"


def _known(own_key: str, answers: Mapping[str, Any]) -> str:
    home = currency_by_country().get(str(answers.get("country") or ""), "")
    return str(keys.get(answers, own_key) or home)


def _meant(candidates: tuple[str, ...], known: str, locale: str) -> str:
    """Return the currency that is meant: that of the case, of the writer's country, or the usual.

    Empty where any would be a guess.
    """
    writer = currency_by_country().get(cldr_name(locale).rpartition("_")[2], "")
    return next((code for code in (known, writer) if code and code in candidates), candidates[0])
