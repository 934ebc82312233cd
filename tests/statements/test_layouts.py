"""Exports as banks of many countries lay them out, every row invented.

``layouts/expect.json`` says for each file which payments have to come out: day, amount, currency
(empty where the file does not say), direction, and what the text has to hold. ``source`` names
where the header was found; without it a layout follows what is generally known of the export.
"""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.statements import statement

from refundletters.errors import UsageError

LAYOUTS = Path(__file__).parent / "layouts"
EXPECTED: dict[str, Any] = json.loads((LAYOUTS / "expect.json").read_text(encoding="utf-8"))


def outcome(name: str) -> tuple[str, str]:
    """``right``, ``asked``, ``refused`` or ``wrong``, with the first difference."""
    try:
        found = statement((LAYOUTS / name).read_bytes())
    except UsageError as error:
        return "refused", str(error)
    if found.asks:
        return "asked", ", ".join(ask.what for ask in found.asks)
    wanted = EXPECTED[name]["entries"]
    for entry, (day, amount, currency, direction, text) in zip(found.entries, wanted, strict=False):
        right = (
            str(entry.date) == day
            and entry.amount == Decimal(amount)
            and (not currency or entry.currency == currency)
            and entry.direction == direction
            and text.lower() in entry.text.lower()
        )
        if not right:
            return "wrong", f"{entry} is not {day} {direction} {amount} {currency} {text}"
    if len(found.entries) != len(wanted):
        return "wrong", f"{len(found.entries)} payments are not {len(wanted)}"
    return "right", ""


def test_every_file_has_its_expectation() -> None:
    files = {path.name for path in LAYOUTS.iterdir()} - {"expect.json"}
    assert files == set(EXPECTED)
    assert len(files) >= 400


@pytest.mark.parametrize("name", EXPECTED)
def test_no_layout_is_read_wrong_without_a_question(name: str) -> None:
    result, difference = outcome(name)
    assert result in ("right", "asked"), difference


def test_nearly_all_layouts_are_read_right_without_a_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Prints the table: ``pytest -s -k nearly_all_layouts``."""
    by_country: dict[str, Counter[str]] = {}
    for name, expected in EXPECTED.items():
        by_country.setdefault(expected["country"], Counter())[outcome(name)[0]] += 1
    total = sum(by_country.values(), Counter[str]())
    with capsys.disabled():
        print("\ncountry  right  asked  wrong  refused")
        for country, counts in [*sorted(by_country.items()), ("all", total)]:
            columns = (counts[key] for key in ("right", "asked", "wrong", "refused"))
            print(country.ljust(7), *(str(count).rjust(6) for count in columns))
    assert total["wrong"] == total["refused"] == 0
    assert total["right"] >= 0.95 * total.total()
