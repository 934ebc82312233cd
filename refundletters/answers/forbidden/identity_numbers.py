"""Numbers with check digits: bank accounts and national identity numbers.

Pure arithmetic on text that ``redact.normalize_for_scanning`` has normalized.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "has_iban",
    "is_de_tax_id",
    "is_es_id",
    "is_fr_nir",
    "is_gb_nino",
    "is_us_ssn",
    "mod97",
]

# Length of an IBAN, by country (SWIFT's registry).
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


def mod97(account: str) -> bool:
    """Return whether the check digits of an IBAN without spaces are right (ISO 13616)."""
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def has_iban(text: str) -> bool:
    """Return whether ``text`` holds an IBAN with a known country and valid check digits."""
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
    """Return ``signs`` extended to ``length`` by what follows, or nothing where it does not fit."""
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
    """Return whether the check digits of a French NIR are right, including those of Corsica."""
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
