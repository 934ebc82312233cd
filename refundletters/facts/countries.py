"""Small tables about countries: money in use, unions, and how long to allow for the post.

The currencies follow CLDR's supplemental data; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = [
    "EEA",
    "EU",
    "NO_CURRENCY",
    "default_currency",
    "jurisdiction_chain",
    "posting_days",
    "reply_days",
]

# The countries that use each currency (ISO 4217, ISO 3166-1 alpha-2).
_USED_IN: Final[Mapping[str, str]] = {
    "AED": "AE",
    "AFN": "AF",
    "ALL": "AL",
    "AMD": "AM",
    "AOA": "AO",
    "ARS": "AR",
    "AUD": "AU CC CX HM KI NF NR TV",
    "AWG": "AW",
    "AZN": "AZ",
    "BAM": "BA",
    "BBD": "BB",
    "BDT": "BD",
    "BHD": "BH",
    "BIF": "BI",
    "BMD": "BM",
    "BND": "BN",
    "BOB": "BO",
    "BRL": "BR",
    "BSD": "BS",
    "BWP": "BW",
    "BYN": "BY",
    "BZD": "BZ",
    "CAD": "CA",
    "CDF": "CD",
    "CHF": "CH LI",
    "CLP": "CL",
    "CNY": "CN",
    "COP": "CO",
    "CRC": "CR",
    "CUP": "CU",
    "CVE": "CV",
    "CZK": "CZ",
    "DJF": "DJ",
    "DKK": "DK FO GL",
    "DOP": "DO",
    "DZD": "DZ",
    "EGP": "EG",
    "ERN": "ER",
    "ETB": "ET",
    "EUR": (
        "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL "
        "PM PT RE SI SK SM TF VA XK YT"
    ),
    "FJD": "FJ",
    "FKP": "FK",
    "GBP": "GB GG GS IM JE",
    "GEL": "GE",
    "GHS": "GH",
    "GIP": "GI",
    "GMD": "GM",
    "GNF": "GN",
    "GTQ": "GT",
    "GYD": "GY",
    "HKD": "HK",
    "HNL": "HN",
    "HTG": "HT",
    "HUF": "HU",
    "IDR": "ID",
    "ILS": "IL PS",
    "INR": "BT IN",
    "IQD": "IQ",
    "IRR": "IR",
    "ISK": "IS",
    "JMD": "JM",
    "JOD": "JO",
    "JPY": "JP",
    "KES": "KE",
    "KGS": "KG",
    "KHR": "KH",
    "KMF": "KM",
    "KPW": "KP",
    "KRW": "KR",
    "KWD": "KW",
    "KYD": "KY",
    "KZT": "KZ",
    "LAK": "LA",
    "LBP": "LB",
    "LKR": "LK",
    "LRD": "LR",
    "LYD": "LY",
    "MAD": "EH MA",
    "MDL": "MD",
    "MGA": "MG",
    "MKD": "MK",
    "MMK": "MM",
    "MNT": "MN",
    "MOP": "MO",
    "MRU": "MR",
    "MUR": "MU",
    "MVR": "MV",
    "MWK": "MW",
    "MXN": "MX",
    "MYR": "MY",
    "MZN": "MZ",
    "NGN": "NG",
    "NIO": "NI",
    "NOK": "BV NO SJ",
    "NPR": "NP",
    "NZD": "CK NU NZ PN TK",
    "OMR": "OM",
    "PAB": "PA",
    "PEN": "PE",
    "PGK": "PG",
    "PHP": "PH",
    "PKR": "PK",
    "PLN": "PL",
    "PYG": "PY",
    "QAR": "QA",
    "RON": "RO",
    "RSD": "RS",
    "RUB": "RU",
    "RWF": "RW",
    "SAR": "SA",
    "SBD": "SB",
    "SCR": "SC",
    "SDG": "SD",
    "SEK": "SE",
    "SGD": "SG",
    "SHP": "SH",
    "SLE": "SL",
    "SOS": "SO",
    "SRD": "SR",
    "SSP": "SS",
    "STN": "ST",
    "SYP": "SY",
    "SZL": "SZ",
    "THB": "TH",
    "TJS": "TJ",
    "TMT": "TM",
    "TND": "TN",
    "TOP": "TO",
    "TRY": "TR",
    "TTD": "TT",
    "TWD": "TW",
    "TZS": "TZ",
    "UAH": "UA",
    "UGX": "UG",
    "USD": "AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI ZW",
    "UYU": "UY",
    "UZS": "UZ",
    "VES": "VE",
    "VND": "VN",
    "VUV": "VU",
    "WST": "WS",
    "XAF": "CF CG CM GA GQ TD",
    "XCD": "AG AI DM GD KN LC MS VC",
    "XCG": "CW SX",
    "XOF": "BF BJ CI GW ML NE SN TG",
    "XPF": "NC PF WF",
    "YER": "YE",
    "ZAR": "LS NA ZA",
    "ZMW": "ZM",
}
_CURRENCY: Final = MappingProxyType(
    {country: currency for currency, used in _USED_IN.items() for country in used.split()}
)

_MEMBERS: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU: Final = frozenset(_MEMBERS.split())
EEA: Final = EU | {"IS", "LI", "NO"}

# Days to allow for a letter inside the country. Our own cautious allowance, not a promise of any
# post office: large countries get more.
_LARGE: Final = "AU BR CA ID IN MX PH US ZA"
_POSTING: Final = MappingProxyType(dict.fromkeys(_LARGE.split(), 7))
_POSTING_ELSEWHERE: Final = 5

# Days to ask for an answer in, where national guidance names another figure than two weeks.
# CO: a supplier has 15 business days for a direct claim (Ley 1480 de 2011, art. 58).
_REPLY: Final = MappingProxyType({"CO": 21, "IT": 15})
_REPLY_ELSEWHERE: Final = 14

NO_CURRENCY: Final = "XXX"  # ISO 4217 for "no currency is involved"


def default_currency(country: str | None) -> str:
    """Return the ISO 4217 code used in ``country``; ``XXX`` where the country is not known."""
    return _CURRENCY.get(country or "", NO_CURRENCY)


def posting_days(country: str) -> int:
    """Return how many calendar days to allow for a letter sent inside ``country``."""
    return _POSTING.get(country, _POSTING_ELSEWHERE)


def reply_days(country: str) -> int:
    """Return within how many days an answer is asked for where the person names no number."""
    return _REPLY.get(country, _REPLY_ELSEWHERE)


def jurisdiction_chain(country: str, region: str = "") -> tuple[str, ...]:
    """Return where to look for law, nearest first: ``("US-CA", "US", "INTL")``.

    An unknown country has international rows only.
    """
    chain = [f"{country}-{region}"] if country and region else []
    if country:
        chain.append(country)
    if country in EU:
        chain.append("EU")
    return (*chain, "INTL")
