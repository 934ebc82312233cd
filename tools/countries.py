"""Write ``refundletters/data/countries.toml`` from CLDR, as the installed Babel has it.

``nox -s lock`` runs it, so that the table moves with the Babel that is locked. A program that reads
it needs no Babel at its start, and gives the same currency whatever Babel is installed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import babel
from babel import Locale
from babel.numbers import get_territory_currencies

TABLE = Path(__file__).parents[1] / "refundletters/data/countries.toml"

# Codes of two letters in CLDR that are no countries of ISO 3166-1: exceptional reservations, groups
# of countries, codes for private use.
NO_COUNTRIES = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ"

# No longer in use, and still claimed: lev that were paid before Bulgaria had the euro (2026).
PAST = "BGN"

HEAD = """\
# Countries of ISO 3166-1 and the currencies of ISO 4217 that are legal tender there.
#
# Not written by hand: tools/countries.py takes it from CLDR. `nox -s lock` runs it.
# From Babel {version}; in use on {day}.
#
# used_in: the countries where a currency is the first one. without: countries that have none.
# second: currencies beside the first. past: no longer in use, and still claimed.
"""


def text(day: dt.date) -> str:
    """Return the table with the currencies that are in use on a day."""
    codes = {code for code in Locale("en").territories if len(code) == 2}
    countries = sorted(codes - set(NO_COUNTRIES.split()))
    tender = {
        country: get_territory_currencies(country, day, day, tender=True, non_tender=False)
        for country in countries
    }
    first: dict[str, list[str]] = {}
    for country, currencies in tender.items():
        for currency in currencies[:1]:
            first.setdefault(currency, []).append(country)
    second = {each for currencies in tender.values() for each in currencies} - set(first)
    lines = [
        HEAD.format(version=babel.__version__, day=day),
        _words("without", [country for country in countries if not tender[country]]),
        _words("second", sorted(second)),
        _words("past", PAST.split()),
        "",
        "[used_in]",
        *(_words(currency, used) for currency, used in sorted(first.items())),
    ]
    return "\n".join(lines) + "\n"


def _words(name: str, words: list[str]) -> str:
    return f'{name} = "{" ".join(words)}"'


if __name__ == "__main__":
    TABLE.write_text(text(dt.date.today()), encoding="utf-8", newline="\n")
