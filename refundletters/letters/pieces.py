"""Values that sentences are put together from, before they have words.

The words of each piece are in ``templates/_base/pieces/``, one message per form, so that every
language can inflect them as it needs to.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec
from markupsafe import Markup

from refundletters.facts.types import ChargeFact
from refundletters.model.money import Money

__all__ = [
    "ChargeGroup",
    "bare_reference",
    "groups",
    "inside_line",
    "own_sentence",
    "sentences_of",
    "sums",
]

# More single charges than this are described as a group.
MOST_SINGLE: Final = 6
_STOPS: Final = (".", "!", "?", "…", "。", "؟")
# What people put before a number, in the languages that ship.
_REFERENCE_WORDS: Final = frozenset(
    (
        *("case", "file", "no", "number", "ref", "reference", "ticket"),
        *("aktenzeichen", "az", "fall", "nr", "nummer", "vorgang", "zeichen"),
        *("dossier", "n", "numéro", "réf", "référence"),
        *("caso", "expediente", "núm", "número", "referencia"),
    )
)
# Opening words of a description that have a capital only at the start of a sentence.
_SMALL_WORDS: Final = frozenset(
    (
        *("a", "an", "how", "that", "the", "when", "where", "who"),
        *("das", "dass", "den", "der", "die", "ein", "eine", "einen", "wann", "wie"),
        *("comment", "la", "le", "les", "que", "un", "une"),
        *("cómo", "cuándo", "el", "las", "los", "una"),
    )
)
# Kana, kanji and full-width signs, after which a sentence ends in a full-width stop.
_CJK: Final = re.compile("[\u3005-\u30ff\u3400-\u9fff\uff00-\uffef]")
_QUOTES: Final = "\"'“”„«»‚‘’‹› "


class ChargeGroup(msgspec.Struct, frozen=True):
    """Charges that are described together: a single one, equal ones, or all of them.

    Attributes:
        charges: The charges in date order.
        each: The amount of every charge, where all are equal.
    """

    charges: tuple[ChargeFact, ...]
    each: Money | None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.charges)

    @property
    def one(self) -> ChargeFact:
        """The first charge; the only one of a group of one."""
        return self.charges[0]

    @property
    def days(self) -> Sequence[dt.date]:
        """The days of the charges, oldest first; empty where any of them is not known."""
        known = [charge.date for charge in self.charges if charge.date]
        return sorted(known) if len(known) == self.count else ()

    @property
    def first(self) -> dt.date | None:
        """The day of the first charge."""
        return self.days[0] if self.days else None

    @property
    def last(self) -> dt.date | None:
        """The day of the last charge."""
        return self.days[-1] if self.days else None

    @property
    def one_day(self) -> bool:
        """Whether all of several charges were made on one day."""
        return self.count > 1 and len(set(self.days)) == 1

    @property
    def same_year(self) -> bool:
        """Whether all days are known and in the same year."""
        return len({day.year for day in self.days}) == 1

    @property
    def totals(self) -> tuple[Money, ...]:
        """What they add up to, one sum per currency."""
        return sums(charge.amount for charge in self.charges)


def groups(
    charges: Sequence[ChargeFact], apart: Container[dt.date | None] = ()
) -> tuple[ChargeGroup, ...]:
    """Return charges as they are listed: one by one up to six, else with equal neighbors together.

    Args:
        charges: The charges in date order.
        apart: Days of charges that are listed separately.
    """
    if len(charges) <= MOST_SINGLE:
        return tuple(ChargeGroup((charge,), charge.amount) for charge in charges)
    return tuple(_runs(charges, apart))


def _runs(charges: Sequence[ChargeFact], apart: Container[dt.date | None]) -> Iterator[ChargeGroup]:
    for (_, likeness), run in groupby(charges, lambda c: (c.date in apart, _likeness(c))):
        yield ChargeGroup(tuple(run), likeness[0])


def _likeness(charge: ChargeFact) -> tuple[Money, bool, bool, str, Money]:
    return (charge.amount, charge.counted, charge.pending, charge.descriptor, charge.refunded)


def sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Return the sum of each currency, in the order in which the currencies first appear."""
    found: dict[str, Money] = {}
    for money in amounts:
        found[money.currency] = found[money.currency] + money if money.currency in found else money
    return tuple(found.values())


def bare_reference(text: str) -> str:
    """Return a reference without a word such as "case", which letters add themselves.

    ``Case 12345`` becomes ``12345``; a reference that itself begins with letters stays.
    """
    first, _, rest = text.strip().partition(" ")
    is_word = first.casefold().rstrip(".:°#") in _REFERENCE_WORDS
    return rest.strip() if is_word and any(map(str.isdigit, rest)) else text.strip()


def own_sentence(text: str) -> str:
    """Return somebody's own words as a sentence: capitalized, with a period, no stray quotes."""
    words = " ".join(text.split())
    if words[:1] in _QUOTES and words[-1:] in _QUOTES:
        words = words.strip(_QUOTES)
    if not words:
        return ""
    stop = "。" if _CJK.fullmatch(words[-1]) else "."
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith(_STOPS) else stop}"


def inside_line(text: str) -> str:
    """Return somebody's own words as they continue after a dash: a first article is lowercase."""
    first, space, rest = text.strip().partition(" ")
    return f"{first.lower() if first.lower() in _SMALL_WORDS else first}{space}{rest}"


def sentences_of(markup: Markup) -> Sequence[Markup]:
    """Return the sentences that a macro wrote one to a line, empty lines left out."""
    return [Markup(line.strip()) for line in markup.splitlines() if line.strip()]  # noqa: S704  # lines of markup are markup
