"""What changes in the words of a whole letter, by its language, after they are put together.

A template joins pieces with blanks, brackets and articles that some languages write differently
beside certain neighbors. Catalogues cannot know those neighbors, so it is done here, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from refundletters.letters.salutation import continue_salutation
from refundletters.model.document import Address, Block, Run, Text
from refundletters.model.map_runs import map_runs, map_text
from refundletters.patterns import lazy_pattern

__all__ = ["finish"]


def finish(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Return the blocks of a letter as its language writes them.

    Args:
        blocks: The blocks of a letter or message.
        language: ISO 639 code of the letter's language.
    """
    change = _CHANGES.get(language)
    if change is not None:
        blocks = map_runs(blocks, change, keep=lambda block: isinstance(block, Address))
    return continue_salutation(blocks, language)


# ------------------------------------------------------------------ Italian

# Words of others stand in quotation marks and stay as they are. Otto and undici begin with a vowel,
# and so do the numbers from 80 and 800 on; 110 (cento) does not (Treccani, "elisione").
_VOWEL: Final = r"(?=8|11(?!\d))"
_ARTICLE: Final = lazy_pattern(
    r"“[^”]*”|«[^»]*»|\b([Ii]l|[Dd]al|[Aa]l|[Dd]el|[Nn]el|[Ss]ul|[Dd]ei|[Dd]ai|[Aa]i|[Nn]ei|[Ss]ui|[Ii])"
    rf"[ \u00a0]{_VOWEL}"
)


def _elide(found: re.Match[str]) -> str:
    article = found[1]
    if not article:
        return found[0]
    match article:
        case "il" | "Il":
            return "l’" if article == "il" else "L’"
        case "i" | "I":
            return "gli " if article == "i" else "Gli "
        case _ if article.endswith("i"):
            return f"{article[:-1]}gli "
        case _:
            return f"{article}l’"


def _italian(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return map_text(runs, lambda text: _ARTICLE.sub(_elide, text))


# ------------------------------------------------------------------ Japanese

_KANA_OR_KANJI: Final = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_CLOSES: Final = "。、！？：；）」』】"
_OPENS: Final = "（「『【"
# A blank between kanji may be part of a name; one beside full-width punctuation never is.
_BLANK: Final = lazy_pattern(rf"(?<=[{_CLOSES}]) +| +(?=[{_OPENS}])")
_LAST_BLANK: Final = lazy_pattern(rf"(?<=[{_CLOSES}]) +\Z")
_BRACKETS: Final = lazy_pattern(rf" ?\(([^()]*[{_KANA_OR_KANJI}][^()]*)\) ?")
_COMMA: Final = lazy_pattern(
    rf"(?<=[{_KANA_OR_KANJI}{_CLOSES}]), |, (?=[{_KANA_OR_KANJI}{_OPENS}])"
)


def _japanese(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    made: list[Run] = []
    before = ""
    for run in map_text(runs, _full_width):
        if isinstance(run, Text) and run.text:
            text = run.text.lstrip(" ") if before and before in _CLOSES else run.text
            before = text.rstrip(" ")[-1:] or before
            made.append(replace(run, text=text))
        else:
            before = ""
            made.append(run)
    return map_text(tuple(made), lambda text: _LAST_BLANK.sub("", text))


def _full_width(text: str) -> str:
    return _BLANK.sub("", _COMMA.sub("、", _BRACKETS.sub(r"（\1）", text)))


# ------------------------------------------------------------------ Spanish

# The stop of a sentence stands after the closing mark, also where the quoted words end with a mark
# of their own ("El uso de los signos de puntuación con las comillas", Ortografía de la lengua
# española, RAE 2010); where the sentence goes on there is none.
_ENDS: Final = r"(?=\Z|\s+[¿¡«“A-ZÁÉÍÓÚÑ])"
_STOP_INSIDE: Final = re.compile(rf"\.([»”]){_ENDS}")
_STOP_WITHIN: Final = re.compile(r"(?<!\.)\.([»”])")
_MARK_INSIDE: Final = re.compile(rf"([?!…])([»”]){_ENDS}")


def _spanish(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return map_text(runs, _stop_outside)


def _stop_outside(text: str) -> str:
    text = _MARK_INSIDE.sub(r"\1\2.", text)
    return _STOP_WITHIN.sub(r"\1", _STOP_INSIDE.sub(r"\1.", text))


_CHANGES: Final[Mapping[str, Callable[[tuple[Run, ...]], tuple[Run, ...]]]] = {
    "es": _spanish,
    "it": _italian,
    "ja": _japanese,
}
