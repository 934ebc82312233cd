"""Our dates, money, numbers and lists beside ICU's, with every difference listed and explained."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import babel
import pytest

from refundletters.i18n.formats import Formats
from refundletters.model.money import Money

HERE = Path(__file__).parent
LISTED = HERE.parents[1] / "docs" / "translating" / "formats.md"
LOCALES = (
    *("ar_AE", "ar_EG", "ar_MA", "ar_SA", "de_AT", "de_CH", "de_DE", "en_AU", "en_CA", "en_GB"),
    *("en_US", "es_AR", "es_CO", "es_ES", "es_MX", "fr_BE", "fr_CA", "fr_CH", "fr_FR", "it_CH"),
    *("it_IT", "ja_JP", "nl_BE", "nl_NL", "pl_PL", "pt_BR", "pt_PT", "tr_TR"),
)
DAYS = ("2026-03-01", "2026-03-14", "2026-08-08", "2026-12-31")
AMOUNTS = (
    *(("9.99", "EUR"), ("1234.50", "EUR"), ("12345.60", "EUR"), ("-1234.50", "EUR")),
    *(("9.99", "USD"), ("9.99", "GBP"), ("1480", "JPY"), ("1234.50", "TRY"), ("1234.50", "PLN")),
    *(("1234.50", "BRL"), ("49.00", "AED"), ("12.50", "EGP"), ("9.90", "CHF")),
)
NUMBERS = ("1234", "12345.6", "0.5")
LISTS = (("A", "B"), ("A", "B", "C"), ("Ana", "Inés"), ("uno", "ocho"))

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="there is no node here")


def ours(name: str) -> dict[str, list[str]]:
    formats = Formats(name)
    return {
        "days": [formats.date(dt.date.fromisoformat(day)) for day in DAYS],
        "amounts": [formats.money(Money(Decimal(value), code)) for value, code in AMOUNTS],
        "numbers": [formats.number(Decimal(number)) for number in NUMBERS],
        "percent": [formats.percent(Decimal("0.12"))],
        "lists": [formats.list(items, style) for items in LISTS for style in ("standard", "or")],
    }


@lru_cache(maxsize=1)
def icu() -> dict[str, Any]:
    asked = {
        "locales": LOCALES,
        "days": DAYS,
        "amounts": AMOUNTS,
        "numbers": NUMBERS,
        "lists": LISTS,
    }
    done = subprocess.run(
        ["node", HERE / "icu.mjs"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def shown(text: str) -> str:
    """A text with the signs that nobody sees written out."""
    signs = {"\u00a0": "~", "\u202f": "≈", "\u200f": "[RLM]", "\u200e": "[LRM]", "\u061c": "[ALM]"}
    return "".join(signs.get(sign, sign) for sign in text)


def differences() -> Iterator[str]:
    for name, theirs in icu()["made"].items():
        for kind, values in ours(name).items():
            for mine, other in zip(values, theirs[kind], strict=True):
                if mine != other:
                    yield f"| {name} | `{shown(mine)}` | `{shown(other)}` |"


def test_every_difference_from_icu_is_listed() -> None:
    listed = LISTED.read_text(encoding="utf-8")
    version = ".".join(babel.__version__.split(".")[:2])
    if f"CLDR {icu()['cldr']}, Babel {version})" not in listed:
        pytest.skip(f"the list is of other versions than CLDR {icu()['cldr']} and Babel {version}")
    rows = [line for line in listed.splitlines() if line.count("`") == 4 and line[0] == "|"]
    assert sorted(rows) == sorted(differences())


if __name__ == "__main__":
    print("\n".join(differences()))  # the rows of the page, to be explained there
