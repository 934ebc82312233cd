"""Payment card numbers, and the order numbers that only look like one.

One number in ten passes the check digit by chance. So a card is a number that begins as issued
cards do, has a length they have, and is not grouped in a way no card is. Where somebody else's
reference is expected, the shapes of well-known stores and carriers pass as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from refundletters.answers.forbidden.digits import digits_in
from refundletters.answers.word_lists import alternatives, words
from refundletters.patterns import lazy_pattern

__all__ = ["has_card_number", "has_masked_card", "is_printed_card", "luhn", "only_references"]

# First digits and lengths of cards in issue, in broad ranges: what is not in them was never issued.
# Source: the table of issuers in Wikipedia, "Payment card number", read broadly.
_ISSUED: Final = tuple(
    (lazy_pattern(pattern), frozenset(lengths))
    for pattern, lengths in (
        (r"1", (15,)),  # UATP
        (r"220[0-5]", range(16, 20)),  # Mir
        (r"2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)", (16,)),  # Mastercard
        (r"3[47]", (15,)),  # American Express
        (r"3[0689]", range(14, 20)),  # Diners Club
        (r"35", range(16, 20)),  # JCB, RuPay
        (r"4", (13, 16, 18, 19)),  # Visa
        (r"5[1-5]", (16,)),  # Mastercard
        (r"5[06-9]", range(13, 20)),  # Maestro, Elo, Verve, Dankort
        (r"6", range(13, 20)),  # Discover, UnionPay, Maestro, RuPay
        (r"8[126]", range(16, 20)),  # UnionPay, RuPay, Uzcard
        (r"9(?:704|792|860)", range(16, 20)),  # Napas, Troy, Humo
    )
)
_FEWEST: Final = 13
_MOST: Final = 19
# No card is grouped like an order of Amazon.
_AMAZON: Final = lazy_pattern(r"(?<![0-9])(?:[0-9]{3}|D[0-9]{2})-[0-9]{7}-[0-9]{7}(?![0-9-])")
# Orders of Google Play; parcels of UPS, DHL and USPS; UUIDs; mandates of six and eight digits.
_SHAPES: Final = lazy_pattern(
    r"(?<![A-Z0-9])(?:GPA\.[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{5}(?:\.\.[0-9]+)?"
    r"|1Z ?[0-9A-Z]{3} ?[0-9A-Z]{3} ?[0-9A-Z]{2} ?[0-9]{4} ?[0-9]{4}"
    r"|J(?:JD|VGL)[0-9]{12,20}"
    r"|9[2-5][0-9]{2}(?: ?[0-9]{4}){4} ?[0-9]{2}"
    r"|[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}|[0-9]{6}-[0-9]{8})(?![0-9-])"
)

# Groups of digits with anything between them that is neither a letter nor a digit.
_RUN: Final = lazy_pattern(r"[0-9]+(?:[\W_]{1,6}[0-9]+)*")
_GAP: Final = lazy_pattern(r"[\W_]+")
_TIDY: Final = lazy_pattern(r"[ \-]{1,5}")
# How cards are printed and copied, beside groups of four; the last is a number and its last digits.
_GROUPINGS: Final = (
    *((4, 6, 5), (4, 6, 4), (4, 5, 6), (5, 5, 5)),
    *((6, 13), (6, 10), (4, 12), (12, 4), (8, 5, 6)),
)
# A blank as HTML and addresses of pages write it.
_ESCAPED_BLANK: Final = lazy_pattern(
    r"&(?:nbsp|thinsp|ensp|emsp|shy|#160|#xa0);|%(?:20|2d|c2%a0)", re.I
)
# Letters read as digits, in a word of digits only.
_MISREAD: Final = lazy_pattern(
    r"(?<![^\W_])(?=[OoIl]*[0-9][0-9OoIl]*|[Oo]{4}|[Il]{4})[0-9OoIl]{2,}(?![^\W_])"
)
_MISREADABLE: Final = "OoIl"
_AS_DIGITS: Final = str.maketrans(_MISREADABLE, "0011")
_SIX_AND_FOUR: Final = lazy_pattern(r"(?<![0-9])[0-9 \-]{6,9}[*xX•#·…\- ]{2,}[0-9]{4}(?![0-9])")
_DATE: Final = lazy_pattern(
    r"(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
# A card as printed: four groups of four, or groups of four, six and five (or four).
_PRINTED: Final = lazy_pattern(
    r"(?<![0-9])(?:[0-9]{4}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{4}([ -])[0-9]{6}\2[0-9]{4,5})"
    r"(?![0-9])"
)


def luhn(digits: str) -> bool:
    """Return whether the last of ``digits`` is the check digit for the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def has_card_number(text: str) -> bool:
    """Return whether ``text`` holds a possible card number, whatever stands between its groups.

    A date such as 2026-03-14 is not taken for digits of a card. In a longer run of groups, every
    part shaped like a card number is tried, so a number before it does not hide one.
    """
    if digits_in(text, _MISREADABLE) < _FEWEST:
        return False
    undated = _AMAZON.sub("x", _DATE.sub("x", _ESCAPED_BLANK.sub(" ", text)))
    plain = _between().sub(" ", _MISREAD.sub(lambda found: found[0].translate(_AS_DIGITS), undated))
    return any(luhn(digits) and _is_issued(digits) for digits in _candidates(plain))


def only_references(text: str) -> bool:
    """Return whether every possible card number in ``text`` is a reference by its shape.

    That is the order of a known store, a parcel, or a number that a word such as "order" announces
    and that is not grouped as cards are.
    """
    rest = _SHAPES.sub("x", text.upper())
    if not is_printed_card(rest):
        rest = _announced().sub("x", rest.lower())
    return not has_card_number(rest)


def is_printed_card(text: str) -> bool:
    """Return whether ``text`` holds digits in the groups in which they are printed on cards."""
    return _PRINTED.search(text) is not None


@lru_cache(maxsize=1)
def _announced() -> re.Pattern[str]:
    order = alternatives(words("typed", "order"))
    return re.compile(rf"(?<!\w){order}[\s:#.]{{0,3}}[0-9-]{{13,}}(?![0-9])")


def _is_issued(digits: str) -> bool:
    return any(len(digits) in lengths and start.match(digits) for start, lengths in _ISSUED)


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    """Return the words people put between the groups of a card, such as "and" and "ending in"."""
    joining = alternatives((*words("card", "and"), *words("card", "ending")))
    return re.compile(rf"(?i)(?<=[0-9])[\W_]{{1,4}}{joining}[\W_]{{1,4}}(?=[0-9])")


def _candidates(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        groups = _GAP.split(run.group())
        gaps = _GAP.findall(run.group())
        for first in range(len(groups)):
            digits = ""
            for last in range(first, len(groups)):
                digits += groups[last]
                if len(digits) > _MOST:
                    break
                if len(digits) >= _FEWEST and _card_shaped(
                    groups[first : last + 1],
                    gaps[first:last],
                    whole=len(groups) == last + 1 - first,
                ):
                    yield digits


def _card_shaped(groups: list[str], gaps: list[str], *, whole: bool) -> bool:
    """Return whether a card may be written in these groups with these signs between them."""
    lengths = tuple(map(len, groups))
    if len(groups) == 1 or lengths in _GROUPINGS:
        return True
    is_tidy = all(map(_TIDY.fullmatch, gaps))
    if all(length == 4 for length in lengths[:-1]) and (1 if is_tidy else 2) <= lengths[-1] <= 7:
        return True
    is_even = len(set(lengths[:-1])) == 1 and lengths[0] <= 2 and len(set(gaps)) == 1
    return is_even or (whole and is_tidy)


def has_masked_card(text: str) -> bool:
    """Return whether ``text`` shows more of a card than its last four digits, such as 6 and 4."""
    for found in _SIX_AND_FOUR.finditer(text) if digits_in(text) >= 10 else ():
        hidden = re.search(r"[*xX•#·…]{2,}", found.group())
        if hidden and len(re.sub(r"[^0-9]", "", found.group()[: hidden.start()])) >= 6:
            return True
    return False
