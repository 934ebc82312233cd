"""Check single values against what their key takes, and bring them into one form.

The form is that of the case file: days as ``date`` (or a text with a tilde), moments as ``date`` or
``datetime``, amounts as texts with a dot. They become values of a ``Case`` later.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from refundletters.answers import invalid_values
from refundletters.answers.case_schema import KeyInfo
from refundletters.answers.spans import read_span
from refundletters.errors import CaseError
from refundletters.messages import say
from refundletters.packs.countries import countries, currencies
from refundletters.patterns import lazy_pattern

__all__ = ["ABOUT", "EARLIEST", "EXACT", "LATEST", "clean", "leaf", "parse_day"]

#: Marks a day that is only roughly right: ``"~2026-03-03"``.
ABOUT: Final = "~"
#: Days that are never rough.
EXACT: Final = frozenset({"as_of"})
#: Days outside are typing errors, such as the year 0206.
EARLIEST: Final = dt.date(1990, 1, 1)
LATEST: Final = dt.date(2099, 12, 31)

_DAY: Final = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT: Final = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?\Z")
_AMOUNT: Final = lazy_pattern(r"[0-9]{1,9}(\.[0-9]{1,3})?\Z")
_LOCALE: Final = lazy_pattern(
    r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{4}))?(?:[_-]([A-Za-z]{2}|[0-9]{3}))?\Z"
)
_CODES: Final = {"country": countries, "currency": currencies}

# Embeddings, overrides and isolates can make a text read differently from what it says.
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS: Final = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def clean(text: str, key: str) -> str:
    """Return ``text`` in composed form (NFC), on one line, without control characters.

    Line breaks and tabs become spaces; other C0 and C1 controls, bidirectional overrides, byte
    order marks and code points that are not characters are left out. Marks and joiners that Arabic,
    Persian, Hebrew or Indic texts need are kept.

    Raises:
        CaseError: The text holds half of a surrogate pair: it was damaged in transit.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = []
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        if category == "Cs":
            raise CaseError(
                say("%(key)s holds a damaged character.", key=key),
                say("Type the text again, and save the file as UTF-8."),
                key=key,
            )
        if sign in _BREAKS:
            kept.append(" ")
        elif (
            category != "Cc" and sign not in _BIDI and sign != "\ufeff" and not _no_character(sign)
        ):
            kept.append(sign)
    return "".join(kept).strip()


def _no_character(sign: str) -> bool:
    number = ord(sign)
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def leaf(info: KeyInfo, key: str, value: Any) -> Any:
    """Return ``value`` in the form of the case file.

    Args:
        info: What the key takes.
        key: The key with its positions, for the error.
        value: The value as it was typed, loaded or computed.

    Raises:
        CaseError: It is not acceptable; names key, value, what is allowed and the remedy.
    """
    return _CHECKS[info.kind](info, key, value)


def _text(info: KeyInfo, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise invalid_values.wrong(info, key, value, "text")
    text = clean(value, key)
    if info.codes == "locale":
        text = _locale(text)
    elif info.codes == "duration":
        text = read_span(text) or text
    if not text or len(text) < info.shortest or (info.longest and len(text) > info.longest):
        raise invalid_values.length(info, key, text)
    known = _CODES.get(info.codes)
    if not info.matches(text) or (known is not None and text not in known()):
        raise invalid_values.not_allowed(info, key, text)
    return text


def _locale(text: str) -> str:
    """Return a locale with underscores and its usual capitals; anything else unchanged."""
    found = _LOCALE.match(text)
    if found is None:
        return text
    language, script, country = found.groups()
    parts = (language.lower(), script and script.title(), country and country.upper())
    return "_".join(part for part in parts if part)


def _choice(info: KeyInfo, key: str, value: Any) -> str:
    # TOML's own true and false say the same as "yes" and "no".
    if isinstance(value, bool) and set(info.allowed) == {"yes", "no"}:
        return "yes" if value else "no"
    if not isinstance(value, str) or value not in info.allowed:
        raise invalid_values.not_allowed(info, key, value)
    return value


def _several(info: KeyInfo, key: str, value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        raise invalid_values.wrong(info, key, value)
    check = _choice if info.allowed else _text
    items = [check(info, f"{key}.{position}", item) for position, item in enumerate(value)]
    # A set, kept in order: the same goal twice is one goal. Address lines may repeat.
    return list(dict.fromkeys(items)) if info.allowed else items


def parse_day(value: Any) -> dt.date | None:
    """Return a day given as a date or as ISO text, or ``None`` if it is neither."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _DAY.match(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:  # 2026-02-30
            return None
    return None


def _date(info: KeyInfo, key: str, value: Any) -> dt.date | str:
    roughly = isinstance(value, str) and value.startswith(ABOUT)
    day = parse_day(value[1:].strip() if roughly else value)
    if day is None or (roughly and info.key in EXACT):
        raise invalid_values.wrong(info, key, value)
    _plausible(key, day)
    return f"{ABOUT}{day.isoformat()}" if roughly else day


def _plausible(key: str, day: dt.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise CaseError(
            say("%(key)s is %(value)s. That year cannot be right.", key=key, value=day.isoformat()),
            say(
                "Use a day from %(first)s to %(last)s.",
                first=EARLIEST.isoformat(),
                last=LATEST.isoformat(),
            ),
            key=key,
            value=day.isoformat(),
        )


def _moment(info: KeyInfo, key: str, value: Any) -> dt.date | dt.datetime | str:
    if isinstance(value, str) and _MOMENT.match(value):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            raise invalid_values.wrong(info, key, value) from None
    if not isinstance(value, dt.datetime):
        return _date(info, key, value)
    if value.tzinfo is not None:
        raise invalid_values.wrong(info, key, value.isoformat())
    _plausible(key, value.date())
    return value.replace(microsecond=0)


def _money(info: KeyInfo, key: str, value: Any) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        value = format(value, "f")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not _AMOUNT.match(value):
        raise invalid_values.wrong(info, key, value)
    _within(info, key, Decimal(value))
    return value


def _number(info: KeyInfo, key: str, value: Any) -> int | float:
    if isinstance(value, str | Decimal):
        try:
            value = float(Decimal(value))
        except InvalidOperation:
            raise invalid_values.wrong(info, key, value) from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise invalid_values.wrong(info, key, value)
    _within(info, key, Decimal(str(value)))
    return int(value) if float(value).is_integer() else value


def _integer(info: KeyInfo, key: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise invalid_values.wrong(info, key, value)
    if info.allowed and str(value) not in info.allowed:
        raise invalid_values.not_allowed(info, key, value)
    _within(info, key, Decimal(value))
    return value


def _within(info: KeyInfo, key: str, number: Decimal) -> None:
    """Check the limits of an amount or a number."""
    text = format(number, "f")
    if info.minimum is not None and number < info.minimum:
        least = str(info.minimum)
        wrong = say(
            "%(key)s is %(value)s; the least is %(least)s.", key=key, value=text, least=least
        )
    elif info.maximum is not None and number > info.maximum:
        most = str(info.maximum)
        wrong = say("%(key)s is %(value)s; the most is %(most)s.", key=key, value=text, most=most)
    else:
        return
    raise CaseError(wrong, say("Correct the number, or leave the key out."), key=key, value=text)


def _yes_no(info: KeyInfo, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise invalid_values.wrong(info, key, value)
    return value


_CHECKS: Final[Mapping[str, Callable[[KeyInfo, str, Any], Any]]] = {
    "text": _text,
    "choice": _choice,
    "choices": _several,
    "list": _several,
    "date": _date,
    "moment": _moment,
    "money": _money,
    "number": _number,
    "integer": _integer,
    "yes_no": _yes_no,
}
