"""How a letter is placed on paper in a country, and the fixed words used there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec
from msgspec.structs import replace

from refundletters.errors import NotFound
from refundletters.messages import say
from refundletters.model.closed_words import Paper
from refundletters.model.document import Layout, Zone
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.layout import LAYOUTS, LayoutRow, ZoneRow

__all__ = ["LayoutWords", "PageWords", "layout_for", "page_words"]

# Layouts for countries without their own row, by paper. Letter is the paper of North America and of
# the countries that adopted it (CLDR, paperSize).
_DEFAULTS: Final = {"A4": "A4", "Letter": "Letter"}
_LETTER_COUNTRIES: Final = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)


class PageWords(msgspec.Struct, frozen=True):
    """Fixed words of a country's letters in one language; empty where the catalogue's are used.

    Attributes:
        salutation: For an unknown reader, with its punctuation.
        close: The formula before the signature, with its punctuation.
        enclosures: The label above the list of enclosures.
        subject_label: The label before the subject, with its punctuation.
        no_subject_label: Whether the country writes its subject without any label.
        delivery: The note of registered post.
        last_delivery: The same on a last demand, where that is sent in another way.
        date_pattern: CLDR pattern of the date line; empty for the locale's long date.
        date_with_place: The date line with its place, ``%(place)s`` and ``%(date)s``.
        order: The parts of the head, top to bottom.
    """

    salutation: str = ""
    close: str = ""
    enclosures: str = ""
    subject_label: str = ""
    no_subject_label: bool = False
    delivery: str = ""
    last_delivery: str = ""
    date_pattern: str = ""
    date_with_place: str = ""
    order: tuple[str, ...] = ()


class LayoutWords(msgspec.Struct, frozen=True):
    """The fixed words of one country, by language code or locale, and the order of its head."""

    order: tuple[str, ...]
    by_language: Mapping[str, PageWords] = msgspec.field(
        default_factory=lambda: MappingProxyType({})
    )


def layout_for(
    roots: Roots, country: str, paper: Paper | None = None
) -> tuple[Layout, LayoutWords]:
    """Return the layout of a country's letters and their fixed words.

    Args:
        roots: Where the data is.
        country: ISO 3166-1 code; empty where it is not known.
        paper: The paper that the writer asked for, else the country's own. On other paper the
            letter keeps its order and loses its envelope zones and fold marks.

    Raises:
        NotFound: There is no such paper.
        TemplateError: The row of the country is wrong.
    """
    if paper and paper not in _DEFAULTS:
        raise NotFound(
            say("There is no paper called %(name)s.", name=paper),
            say("Choose one of these: %(names)s.", names=", ".join(_DEFAULTS)),
            name=paper,
        )
    rows = load_rows(roots, LAYOUTS)
    own = paper or ("Letter" if country in _LETTER_COUNTRIES else "A4")
    row = rows.get(country) or rows[_DEFAULTS[own]]
    layout = _layout(row)
    if paper and paper != layout.paper:
        layout = _on_paper(layout, paper)
    return layout, LayoutWords(layout.order, _words(row))


def page_words(words: LayoutWords, locale: str) -> PageWords:
    """Return the fixed words for a letter in ``locale``; empty where the country has none.

    They belong to the languages of the country only: an English letter sent to Germany takes its
    words from the English catalogue.
    """
    language = locale.partition("_")[0]
    found = words.by_language.get(locale) or words.by_language.get(language) or PageWords()
    return replace(found, order=words.order)


def _layout(row: LayoutRow) -> Layout:
    return Layout(
        id=row.id,
        paper=row.paper,
        margins=row.margins,
        order=row.order,
        sender_at=row.sender_at,
        recipient_at=row.recipient_at,
        recipient_zone=_zone(row.recipient_zone),
        sender_zone=_zone(row.sender_zone),
        date_at=row.date_at,
        signature_at=row.signature_at,
        folds=row.folds,
        punch=row.punch,
    )


def _zone(row: ZoneRow | None) -> Zone | None:
    return None if row is None else Zone(row.x, row.y, row.width, row.height)


def _words(row: LayoutRow) -> Mapping[str, PageWords]:
    words = {
        language: PageWords(**msgspec.structs.asdict(found))
        for language, found in row.words.items()
    }
    return MappingProxyType(words)


def _on_paper(layout: Layout, paper: Paper) -> Layout:
    # On paper other than its country's, the zones of a letter would miss the window.
    return replace(layout, paper=paper, recipient_zone=None, sender_zone=None, folds=(), punch=None)
