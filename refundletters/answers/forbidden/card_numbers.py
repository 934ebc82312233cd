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

from refundletters.answers.word_lists import alternatives, words

__all__ = ["has_card_number", "has_masked_card", "is_printed_card", "luhn", "only_references"]

# First digits and lengths of cards in issue, in broad ranges: what is not in them was never issued.
# Source: the table of issuers in Wikipedia, "Payment card number", read broadly.
_ISSUED: Final = tuple(
    (re.compile(pattern), frozenset(lengths))
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
# No card is grouped like an order of Amazon.
_AMAZON: Final = re.compile(r"(?<![0-9])(?:[0-9]{3}|D[0-9]{2})-[0-9]{7}-[0-9]{7}(?![0-9-])")
# Orders of Google Play; parcels of UPS and DHL.
_SHAPES: Final = re.compile(
    r"(?<![A-Z0-9])(?:GPA\.[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{5}(?:\.\.[0-9]+)?"
    r"|1Z ?[0-9A-Z]{3} ?[0-9A-Z]{3} ?[0-9A-Z]{2} ?[0-9]{4} ?[0-9]{4}"
    r"|J(?:JD|VGL)[0-9]{12,20})(?![0-9])"
)

# Groups of digits with spaces or dashes between them; dots etc. only between groups of four.
_RUN: Final = re.compile(r"[0-9](?:[ \-]{0,5}[0-9]){12,}")
_FOURS: Final = re.compile(r"(?<![0-9])[0-9]{4}([./_·*|,:])[0-9]{4}(?:\1[0-9]{2,7}){1,3}(?![0-9])")
_SIX_AND_FOUR: Final = re.compile(r"(?<![0-9])[0-9 \-]{6,9}[*xX•#·…\- ]{2,}[0-9]{4}(?![0-9])")
_DATE: Final = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
# A card as printed: four groups of four, or groups of four, six and five (or four).
_PRINTED: Final = re.compile(
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
    """Return whether ``text`` holds a possible card number, ignoring spaces and dashes.

    A date such as 2026-03-14 is not taken for digits of a card. In a longer run of groups, every
    part shaped like a card number is tried, so a number before it does not hide one.
    """
    undated = _AMAZON.sub("/", _DATE.sub("/", text))
    return any(luhn(digits) and _is_issued(digits) for digits in _candidates(undated))


def only_references(text: str) -> bool:
    """Return whether every possible card number in ``text`` is a reference by its shape.

    That is the order of a known store, a parcel, or a number that a word such as "order" announces
    and that is not grouped as cards are.
    """
    rest = _SHAPES.sub("/", text.upper())
    if not is_printed_card(rest):
        rest = _announced().sub("/", rest.lower())
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


def _candidates(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        groups = re.split(r"[ \-]+", run.group())
        whole = "".join(groups)
        if 13 <= len(whole) <= 19:
            yield whole
        for first in range(len(groups)):
            for last in range(first + 1, len(groups) + 1):
                part = groups[first:last]
                if 13 <= sum(map(len, part)) <= 19 and _card_shaped(part):
                    yield "".join(part)
    for run in _FOURS.finditer(text):
        digits = re.sub(r"[^0-9]", "", run.group())
        if 13 <= len(digits) <= 19:
            yield digits


def _card_shaped(groups: list[str]) -> bool:
    lengths = [len(group) for group in groups]
    evenly = all(length == 4 for length in lengths[:-1]) and lengths[-1] <= 7
    return len(groups) == 1 or lengths in ([4, 6, 5], [4, 6, 4]) or evenly


def has_masked_card(text: str) -> bool:
    """Return whether ``text`` shows more of a card than its last four digits, such as 6 and 4."""
    for found in _SIX_AND_FOUR.finditer(text):
        hidden = re.search(r"[*xX•#·…]{2,}", found.group())
        if hidden and len(re.sub(r"[^0-9]", "", found.group()[: hidden.start()])) >= 6:
            return True
    return False
