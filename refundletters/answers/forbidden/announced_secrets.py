"""Words that announce a secret: what follows a "PIN", a "password", "my daughter"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from refundletters.answers.forbidden import identity_numbers
from refundletters.answers.forbidden.digits import digits_in
from refundletters.answers.word_lists import alternatives, holds, languages, words
from refundletters.patterns import lazy_pattern

__all__ = ["child_name", "national_id", "secret"]

_LINK: Final = r"[\s:=#.()\[\]\"'’“”„«»-]{0,4}"
_AFTER: Final = r"(?![0-9])(?![.,/:-][0-9])"
_VALUES: Final = {
    "security_code": r"[0-9](?:[ -]?[0-9]){2,3}",
    "pin": r"[0-9](?:[ -]?[0-9]){3,7}",
    "one_time_code": r"(?:[a-z]{1,3}-)?[0-9](?:[ -]?[0-9]){3,7}",
    "expiry": r"(?:0[1-9]|1[0-2])\s?[/.-]\s?(?:20)?[0-9]{2}",
}
_DATE: Final = lazy_pattern(r"(?<![0-9-])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-])")
# The first letter of a script that writes words without a gap between them.
_KANA: Final = "\u3040"
# How far before a number the word for it may be.
_REACH: Final = 48


def secret(text: str) -> str | None:
    """Return the kind of code, PIN, password or expiry date that ``text`` announces and gives."""
    # A capital dotted I of Turkish gets a dot of its own in lower case.
    lowered = text.lower().replace("\u0307", "")
    if digits_in(lowered) >= 8:
        lowered = _DATE.sub("…", lowered)
    # Without a digit it can be a password only; most texts have none.
    has_digit = any(map(str.isdigit, lowered))
    if not holds(lowered, _all_words(numbers=has_digit)):
        return None
    if not has_digit:
        return "password" if _has_password(lowered) else None
    for kind in _VALUES:
        if _is_announced(kind, lowered):
            return kind
    if _is_expiry(lowered):
        return "expiry"
    return "password" if _has_password(lowered) else None


@lru_cache(maxsize=2)
def _all_words(*, numbers: bool) -> tuple[str, ...]:
    kinds = (*_VALUES, "password", "until", "spoken") if numbers else ("password",)
    return tuple(word for kind in kinds for word in words("secret", kind))


def _whole(found: Iterable[str]) -> str:
    """Return a pattern of any of ``found`` as whole words; Japanese has no gaps between words."""
    every = tuple(found)
    spaced = [word for word in every if word[0] < _KANA]
    glued = [word for word in every if word[0] >= _KANA]
    parts = [rf"(?<!\w){alternatives(spaced)}(?!\w)"] if spaced else []
    return "(?:" + "|".join([*parts, *([alternatives(glued)] if glued else [])]) + ")"


def _is_announced(kind: str, text: str) -> bool:
    announcing = words("secret", kind)
    if kind == "one_time_code":
        announcing += words("secret", "spoken")
    return holds(text, announcing) and _announced(kind).search(text) is not None


@lru_cache(maxsize=8)
def _announced(kind: str) -> re.Pattern[str]:
    value = _VALUES[kind]
    word = _whole(words("secret", kind))
    owned = alternatives(words("secret", "owned"))
    ahead = rf"{word}{_linked()}{value}{_AFTER}"
    behind = rf"(?<![\w.,/-]){value}\s*(?:{owned}\s*|\(){word}"
    if kind != "one_time_code":
        return re.compile(f"{ahead}|{behind}")
    spoken, sent = _whole(words("secret", "spoken")), _whole(words("secret", "sent"))
    told = rf"{spoken}{_linked()}{value}\s+(?:\w+\s+){{0,4}}{sent}"
    return re.compile(f"{ahead}|{behind}|{told}")


@lru_cache(maxsize=1)
def _linked() -> str:
    """Return a pattern of the few words that may stand between an announcement and its digits."""
    linking = (*words("secret", "is"), *words("secret", "between"))
    return rf"{_LINK}(?:{_whole(linking)}{_LINK}){{0,5}}"


@lru_cache(maxsize=1)
def _until() -> re.Pattern[str]:
    return re.compile(f"{_whole(words('secret', 'until'))}{_linked()}{_VALUES['expiry']}{_AFTER}")


@lru_cache(maxsize=1)
def _subjects() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(alternatives(words("card", "words"))), re.compile(
        alternatives(words("secret", "no_card"))
    )


def _is_expiry(text: str) -> bool:
    """Return whether "expires 04/27" is said of a card, or of nothing else that may expire."""
    if not holds(text, words("secret", "until")):
        return False
    card, other = _subjects()
    for found in _until().finditer(text):
        clause = re.split(r"[.;!?]\s", text[: found.start()])[-1]
        if card.search(clause) or not other.search(clause):
            return True
    return False


@lru_cache(maxsize=1)
def _password() -> re.Pattern[str]:
    spaced = [word for word in words("secret", "is") if word[0] < _KANA]
    glued = [word for word in words("secret", "is") if word[0] >= _KANA]
    return re.compile(
        rf"{_whole(words('secret', 'password'))}(?:\s*(?P<sign>[:=])\s*"
        rf"|\s+(?:{alternatives(spaced)}\s+){{1,2}}|\s*{alternatives(glued)}\s*|\s+)"
        r"(?P<quote>[\"'“„«‚‘「『]?)(?P<value>[^\s\"'”“»’」』、。]{3,})"
    )


def _has_password(text: str) -> bool:
    if not holds(text, words("secret", "password")):
        return False
    harmless = frozenset(words("secret", "harmless"))
    for found in _password().finditer(text):
        value = found["value"].rstrip(".,;:!?)")
        if value in harmless or len(value) < 3:
            continue
        mixed = any(sign.isdigit() for sign in value) and any(sign.isalpha() for sign in value)
        announced = bool(found["sign"]) or bool(found["quote"])
        if value[0] >= _KANA and not announced:
            continue  # Japanese goes on without a blank: what is written in it is no password
        digits = re.fullmatch(r"[0-9]{4,12}", value) is not None
        if announced or mixed or digits:
            return True
    return False


_SSN: Final = lazy_pattern(r"(?<![0-9-])[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{4}(?![0-9-])")
_ES: Final = lazy_pattern(
    r"(?<![A-Z0-9])(?:[0-9]{8}|[XYZ][ -]?[0-9]{7})[ -]?[A-HJ-NP-TV-Z](?![A-Z0-9])"
)
_NIR: Final = lazy_pattern(
    r"(?<![A-Z0-9])[1-478] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}"
    r"(?![A-Z0-9])"
)
_TAX: Final = lazy_pattern(r"(?<![0-9])[1-9][0-9](?:[ /]?[0-9]{3}){3}(?![0-9])")
_NINO: Final = lazy_pattern(
    r"(?<![A-Z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]"
    r"(?![A-Z0-9])"
)


def national_id(text: str, *, prose: bool = True) -> str | None:
    """Return the kind of national identity number in ``text``.

    Args:
        text: The text to read.
        prose: Whether a number counts without a word for it before it. A bank's or a trader's
            reference may look like an identity number by chance; there the word is required.
    """
    upper = text.upper()
    for kind, digits in _near_words(upper):
        if kind == "us_ssn" and identity_numbers.is_us_ssn(digits):
            return kind
        if kind == "de_tax_id" and identity_numbers.is_de_tax_id(digits):
            return kind
    there = digits_in(upper)
    for found in _ES.finditer(upper) if there >= 7 else ():
        number = re.sub(r"[ -]", "", found.group())
        kind = "es_nie" if number[0] in "XYZ" else "es_dni"
        if identity_numbers.is_es_id(number) and (
            prose or _announces(kind, upper[: found.start()])
        ):
            return kind
    for found in _NIR.finditer(upper) if there >= 14 else ():
        if identity_numbers.is_fr_nir(found.group().replace(" ", "")):
            return "fr_nir"
    for found in _NINO.finditer(upper) if there >= 6 else ():
        if identity_numbers.is_gb_nino(found.group()) and (
            prose or _announces("gb_nino", upper[: found.start()])
        ):
            return "gb_nino"
    return None


def _near_words(upper: str) -> Iterator[tuple[str, str]]:
    there = digits_in(upper)
    for kind, pattern, fewest in (("us_ssn", _SSN, 9), ("de_tax_id", _TAX, 11)):
        for found in pattern.finditer(upper) if there >= fewest else ():
            if _announces(kind, upper[: found.start()]):
                yield kind, re.sub(r"[^0-9]", "", found.group())


def _announces(kind: str, before: str) -> bool:
    return _announcing(kind).search(before.lower()[-_REACH:]) is not None


@lru_cache(maxsize=8)
def _announcing(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(words('secret', kind))}(?!\w)")


@lru_cache(maxsize=1)
def _child_words() -> tuple[str, ...]:
    return (*words("child", "words"), *words("child", "words_after"))


@lru_cache(maxsize=1)
def _children() -> tuple[re.Pattern[str], ...]:
    patterns = []
    for language in languages():
        if not words("child", "before", language):
            continue
        before = alternatives(words("child", "before", language))
        free = alternatives(words("child", "words", language))
        bound = alternatives(words("child", "words_after", language))
        called = alternatives(words("child", "called", language))
        child = rf"(?:{free}|{before}\s+(?:[\w-]+\s+){{0,2}}?{bound})"
        patterns.append(
            re.compile(
                rf"(?<!\w)(?i:{child})(?P<link>\s*[,(–]?\s*(?i:{called})\s+|\s*[,(–]\s*|\s+)"
                r"(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)*)(?P<end>\s*[,)–]|)"
            )
        )
    return tuple(patterns)


def child_name(text: str) -> bool:
    """Return whether ``text`` names a child or young relative: "my daughter Emma"."""
    return holds(text.lower(), _child_words(), whole=True) and any(
        _is_name(found["name"], found["link"], found["end"])
        for pattern in _children()
        for found in pattern.finditer(text)
    )


def _is_name(name: str, link: str, end: str) -> bool:
    lowered = name.lower()
    if not name[0].isupper() or name.isupper() or lowered in _no_names():
        return False
    if lowered.endswith(words("child", "endings")):
        return False
    # After a bare comma a new clause may begin; a name has a second comma behind it.
    return bool(end) or link.strip() not in {",", "(", "–"}


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(words("child", "harmless"))
