"""Which currency a typed sign or code means: ``£``, ``US$``, ``kr``, ``EUR``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refundletters.packs.countries import currencies
from refundletters.patterns import lazy_pattern

__all__ = ["currencies_meant"]

_DOLLARS: Final = (
    "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BBD BMD BSD BZD FJD GYD JMD LRD NAD SBD SRD "
    "TTD XCD DOP CUP CVE BND KYD"
)
# Signs in lower case, with every currency in use that is written so; the first is meant where
# nothing else decides, and an empty one says that this would be a guess.
_SIGNS: Final[dict[str, Sequence[str]]] = {
    "$": _DOLLARS.split(),
    "€": ("EUR",),
    "£": ("GBP", "GIP", "FKP", "SHP", "EGP", "LBP", "SYP", "SDG", "SSP"),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₩": ("KRW", "KPW"),
    "₺": ("TRY",),
    "₽": ("RUB",),
    "₴": ("UAH",),
    "₪": ("ILS",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "₦": ("NGN",),
    "₡": ("CRC",),
    "₲": ("PYG",),
    "₵": ("GHS",),
    "₸": ("KZT",),
    "₼": ("AZN",),
    "₾": ("GEL",),
    "r$": ("BRL",),
    "r": ("ZAR",),
    "s/": ("PEN",),
    "kr": ("", "SEK", "NOK", "DKK", "ISK"),
    "kr.": ("", "DKK", "SEK", "NOK", "ISK"),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "lei": ("RON", "MDL"),
    "ft": ("HUF",),
    "fr.": ("CHF",),
    "fr": ("CHF",),
    "rs.": ("", "INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
    "rs": ("", "INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
    "rm": ("MYR",),
    "rp": ("IDR",),
    "us$": ("USD",),
    "a$": ("AUD",),
    "c$": ("CAD", "NIO"),
    "ca$": ("CAD",),
    "au$": ("AUD",),
    "nz$": ("NZD",),
    "mx$": ("MXN",),
    "s$": ("SGD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
    "元": ("CNY",),
    "円": ("JPY",),
    "tl": ("TRY",),
    "zl": ("PLN",),
    "ج.م": ("EGP",),
    "د.إ": ("AED",),
    "ر.س": ("SAR",),
    "ر.ق": ("QAR",),
    "ر.ع": ("OMR",),
    "د.ك": ("KWD",),
    "د.ب": ("BHD",),
    "د.م": ("MAD",),
    "د.أ": ("JOD",),
    "د.ت": ("TND",),
    "جنيه": ("EGP", "SDG"),
    "جنيه مصري": ("EGP",),
    "درهم": ("AED", "MAD"),
    "درهم إماراتي": ("AED",),
    "ريال": ("SAR", "QAR", "OMR", "YER"),
    "ريال سعودي": ("SAR",),
    "دينار": ("", "KWD", "BHD", "JOD", "IQD", "TND", "DZD", "LYD"),
    "원": ("KRW",),
}
_NAMES: Final = {
    "euro": "EUR",
    "euros": "EUR",
    "franken": "CHF",
    "dollar": "$",
    "dollars": "$",
    "dólares": "$",
    "dólar": "$",
    "pfund": "GBP",
    "pounds": "GBP",
    "pound": "GBP",
    "lira": "TRY",
    "türk lirası": "TRY",
    "real": "BRL",
    "reais": "BRL",
    "złoty": "PLN",
    "złote": "PLN",
    "złotych": "PLN",
    "zlotych": "PLN",
    "yen": "JPY",
}

_ARABIC: Final = lazy_pattern("[\u0600-\u06ff]")


def currencies_meant(sign: str) -> tuple[str, ...] | None:
    """Return the currencies (ISO 4217) that ``sign`` may mean, the likeliest first.

    The first is empty where taking any would be a guess. Nothing typed means none, and ``None``
    says that ``sign`` is not a currency.
    """
    # The capital dotted I of Turkish leaves a dot behind; Arabic abbreviations end in a full stop.
    plain = sign.strip().lower().replace("i\u0307", "i")
    plain = plain.rstrip(".") if _ARABIC.search(plain) else plain
    plain = _NAMES.get(plain, plain).lower()
    if not plain:
        return ()
    if plain.upper() in currencies():
        return (plain.upper(),)
    found = _SIGNS.get(plain)
    return None if found is None else tuple(found)
