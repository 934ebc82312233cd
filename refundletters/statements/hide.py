"""Clean texts of a bank's export for display and storage: one line, no card or account number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refundletters.answers.forbidden.identity_numbers import has_iban
from refundletters.answers.forbidden.redact import forbidden, normalize_for_scanning
from refundletters.answers.word_lists import words
from refundletters.patterns import lazy_pattern
from refundletters.statements.values import HIDDEN

__all__ = ["clean"]

_MOST_TEXT: Final = 200
_LONG_DIGITS: Final = lazy_pattern(r"(?<!\w)[A-Z]{0,2}[0-9*xX•#](?:[ \-./]?[0-9*xX•#]){9,}(?!\w)")
_IBAN: Final = lazy_pattern(r"(?<!\w)[A-Z]{2}[0-9]{2}(?:[ \-]?[A-Z0-9]{2,4}){3,9}(?!\w)")
# No card, account or masked card has fewer digits and characters in a row.
_LONG_RUN: Final = lazy_pattern(r"[0-9](?:[\W_]{0,5}[0-9*xX•#·…OoIl]){11,}")
_ACCOUNT: Final = lazy_pattern(
    r"(?:(?<![A-Za-z0-9])|(?<=IBAN))"
    r"[A-Za-z]\W{0,3}[A-Za-z]\W{0,3}[0-9]\W{0,3}[0-9](?:\W{0,3}[A-Za-z0-9]){11,}"
)
_BLANKS: Final = {code: " " for code in range(128) if not chr(code).isalpha()}
_SECRET_KINDS: Final = (
    *("security_code", "pin", "one_time_code", "spoken", "expiry", "until", "password"),
    *("us_ssn", "de_tax_id", "es_dni", "fr_nir", "gb_nino"),
)


def clean(text: str) -> str:
    """Return one line of text without any number of a card or account."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(text.split())[:_MOST_TEXT]
    if not _suspect(line):
        return line
    for pattern in (_IBAN, _LONG_DIGITS):
        line = pattern.sub(lambda found: _checked(found.group()), line)
    return HIDDEN if forbidden(line, prose=False) else line


def _suspect(line: str) -> bool:
    """Return whether a line needs the full check, which takes a hundred times as long."""
    plain = line if line.isascii() else normalize_for_scanning(line)
    if _LONG_RUN.search(plain) or (_ACCOUNT.search(plain) and has_iban(plain)):
        return True
    lowered = line.lower()
    if lowered.isascii():
        pieces = lowered.translate(_BLANKS).split()
    else:
        pieces = re.split(r"[\W\d_]+", lowered)
    return not _trigger_words().isdisjoint(pieces)


@lru_cache(maxsize=1)
def _trigger_words() -> frozenset[str]:
    """Return the first words of what announces a secret, an identity number or a child's name."""
    phrases = [
        *(phrase for kind in _SECRET_KINDS for phrase in words("secret", kind)),
        *words("child", "words"),
        *words("child", "words_after"),
    ]
    return frozenset(
        next(iter(piece for piece in re.split(r"[\W\d_]+", phrase.lower()) if piece), "")
        for phrase in phrases
    )


def _checked(piece: str) -> str:
    return HIDDEN if forbidden(piece, prose=False) else piece
