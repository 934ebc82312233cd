"""Convert what a person types, or gives with ``--set``, to a value of the case file.

Days, amounts and yes/no may be given in the forms of the locale; what could mean two things is
refused, never guessed. The value then passes the same checks as one that was loaded.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any, Final

from refundletters.answers import invalid_values, word_lists
from refundletters.answers.build import check
from refundletters.answers.consistency import has_to_be_past
from refundletters.answers.forbidden.redact import refuse_forbidden
from refundletters.answers.keys import KeyInfo, describe, find, plain
from refundletters.answers.parsing import amounts, days_and_times
from refundletters.errors import CaseError
from refundletters.i18n.locales import cldr_name
from refundletters.messages import say
from refundletters.patterns import lazy_pattern

__all__ = ["DayInDoubt", "parse_answer"]

# Days in the future: without a year, the next such day is meant.
_AHEAD: Final = frozenset(
    {
        "plan.next_charge_on",
        "cancellation.access_ends_on",
        "contacts.due_on",
        "contract.minimum_until",
        "contract.claimed_end",
        "demand.due_on",
        "ended.until",
        "ended.paid_until",
        "pause.from",
        "pause.to",
    }
)
# Codes in everyday use that ISO 3166 does not assign or writes differently.
_COUNTRY_HABITS: Final = {"UK": "GB", "EL": "GR"}
_SEPARATORS: Final = lazy_pattern(r"[;\n]")
# Commas of Latin, Chinese, Japanese and Arabic script.
_COMMA: Final = lazy_pattern(r"[,，、،]")


class DayInDoubt(CaseError):
    """A day that may mean two.

    Attributes:
        days: Both, the one in the order of the locale first; rough ones as text.
    """

    def __init__(self, key: str, text: str, days: tuple[dt.date | str, ...]) -> None:
        """Say which two days ``text`` may mean."""
        first, second = map(str, days)
        super().__init__(
            say("%(text)s may be %(first)s or %(second)s.", text=text, first=first, second=second),
            say("Write the one that is meant in this form."),
            key=key,
            value=text,
            allowed=(first, second),
        )
        self.days = days


def parse_answer(key: str, text: str, locale: str, *, as_of: dt.date | None = None) -> Any:
    """Return the value of the case file that ``text`` stands for.

    Args:
        key: A dotted key, such as ``charges.0.amount``.
        text: What was typed.
        locale: Locale in which the person writes, such as ``de_DE``.
        as_of: The day to which "yesterday" and days without a year are relative; without it they
            are refused, since nothing here reads the clock.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
        ForbiddenData: The text holds something that must never be kept.
        DayInDoubt: It is a day that may mean two.
        CaseError: It cannot be parsed, or is not acceptable; names key, value and what is allowed.
    """
    info = describe(key)
    refuse_forbidden(text, key)
    return check(key, _value(info, key, text.strip(), cldr_name(locale), as_of))


def _value(info: KeyInfo, key: str, text: str, locale: str, as_of: dt.date | None) -> Any:
    match info.kind:
        case "text":
            return _text(info, text, locale)
        case "choice":
            return _choice(info, text, locale)
        case "choices" | "list":
            return _several(info, key, text, locale)
        case "date" | "moment":
            return _day(info, key, text, locale, as_of)
        case "money" | "number":
            return _number(info, key, text, locale)
        case "integer":
            return int(text) if re.fullmatch(r"[0-9]{1,6}", text, re.ASCII) else text
        case "yes_no":
            return _yes_no(text, locale)
    return _inline(key, text)


def _text(info: KeyInfo, text: str, locale: str) -> str:
    match info.codes:
        case "country":
            return _country(text, locale)
        case "currency":
            return text.upper()
    if info.key == "region":
        return text.upper().rpartition("-")[2]
    return text


def _country(text: str, locale: str) -> str:
    """Return the code of a country that is given as code or by its name in the locale."""
    if len(text) <= 2:
        return _COUNTRY_HABITS.get(text.upper(), text.upper())
    from babel import Locale  # only for a country given by name

    wanted = text.casefold()
    for language in dict.fromkeys((locale, "en")):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and name.casefold() == wanted:
                return str(code)
    return text


def _word_for(text: str, locale: str) -> str | None:
    """Return ``yes``, ``no`` or ``unsure`` for a word that means it."""
    plain = " ".join(text.casefold().replace("’", "'").split())
    for meaning in ("yes", "no", "unsure"):
        if plain in {word.casefold() for word in word_lists.typed(meaning, locale)}:
            return meaning
    return None


def _choice(info: KeyInfo, text: str, locale: str) -> str:
    plain = text.lower().replace("-", "_").replace(" ", "_")
    for value in info.allowed:
        if plain == value.lower():
            return value
    meant = _word_for(text, locale)
    if meant == "unsure":
        meant = next((v for v in ("unsure", "not_sure", "maybe") if v in info.allowed), None)
    return meant if meant in info.allowed and meant is not None else text


def _yes_no(text: str, locale: str) -> bool | str:
    meant = _word_for(text, locale)
    return meant == "yes" if meant in ("yes", "no") else text


def _several(info: KeyInfo, key: str, text: str, locale: str) -> Any:
    if text.startswith("["):
        return _inline(key, text)
    # An address may have commas inside its lines if something else separates them.
    separator = _SEPARATORS if _SEPARATORS.search(text) else _COMMA
    items = [item.strip() for item in separator.split(text) if item.strip()]
    return [_choice(info, item, locale) for item in items] if info.allowed else items


def _direction(key: str) -> days_and_times.Direction:
    if plain(key) in _AHEAD:
        return "future"
    return "done" if has_to_be_past(key) else "past"


def _day(info: KeyInfo, key: str, text: str, locale: str, as_of: dt.date | None) -> Any:
    direction = _direction(key)
    days = days_and_times.days_in_doubt(text, locale, as_of=as_of, direction=direction)
    if days:
        raise DayInDoubt(key, text, days)
    reader = days_and_times.read_day if info.kind == "date" else days_and_times.read_moment
    found = reader(text, locale, as_of=as_of, direction=direction)
    if found is None:
        error = invalid_values.wrong(info, key, text)
        remedy = say(
            "Give day, month and year, such as %(example)s or 2026-03-14.",
            example=dt.date(2026, 3, 14),
        )
        raise CaseError(error.message, remedy, key=key, value=error.value)
    return found


def _number(info: KeyInfo, key: str, text: str, locale: str) -> str:
    found = amounts.read_amount(text, locale, money=info.kind == "money")
    if found is None:
        error = invalid_values.wrong(info, key, text)
        remedy = say("Write the amount as it stands on the statement, such as 9.99.")
        raise CaseError(error.message, remedy, key=key, value=error.value)
    return found.digits


def _inline(key: str, text: str) -> Any:
    """Parse a list or table in the notation of the case file: ``{ every = "month", … }``."""
    node = find(key)
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        raise invalid_values.wrong(node.info, key, text) from None
