"""The order of names in lists, as readers of a language look for them."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["sort_key"]

# Letters with a place of their own; all others stand with the letter they are a form of (CLDR,
# collation rules of each language).
_ALPHABETS: Final = {
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "tr": "abcçdefgğhıijklmnoöprsştuüvwxyz",
}
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# How the first letters of countries that are written in kanji are read.
_READINGS: Final = {
    "中国": "チュウゴク",
    "中央": "チュウオウ",
    "中華": "チュウカ",
    "仏": "フツ",
    "北": "キタ",
    "南": "ミナミ",
    "台": "タイ",
    "日": "ニホン",
    "東": "ヒガシ",
    "米": "ベイ",
    "英": "エイ",
    "西": "ニシ",
    "赤": "セキ",
    "韓": "カン",
    "香": "ホン",
}
_HIRAGANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_AFTER_ALL: Final = 0x110000


def sort_key(text: str, locale: str) -> tuple[int, ...]:
    """Return a key that sorts ``text`` among others in the language of ``locale``."""
    language = locale.partition("_")[0]
    if language == "ja":
        read = (words for first, words in _READINGS.items() if text.startswith(first))
        return tuple(map(ord, (next(read, "") + text).translate(_HIRAGANA)))
    alphabet = _ALPHABETS.get(language, "")
    folded = text.translate({ord("I"): "ı", ord("İ"): "i"}) if language == "tr" else text
    return tuple(_places(unicodedata.normalize("NFC", folded.casefold()), alphabet))


def _places(text: str, alphabet: str) -> list[int]:
    places: list[int] = []
    for letter in text:
        if letter in alphabet:
            places.append(ord("a") + 2 * alphabet.index(letter))
            continue
        plain = unicodedata.normalize("NFKD", letter.translate(_PLAIN))
        kept = (sign for sign in plain if not unicodedata.combining(sign))
        places += [
            ord("a") + 2 * alphabet.index(sign)
            if sign in alphabet
            else ord(sign) + (_AFTER_ALL if alphabet and sign > "z" else 0)
            for sign in kept
        ]
    return places
