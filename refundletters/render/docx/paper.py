"""Measures of one page: what every part of a Word document agrees on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from refundletters.model.document import Document, Layout
from refundletters.render.plain import display_width

__all__ = ["FONT", "PAPER", "Page", "page_for", "tag"]

# Arial is on every Windows and Mac, and Liberation Sans has its widths where LibreOffice lacks it.
FONT: Final = "Arial"
PAPER: Final = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_SIZE: Final = 11.0
_LARGE_PRINT: Final = 16.0
_EM_PER_COLUMN: Final = 0.53  # mean width of a letter in Arial, a little on the safe side
_CAPITAL: Final = 0.3  # how much wider a capital is
_MM_PER_POINT: Final = 25.4 / 72

# Fonts for scripts that Arial has no letters for, as they are called where Word runs.
_EAST_ASIAN: Final = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
_EAST_ASIAN_PLACES: Final = {"zh_TW": "Microsoft JhengHei", "zh_HK": "Microsoft JhengHei"}
_COMPLEX: Final = {"hi": "Nirmala UI", "th": "Leelawadee UI"}
# A note has no zones and needs no more room at its sides than a screen does.
_NOTE_MARGINS: Final = (25.0, 25.0, 20.0, 25.0)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a document; equal pages share one prepared package.

    Attributes:
        paper: ``A4`` or ``Letter``.
        margins: Top, right, bottom, left, in millimetres.
        size: Size of type in points.
        locale: Locale of the words.
        rtl: Whether lines run from right to left.
        letter: Whether it is a letter on paper, with the zones of its layout.
    """

    paper: str
    margins: tuple[float, float, float, float]
    size: float
    locale: str
    rtl: bool
    letter: bool

    @property
    def text_width(self) -> float:
        """Width between the margins, in millimetres."""
        return PAPER[self.paper][0] - self.margins[1] - self.margins[3]

    @property
    def pitch(self) -> float:
        """Distance of the lines of an address, in points."""
        return round(self.size * 1.2)

    @property
    def pitch_mm(self) -> float:
        """Distance of the lines of an address, in millimetres."""
        return self.pitch * _MM_PER_POINT

    def width_of(self, text: str) -> float:
        """Return about how wide ``text`` stands, in millimetres."""
        columns = display_width(text) + _CAPITAL * sum(map(str.isupper, text))
        return columns * self.size * _EM_PER_COLUMN * _MM_PER_POINT

    @property
    def east_asian_font(self) -> str:
        """Font for Chinese, Japanese and Korean."""
        language = self.locale.partition("_")[0]
        places = (_EAST_ASIAN_PLACES.get(self.locale), _EAST_ASIAN.get(language))
        return next(filter(None, places), FONT)

    @property
    def complex_font(self) -> str:
        """Font for scripts that Word calls complex."""
        return _COMPLEX.get(self.locale.partition("_")[0], FONT)


def page_for(document: Document) -> Page:
    """Return the page that ``document`` stands on."""
    letter = document.kind == "letter"
    layout: Layout = document.layout
    return Page(
        paper=layout.paper,
        margins=layout.margins if letter else _NOTE_MARGINS,
        size=_LARGE_PRINT if document.large_print else _SIZE,
        locale=document.locale,
        rtl=document.direction == "rtl",
        letter=letter,
    )


def tag(locale: str) -> str:
    """Return the language tag that Word knows for ``locale``; it knows no script in Chinese."""
    parts = locale.split("_")
    return "-".join(part for part in parts if part not in {"Hans", "Hant"})
