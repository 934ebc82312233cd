"""Rows of rules for tests."""

from __future__ import annotations

import datetime as dt

D = dt.date
CHARGE = {"date": D(2026, 3, 3), "amount": "15.49"}


def rule(id="r", jurisdiction="US", more="", **changes):
    """Write a rule row; a ``None`` takes a key away."""
    keys = {
        "id": f'"{id}"',
        "jurisdiction": f'"{jurisdiction}"',
        "title": '"A rule"',
        "citation": '"§ 1 of the Act"',
        "addressed_to": '"merchant"',
        "reasons": '["unused"]',
        "says.en": '"Please look at {citation}."',
        "citable": "true",
        "verified": "true",
        "source": '"https://example.org/law"',
        "checked": "2026-04-01",
    }
    keys |= {key.replace("__", "."): value for key, value in changes.items()}
    lines = [f"{key} = {value}" for key, value in keys.items() if value is not None]
    return "\n".join(["[[rule]]", *lines, more, ""])


def days(text, **more):
    return rule(deadline=f"{{ {text} }}", **more)


WITHDRAW = days('days = 14, from = "contract_date"', reasons='["changed_mind"]')
