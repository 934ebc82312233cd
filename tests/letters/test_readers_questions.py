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


@pytest.mark.parametrize(
    ("reason", "biller", "told"),
    [
        ("accidental_signup", "provider", "by mistake, and the company charged me"),
        ("cannot_cancel", "provider", "but could not, and the company charged me"),
        ("forgot_to_cancel", "provider", "but missed the date, and the company charged me"),
        ("technical_failure", "provider", "did not work properly, although the company charged me"),
        ("accidental_signup", "apple", "by mistake, and Apple charged me"),
    ],
)
def test_who_charged_is_not_named_again_after_a_service_of_that_name(
    bare: Any, written: Any, lines: Any, reason: str, biller: str, told: str
) -> None:
    case = bare(reason=reason, service={"name": "Puzzle Club Example", "biller": biller})
    text = " ".join(lines(written("case-summary", case)))
    assert told in text


def test_a_short_story_tells_of_the_refusal_that_the_letter_quotes(
    bare: Any, written: Any, lines: Any
) -> None:
    refused = {"at": dt.date(2026, 3, 5), "channel": "email", "result": "refused"}
    complaint = {"at": dt.date(2026, 3, 9), "channel": "letter", "document": "formal-complaint"}
    case = bare(
        reason="charged_after_cancellation",
        cancellation=CANCELED,
        contacts=[{**refused, "answered": "It was renewed."}, complaint],
    )
    text = " ".join(lines(written("supervisor-request", case)))
    assert "You gave this reason: “It was renewed.”" in text
    assert "March 5, 2026: Request refused (by e-mail)" in text
    assert "no answer so far" not in text


def test_a_summary_disputes_no_more_than_it_asks_for(rich: Any, written: Any, lines: Any) -> None:
    case = rich(reason="price_increase", request={"primary": "difference"})
    rows = lines(written("case-summary", case))
    assert any(row.startswith("Asked for | ") for row in rows)
    assert not any(row.startswith("Disputed") for row in rows)
