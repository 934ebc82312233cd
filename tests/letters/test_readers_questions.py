"""Letters say what their readers asked for, and only what the person said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

DEBIT = {"method": "direct_debit", "mandate_reference": "M-EXAMPLE-1", "issuer": "Example Bank"}
CANCELED = {"status": "yes", "on": dt.date(2026, 1, 5), "how": "email"}


@pytest.mark.parametrize(("not_known", "told"), [([], False), (["ended.reason_given"], True)])
def test_a_block_has_no_reason_only_where_the_person_said_so(
    bare: Any, written: Any, lines: Any, not_known: list[str], told: bool
) -> None:
    ended = {"kind": "banned", "on": dt.date(2026, 3, 1)}
    case = bare(reason="account_blocked", ended=ended, not_known=not_known)
    text = " ".join(lines(written("refund-request", case)))
    assert ("No reason was given." in text) is told


def test_a_fee_of_a_contract_on_paper_was_not_shown_before_the_signature(
    bare: Any, written: Any, lines: Any
) -> None:
    case = bare(
        reason="early_end_fee",
        contract={"made": "on_premises"},
        demand={"amount": "50.00", "shown_before": "no"},
        cancellation=CANCELED,
    )
    text = " ".join(lines(written("refund-request", case)))
    assert "I was not shown the fee before I signed." in text
    assert "before the order" not in text


def test_a_company_finds_a_debit_by_its_mandate(bare: Any, written: Any, lines: Any) -> None:
    case = bare(reason="charged_after_cancellation", payment=DEBIT, cancellation=CANCELED)
    text = " ".join(lines(written("refund-request", case)))
    assert "Mandate reference: M-EXAMPLE-1" in text
