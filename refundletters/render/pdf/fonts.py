"""The fonts of PDF files, and whether this machine has one for the script of a letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from refundletters.errors import UsageError
from refundletters.messages import say

if TYPE_CHECKING:
    import typst

__all__ = ["families_for", "installed", "refuse_without_font"]

_WANTED: Final[tuple[str, ...]] = (
    *("Arial", "Liberation Sans", "Arimo", "Helvetica", "Noto Sans", "DejaVu Sans"),
)
_ALWAYS_THERE: Final[str] = "Libertinus Serif"
_STANDARD: Final = "ua-1"  # refuses letters that no font has


@dataclass(frozen=True, slots=True)
class _Script:
    """A script that the usual fonts lack.

    Attributes:
        sample: A word in it.
        fonts: Families that have it, the best first.
        package: What to install for it.
    """

    sample: str
    fonts: tuple[str, ...]
    package: str


_CJK: Final = "fonts-noto-cjk"
_ARABIC: Final = (
    *("Noto Sans Arabic", "Noto Naskh Arabic", "Amiri", "Segoe UI", "Geeza Pro", "Arial"),
    "DejaVu Sans",
)
_SCRIPTS: Final[dict[str, _Script]] = {
    "ar": _Script("استرداد", _ARABIC, "fonts-noto-core"),
    "fa": _Script("بازپرداخت", _ARABIC, "fonts-noto-core"),
    "he": _Script("החזר", ("Noto Sans Hebrew", "Arial", "DejaVu Sans"), "fonts-noto-core"),
    "hi": _Script("वापसी", ("Noto Sans Devanagari", "Nirmala UI"), "fonts-noto-core"),
    "ja": _Script(
        "返金のお願い",
        ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans", "IPAGothic"),
        _CJK,
    ),
    "ko": _Script("환불", ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic"), _CJK),
    "th": _Script("คืนเงิน", ("Noto Sans Thai", "Leelawadee UI"), "fonts-noto-core"),
    "zh": _Script("退款", ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei"), _CJK),
}


@lru_cache(maxsize=1)
def installed() -> typst.Fonts:
    """Return the fonts of this machine, cached: finding them takes longer than a letter."""
    import typst

    return typst.Fonts()


@lru_cache(maxsize=16)
def families_for(locale: str) -> list[str]:
    """Return the font families to use: Arial or a metric equivalent, then those of the script.

    Letters are taken from the first family that has them. Fonts for Arabic with letters of their
    own for Latin stand behind Arial, and one without Arabic is no reason to fall back on any.
    """
    known = set(installed().families())
    script = _SCRIPTS.get(locale.partition("_")[0])
    own = [name for name in (script.fonts if script else ()) if name in known]
    usual = [name for name in _WANTED if name in known] or [_ALWAYS_THERE]
    return list(dict.fromkeys([*usual[:1], *own, *usual]))


def refuse_without_font(locale: str) -> None:
    """Refuse a letter whose script no font on this machine has: it would be boxes.

    Raises:
        UsageError: There is no such font; says what to install.
    """
    script = _SCRIPTS.get(locale.partition("_")[0])
    if script is None or _is_drawn(locale):
        return
    from refundletters.i18n.formats import Formats

    raise UsageError(
        say(
            "No font on this computer has the letters of this language (%(language)s).",
            language=Formats(locale).language(locale.partition("_")[0]),
        ),
        say(
            "Install one (on Debian and Ubuntu: %(package)s), or write a .docx or .html file.",
            package=script.package,
        ),
    )


@lru_cache(maxsize=16)
def _is_drawn(locale: str) -> bool:
    """Tell whether typst can set a word in the script of ``locale``."""
    import typst

    fonts = ", ".join(f'"{name}"' for name in families_for(locale))
    sample = _SCRIPTS[locale.partition("_")[0]].sample
    source = f'#set document(title: "x")\n#set text(font: ({fonts},))\n#"{sample}"'
    try:
        typst.compile(
            source.encode(), format="pdf", font_paths=installed(), pdf_standards=[_STANDARD]
        )
    except typst.TypstError:
        return False
    return True
