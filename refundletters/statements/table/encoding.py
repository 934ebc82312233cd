"""The encoding of a file: which code page a bank used, judged by which text makes sense."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from refundletters.patterns import lazy_pattern
from refundletters.statements.words import plain, titles

__all__ = ["decode", "encoding_of"]

# Western code pages of Windows, DOS and Apple first, then those of other scripts.
_PAGES: Final = (
    "cp1252", "cp1250", "cp1254", "cp1257", "cp1251", "cp1253", "cp1255", "cp1256", "cp1258",
    "cp932", "euc_jp", "gb18030", "cp949", "big5", "cp874",
    "cp850", "cp852", "cp866", "mac_roman", "koi8_r",
    "iso8859_2", "iso8859_9", "iso8859_7", "iso8859_15",
)  # fmt: skip
# Code pages of DOS and Apple, which few banks still use.
_OLD: Final = frozenset({"cp850", "cp852", "cp866", "mac_roman", "koi8_r"})
_RARELY: Final = 0.4
_WORD: Final = lazy_pattern(r"[^\s,;|\t\"'()\[\]/:=+.0-9-]{1,40}")
_LOOKED_AT: Final = 400_000
_MOST_WORDS: Final = 400
# The non-ASCII letters of the languages that Latin code pages serve.
_ALPHABETS: Final = tuple(
    frozenset(letters)
    for letters in (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúüñªº", "àèéìòóù", "áâãàçéêíóôõúüªº", "éëïöüáíóú", "åäöéü",
        "æøåéäöü", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșțşţ",
        "čćđšž", "çğıİöşüâîû", "ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž", "áðéíóúýþæö", "ëç",
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    )
)  # fmt: skip


def decode(content: bytes) -> str:
    """Return the text of a file."""
    return content.decode(encoding_of(content), "replace")


def encoding_of(content: bytes) -> str:
    """Return the encoding of a file: by its byte order mark, else by which text makes sense."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if wide := _unmarked_wide(content):
        return wide
    if content.isascii():
        return "iso2022_jp" if b"\x1b$" in content[:_LOOKED_AT] else "utf-8"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(content)
    return "utf-8"


def _unmarked_wide(content: bytes) -> str:
    """Return the two-byte encoding of a file without a byte order mark, or nothing."""
    head = content[:400]
    if len(head) < 8 or head.count(0) * 3 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _likeliest(content: bytes) -> str:
    head = _sample(content)
    best, points = "cp1252", float("-inf")
    for page in _PAGES:
        try:
            text = head.decode(page)
        except UnicodeDecodeError:
            continue
        found = _sense(text) - (_RARELY if page in _OLD else 0.0)
        if found > points + 1e-9:
            best, points = page, found
    return best


def _sample(content: bytes) -> bytes:
    """Return the lines of a file that reveal its encoding."""
    if len(content) <= _LOOKED_AT:
        return content
    head = content[:_LOOKED_AT]
    kept = [line for line in head.splitlines(keepends=True) if not line.isascii()]
    if not kept:
        kept = [line for line in content.splitlines(keepends=True) if not line.isascii()]
    return b"".join(kept[:2000])


def _sense(text: str) -> float:
    """Return how plausible a decoding is: known titles, then letters that go together."""
    words = Counter(word for word in _WORD.findall(text) if not word.isascii())
    points = 2.0 * _known_cells(text)
    total = sum(points_of(word) for word, _ in words.most_common(_MOST_WORDS))
    return points + total / max(1, min(len(words), _MOST_WORDS)) * 3 + 3 * _one_language(words)


def _one_language(words: Counter[str]) -> float:
    """Return the largest share of the accented Latin letters that belongs to one language."""
    letters = Counter(
        char.lower()
        for word in words
        for char in word
        if not char.isascii() and _script(char) == "latin" and char.isalpha()
    )
    if not letters:
        return 1.0
    best = max(sum(letters[char] for char in alphabet) for alphabet in _ALPHABETS)
    return best / letters.total()


def _known_cells(text: str) -> int:
    """Return how many cells of the first lines are titles that banks use, by non-ASCII letters."""
    found = 0
    for line in text.splitlines()[:60]:
        for cell in re.split(r"[;,\t|]", line):
            word = cell.strip(" \"'")
            if word and not word.isascii() and len(word) < 50 and plain(word) in titles():
                found += 1
    return found


@lru_cache(maxsize=4096)
def points_of(word: str) -> float:
    """Return, from -3 to 1, how much a word looks like one in a known script."""
    letters = [char for char in word if char.isalpha()]
    others = [char for char in word if not char.isascii() and not char.isalpha()]
    if any(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cf", "Cs") for char in others):
        return -3.0
    if len(word) == 1:
        return 1.0 if word in "€£¥₺₽₪₹₩" else 0.0  # beside a figure
    if not letters:
        return 0.1 if all(char in "€£¥·–—’“”„«»°§©®…•№¿¡" for char in others) else -1.0
    scripts = {_script(char) for char in letters}
    score = 1.0 - 0.8 * sum(_is_odd(char) for char in others)
    score -= 0.4 * sum(char in "«»¿¡" for char in others)
    if len(scripts) > 1 and scripts != {"kana", "han"}:
        return score - 2.0
    if scripts == {"latin"}:
        return score - _latin_doubt(letters)
    return score - _other_doubt(letters, next(iter(scripts)) if len(scripts) == 1 else "han")


def _is_odd(char: str) -> bool:
    return unicodedata.category(char)[0] in "SN" or char in "¦¬¤¶†‡‰"


def _latin_doubt(letters: list[str]) -> float:
    strange = [char for char in letters if not char.isascii()]
    doubt = 0.0
    share = len(strange) / len(letters)
    if share > 0.5 and len(letters) > 2:
        doubt += 1.5
    for before, char in pairwise(letters):
        if before.islower() and char.isupper() and not char.isascii():
            doubt += 0.7
        if before.isupper() and not before.isascii() and char.islower() and before != letters[0]:
            doubt += 0.5
    for before, char, after in zip(letters, letters[1:], letters[2:], strict=False):
        if before.isupper() and char.islower() and after.isupper():
            doubt += 1.0
    return doubt


def _other_doubt(letters: list[str], script: str) -> float:
    doubt = 0.0
    if script in ("cyrillic", "greek"):
        for before, char in pairwise(letters):
            if before.islower() and char.isupper():
                doubt += 0.7
        doubt += 0.3 * sum(char in "ђѓљњќћџѕјЂЃЉЊЌЋЏЅ" for char in letters)
    if script in ("kana", "han", "hangul"):
        half = sum("\uff61" <= char <= "\uff9f" for char in letters)
        doubt += 0.35 * half / len(letters)
        rare = sum(not ("\u4e00" <= char <= "\u9fa5") for char in letters if _script(char) == "han")
        doubt += rare / len(letters) + (0.6 if script == "han" and len(letters) == 1 else 0)
        doubt += 0.4 * _rare_han(letters)
    return doubt


def _rare_han(letters: list[str]) -> float:
    """Return the share of characters that are rare ones in Shift_JIS and GB 2312."""
    han = [char for char in letters if _script(char) == "han"]
    if not han:
        return 0.0
    return sum(not (_first_level(char)) for char in han) / len(han)


def _first_level(char: str) -> bool:
    for page, low, high in (("gb2312", 0xB0, 0xD7), ("euc_jp", 0xB0, 0xCF), ("big5", 0xA4, 0xC6)):
        try:
            if low <= char.encode(page)[0] <= high:
                return True
        except UnicodeEncodeError:
            continue
    return False


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    for key, script in _SCRIPTS:
        if key in name:
            return script
    return "other"


_SCRIPTS: Final = (
    ("LATIN", "latin"),
    ("CYRILLIC", "cyrillic"),
    ("GREEK", "greek"),
    ("HEBREW", "hebrew"),
    ("ARABIC", "arabic"),
    ("THAI", "thai"),
    ("KATAKANA", "kana"),
    ("HIRAGANA", "kana"),
    ("HANGUL", "hangul"),
    ("CJK", "han"),
)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text that are not pure ASCII."""
    return (word for word in _WORD.findall(text) if not word.isascii())
