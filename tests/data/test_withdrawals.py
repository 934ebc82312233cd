"""What follows from a withdrawal counts from its notice, in every country."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import refundletters
from refundletters.model.condition import parse_condition

FOLDER = Path(refundletters.__file__).parent / "data" / "rules"
OWED = [
    row
    for path in sorted(FOLDER.glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    if row.get("owed", {}).get("from")
    in {"notice_received", "complaint_received", "withdrawal_sent", "trader_informed"}
]
# A contract made by unfair practice is rescinded by a notice, which is no withdrawal.
RESCINDED = {"ca-on-unfair-practice"}
# § 1832 of the Czech Civil Code counts from the withdrawal itself, all others from its arrival.
FROM_SENDING = {"cz-oz-1829"}


@pytest.mark.parametrize("row", OWED, ids=[row["id"] for row in OWED])
def test_what_is_owed_counts_from_the_withdrawal_where_the_rule_is_about_one(
    row: dict[str, Any],
) -> None:
    by_day = row.get("deadline", {}).get("from") == "contract_date"
    asked = parse_condition(row.get("when", "true")).names
    is_about_one = by_day or "signal.withdrawal_in_time" in asked
    if row["addressed_to"] != "bank" and row["id"] not in RESCINDED:
        start = "withdrawal_sent" if row["id"] in FROM_SENDING else "trader_informed"
        assert (row["owed"]["from"] == start) == is_about_one
