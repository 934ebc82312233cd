"""Country-wide defaults: currency, unions, and how long to allow for the post."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from refundletters.model.money import NO_CURRENCY
from refundletters.packs.countries import currency_by_country

__all__ = [
    "EEA",
    "EU",
    "default_currency",
    "jurisdiction_chain",
    "posting_days",
    "reply_days",
]

_MEMBERS: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU: Final = frozenset(_MEMBERS.split())
EEA: Final = EU | {"IS", "LI", "NO"}

# Days to allow for a letter inside the country: a cautious allowance, not a promise by any postal
# service. Large countries get more.
_LARGE: Final = "AU BR CA ID IN MX PH US ZA"
_POSTING: Final = MappingProxyType(dict.fromkeys(_LARGE.split(), 7))
_POSTING_ELSEWHERE: Final = 5

# Days within which to ask for an answer, where national guidance differs from two weeks.
# CO: a supplier has 15 business days for a direct claim (Ley 1480 de 2011, art. 58).
_REPLY: Final = MappingProxyType({"CO": 21, "IT": 15})
_REPLY_ELSEWHERE: Final = 14


def default_currency(country: str | None) -> str:
    """Return the ISO 4217 code used in ``country``; ``XXX`` where the country is not known."""
    return currency_by_country().get(country or "", NO_CURRENCY)


def posting_days(country: str) -> int:
    """Return how many calendar days to allow for a letter sent inside ``country``."""
    return _POSTING.get(country, _POSTING_ELSEWHERE)


def reply_days(country: str) -> int:
    """Return within how many days to ask for an answer when the person names no number."""
    return _REPLY.get(country, _REPLY_ELSEWHERE)


def jurisdiction_chain(country: str, region: str = "") -> tuple[str, ...]:
    """Return where to look for law, nearest first: ``("US-CA", "US", "INTL")``.

    An unknown country gets international rows only.
    """
    chain = [f"{country}-{region}"] if country and region else []
    if country:
        chain.append(country)
    if country in EU:
        chain.append("EU")
    return (*chain, "INTL")
