"""Numbers with check digits: bank accounts and national identity numbers.

Pure arithmetic on text that ``redact.normalize_for_scanning`` has normalized.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from refundletters.answers.forbidden.digits import digits_in
from refundletters.patterns import lazy_pattern

__all__ = [
    "account_kinds",
    "has_iban",
    "is_de_tax_id",
    "is_es_id",
    "is_fr_nir",
    "is_gb_nino",
    "is_us_ssn",
    "mod97",
]

# What follows the check digits of an IBAN, by country: n digits, a letters, c either (the registry
# of SWIFT, release 101).
_ACCOUNTS: Final = {
    country: account
    for account, countries in {
        "10n 11c 2n": "FR MC",
        "11n": "NO",
        "12n": "BE",
        "14n": "DK FI FO GL SD",
        "14n 15c": "RU",
        "15n": "SI",
        "16n": "AT BA EE LT MN XK",
        "17n": "HR",
        "18n": "CR DE ME RS VA",
        "19n": "AE IL SO TL",
        "1a 10n 12c": "IT SM",
        "20c": "MD",
        "20n": "CZ ES SE SK TN",
        "21n": "LY PT ST",
        "22n": "IS",
        "23n": "BI DJ MR",
        "23n 1a 1c": "BR",
        "24c": "GT",
        "24n": "HU PL",
        "25n": "EG",
        "2a 12n": "FK",
        "2a 16n": "GE",
        "2n 18c": "SA",
        "3n 10c 2n": "MK",
        "3n 13c": "KZ LU",
        "3n 16c": "OM",
        "4a 10n": "NL",
        "4a 13c": "LV",
        "4a 14c": "BH",
        "4a 14n": "GB IE",
        "4a 15c": "GI",
        "4a 15n": "IQ",
        "4a 16c": "PK RO",
        "4a 16n": "VG",
        "4a 19n 3a": "MU",
        "4a 20c": "AZ",
        "4a 20n": "HN NI SV",
        "4a 20n 3a": "SC",
        "4a 21c": "PS QA",
        "4a 22c": "KW",
        "4a 24c": "LC",
        "4a 4n 18c": "JO YE",
        "4a 5n 18c": "MT",
        "4a 6n 8c": "BG",
        "4c 20n": "DO",
        "4c 4n 16c": "BY",
        "4n 20c": "LB",
        "5n 12c": "CH LI",
        "6n 16c": "TR",
        "6n 19c": "UA",
        "7n 16c": "GR",
        "8n 12c": "AD",
        "8n 16c": "AL CY",
    }.items()
    for country in countries.split()
}
_SIGNS: Final = {"n": "[0-9]", "a": "[A-Z]", "c": "[0-9A-Z]"}
_BETWEEN: Final = r"[\W_]{0,3}"
# The country and the check digits, at the start of a word or glued to "IBAN".
_IBAN_START: Final = lazy_pattern(
    rf"(?:(?<![^\W_])|(?<=IBAN))([A-Z]){_BETWEEN}([A-Z])(?={_BETWEEN}[0-9]{_BETWEEN}[0-9])"
)
_FEWEST: Final = 7  # two check digits, and five or more
# Cyrillic and Greek letters that look like Latin ones.
_ALIKE: Final = str.maketrans("АВЕІЈКМНОРСТУХЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEIJKMHOPCTYXSABEZHIKMNOPTYX")


def mod97(account: str) -> bool:
    """Return whether the check digits of an IBAN without spaces are right (ISO 13616)."""
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def has_iban(text: str) -> bool:
    """Return whether ``text`` holds an IBAN of a known country with valid check digits.

    Anything that is neither letter nor digit may stand between its signs, and letters behind it.
    """
    if digits_in(text) < _FEWEST:
        return False
    upper = text.upper()
    if not text.isascii():
        upper = upper.translate(_ALIKE)
    for start in _IBAN_START.finditer(upper):
        country = start[1] + start[2]
        found = country in _ACCOUNTS and _iban_of(country).match(upper, start.start(1))
        if not found:
            continue
        account = re.sub(r"[\W_]", "", found[0])
        # A creditor identifier has ZZZ or a business code there; no account number is all letters.
        if sum(map(str.isdigit, account[4:])) >= 5 and mod97(account):
            return True
    return False


@lru_cache(maxsize=1)
def account_kinds() -> Mapping[str, str]:
    """Return the kind of each sign of an account, n, a or c, by country."""
    return {
        country: "".join(part[-1] * int(part[:-1]) for part in account.split())
        for country, account in _ACCOUNTS.items()
    }


@lru_cache(maxsize=128)
def _iban_of(country: str) -> re.Pattern[str]:
    kinds = f"nn{account_kinds()[country]}"
    signs = _BETWEEN.join((country[0], country[1], *(_SIGNS[kind] for kind in kinds)))
    return re.compile(rf"{signs}(?![0-9])")


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
