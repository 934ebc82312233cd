"""Numbers that carry their own proof: cards, bank accounts and national identity numbers.

Pure arithmetic on text that :func:`refundletters.answers.redact.flat` has made plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = [
    "has_card_number",
    "has_iban",
    "has_masked_card",
    "is_de_tax_id",
    "is_es_id",
    "is_fr_nir",
    "is_gb_nino",
    "is_us_ssn",
    "luhn",
    "mod97",
]

# Characters of one IBAN, by country (SWIFT's registry).
_IBAN_LENGTHS: Final = {
    country: int(length)
    for length, countries in {
        "15": "NO",
        "16": "BE",
        "18": "DK FI FK FO GL NL SD",
        "19": "MK SI",
        "20": "AT BA EE KZ LT LU MN XK",
        "21": "CH HR LI LV",
        "22": "BG BH CR DE GB GE IE ME RS VA",
        "23": "AE GI IL IQ OM SO TL",
        "24": "AD CZ ES MD PK RO SA SE SK TN VG",
        "25": "LY PT ST",
        "26": "IS TR",
        "27": "BI DJ FR GR IT MC MR SM",
        "28": "AL AZ BY CY DO GT HN HU LB NI PL SV",
        "29": "BR EG PS QA UA",
        "30": "JO KW MU YE",
        "31": "MT SC",
        "32": "LC",
        "33": "RU",
    }.items()
    for country in countries.split()
}
_IBAN_START: Final = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ .\-]{0,3}([0-9])[ .\-]?([0-9])")

# Groups of digits with blanks or dashes between them; dots and the like only between even fours.
_RUN: Final = re.compile(r"[0-9](?:[ \-]{0,5}[0-9]){12,}")
_FOURS: Final = re.compile(r"(?<![0-9])[0-9]{4}([./_·*|,:])[0-9]{4}(?:\1[0-9]{2,7}){1,3}(?![0-9])")
_SIX_AND_FOUR: Final = re.compile(r"(?<![0-9])[0-9 \-]{6,9}[*xX•#·…\- ]{2,}[0-9]{4}(?![0-9])")
_DATE: Final = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
)


def luhn(digits: str) -> bool:
    """Return whether the last of ``digits`` is the check digit of the others (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mod97(account: str) -> bool:
    """Return whether the check digits of an IBAN without blanks are right (ISO 13616)."""
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def has_card_number(text: str) -> bool:
    """Return whether ``text`` holds 13 to 19 digits that pass Luhn, blanks and dashes aside.

    A day such as 2026-03-14 is not taken for digits of a card. Of a longer row of groups, every
    part in the shape of a card is tried, so a number in front does not hide one.
    """
    undated = _DATE.sub("/", text)
    return any(luhn(digits) for digits in _candidates(undated))


def _candidates(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        groups = re.split(r"[ \-]+", run.group())
        whole = "".join(groups)
        if 13 <= len(whole) <= 19:
            yield whole
        for first in range(len(groups)):
            for last in range(first + 1, len(groups) + 1):
                part = groups[first:last]
                if 13 <= sum(map(len, part)) <= 19 and _card_shaped(part):
                    yield "".join(part)
    for run in _FOURS.finditer(text):
        digits = re.sub(r"[^0-9]", "", run.group())
        if 13 <= len(digits) <= 19:
            yield digits


def _card_shaped(groups: list[str]) -> bool:
    lengths = [len(group) for group in groups]
    evenly = all(length == 4 for length in lengths[:-1]) and lengths[-1] <= 7
    return len(groups) == 1 or lengths in ([4, 6, 5], [4, 6, 4]) or evenly


def has_masked_card(text: str) -> bool:
    """Return whether ``text`` shows more of a card than its last four digits, such as 6 and 4."""
    for found in _SIX_AND_FOUR.finditer(text):
        hidden = re.search(r"[*xX•#·…]{2,}", found.group())
        if hidden and len(re.sub(r"[^0-9]", "", found.group()[: hidden.start()])) >= 6:
            return True
    return False


def has_iban(text: str) -> bool:
    """Return whether ``text`` holds an IBAN of a country that has them, with right check digits."""
    for start in _IBAN_START.finditer(text):
        country = start.group(1).upper()
        length = _IBAN_LENGTHS.get(country)
        if length is None:
            continue
        signs = country + start.group(2) + start.group(3)
        rest = text[start.end() : start.end() + 4 * length]
        account = _collect(signs, rest, length)
        # A creditor identifier has ZZZ or a business code there; no account number is all letters.
        if account and sum(sign.isdigit() for sign in account[4:]) >= 5 and mod97(account):
            return True
    return False


def _collect(signs: str, rest: str, length: int) -> str:
    """Return ``signs`` with what follows up to ``length``, or nothing where it does not fit."""
    for place, sign in enumerate(rest):
        if len(signs) == length:
            return "" if sign.isascii() and sign.isalnum() and _glued(rest, place) else signs
        if sign.isascii() and sign.isalnum():
            signs += sign.upper()
        elif sign not in " .-":
            return ""
    return signs if len(signs) == length else ""


def _glued(rest: str, place: int) -> bool:
    return place > 0 and rest[place - 1].isalnum()


def is_us_ssn(digits: str) -> bool:
    """Return whether nine digits can be a U.S. social security number."""
    return not (digits[:3] in ("000", "666") or digits[3:5] == "00" or digits[5:] == "0000")


def is_es_id(text: str) -> bool:
    """Return whether the letter of a Spanish DNI, or NIE (it begins X, Y or Z), is right."""
    number = text[:-1].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == text[-1]


def is_fr_nir(text: str) -> bool:
    """Return whether the key of a French NIR (13 signs, 2 digits) is right; Corsica included."""
    number = text[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(text[13:])


def is_de_tax_id(digits: str) -> bool:
    """Return whether eleven digits are a German tax identification number (ISO 7064, 11, 10)."""
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    counts = sorted(digits[:10].count(digit) for digit in set(digits[:10]))
    repeated = counts[-1] in (2, 3) and counts[-2:-1] in ([], [1])
    return digits[0] != "0" and repeated and (11 - product) % 10 == int(digits[10])


def is_gb_nino(text: str) -> bool:
    """Return whether two letters of a UK national insurance number are a prefix in use."""
    return text[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
