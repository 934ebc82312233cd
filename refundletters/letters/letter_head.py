"""The head of a letter: its parts, their order and the country's fixed words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Self

import msgspec
from markupsafe import Markup

from refundletters.facts.types import Facts
from refundletters.i18n.formats import Formats
from refundletters.letters.layout import PageWords
from refundletters.model.document import Layout
from refundletters.patterns import lazy_pattern

__all__ = ["LetterHead", "place_of"]


class LetterHead(msgspec.Struct, frozen=True):
    """What the frame templates of letters need to know about the page.

    Attributes:
        order: The parts of the head, top to bottom.
        date: The date line, complete.
        salutation: The country's salutation, empty where the catalogue's is used.
        addressed: A company or department with its honorific, ``%(name)s``; likewise.
        close: The country's closing formula, likewise.
        enclosures: The country's label for enclosures, likewise.
        subject_label: The label before the subject, empty where there is none.
        delivery: The country's note for registered mail.
        last_delivery: The note on a last demand.
    """

    order: tuple[str, ...]
    date: str
    salutation: str
    addressed: str
    close: str
    enclosures: str
    subject_label: str
    delivery: str
    last_delivery: str

    @classmethod
    def of(cls, words: PageWords, layout: Layout, facts: Facts, formats: Formats) -> Self:
        """Return the head of one letter."""
        return cls(
            order=layout.order,
            date=_date_line(words, facts, formats),
            salutation=words.salutation,
            addressed=words.addressed,
            close=words.close,
            enclosures=words.enclosures,
            subject_label=words.subject_label,
            delivery=words.delivery,
            last_delivery=words.last_delivery or words.delivery,
        )

    def address_to(self, name: str, department: str = "") -> tuple[str, ...]:
        """Return an addressee, the honorific before its first line or after its last."""
        lines = [line for line in (name, department) if line]
        if self.addressed and lines:
            at = 0 if self.addressed.endswith("%(name)s") else -1
            lines[at] = Markup(self.addressed) % {"name": lines[at]}  # noqa: S704  # a row of our own data
        return tuple(lines)

    def close_to(self, salutation: str) -> str:
        """Return the closing formula, which in French repeats the salutation."""
        if salutation and self.salutation:
            return self.close.replace(self.salutation, salutation)
        return self.close


def _date_line(words: PageWords, facts: Facts, formats: Formats) -> str:
    if words.date_pattern:
        day = formats.date_as(facts.as_of, words.date_pattern)
    else:
        day = formats.date(facts.as_of)
    place = place_of(facts.case.sender.address)
    if words.date_with_place and place:
        return words.date_with_place % {"place": place, "date": day}
    return day


def place_of(address: Sequence[str]) -> str:
    """Return the town of an address: what follows the postcode in its last line with one.

    Args:
        address: Address lines, top to bottom.

    Returns:
        The town, or an empty text where no line has the form "postcode town".
    """
    for line in reversed(address):
        words = line.replace(",", " ").split()
        if words and any(letter.isdigit() for letter in words[0]):
            town = list(dropwhile(lambda word: any(c.isdigit() for c in word), words))
            if len(town) > 1 and _DUTCH_LETTERS.fullmatch(town[0]):
                del town[0]
            if len(town) > 1 and _PROVINCE.fullmatch(town[-1]):
                del town[-1]
            name = " ".join(town)
            if name and sum(c.isdigit() for c in words[0]) >= _POSTCODE_DIGITS:
                return name
    return ""


# House numbers are shorter than the postcodes of the countries that put a place in the date line.
_POSTCODE_DIGITS = 4
# The second half of a Dutch postcode, such as "1012 AB".
_DUTCH_LETTERS = lazy_pattern(r"[A-Z]{2}")
# The province behind an Italian town, such as "Milano MI" or "Milano (MI)".
_PROVINCE = lazy_pattern(r"\(?[A-Z]{2}\)?")
