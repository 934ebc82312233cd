"""Which documents fit which reason, mark by mark, and what is said where one does not fit.

``●`` is written by default, ``○`` on request, ``✕`` never. Marks that hold in time only, or after
a notice only, are tried with a case in which they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from msgspec.structs import replace
from msgspec.structs import replace as replace_fields

from refundletters.facts.gates import status
from refundletters.facts.types import DocumentStatus, Facts
from refundletters.packs.letters import letter_meta

# The first column stands for three documents, which always go together.
COLUMNS: Final = (
    ("chat-opener", "phone-script", "refund-request"),
    ("social-message",),
    ("supervisor-request",),
    ("formal-complaint",),
    ("goodwill-request",),
    ("pause-request",),
    ("cancellation-notice",),
    ("withdrawal-notice",),
    ("card-dispute",),
    ("unauthorized-payment-report",),
    ("stop-payments",),
    ("direct-debit-refund",),
    ("biller-dispute",),
    ("ombudsman-complaint",),
    ("authority-report",),
    ("letter-before-action",),
)

MATRIX: Final = """
accidental_signup          ● ○ ○ ○ ● ○ ● ● ○ ✕ ○ ○ ○ ○ ○ ○
forgot_to_cancel           ● ○ ○ ✕ ● ● ● ✕ ✕ ✕ ○ ✕ ○ ✕ ✕ ✕
unused                     ● ○ ○ ✕ ● ● ● ✕ ✕ ✕ ○ ✕ ○ ✕ ✕ ✕
changed_mind               ● ○ ○ ● ● ○ ● ● ○ ✕ ○ ○ ○ ○ ○ ○
trial_conversion           ● ○ ● ● ● ✕ ● ● ● ✕ ● ● ● ● ● ●
charged_after_cancellation ● ○ ● ● ○ ✕ ● ○ ● ✕ ● ● ● ● ● ●
reactivated                ● ○ ● ● ○ ✕ ● ✕ ● ○ ● ● ● ● ● ●
duplicate_charge           ● ○ ● ● ○ ✕ ✕ ✕ ● ✕ ✕ ● ● ● ○ ●
wrong_amount               ● ○ ● ● ○ ✕ ○ ✕ ● ✕ ○ ● ● ● ○ ●
price_increase             ● ○ ● ● ○ ✕ ○ ✕ ✕ ✕ ○ ○ ✕ ✕ ● ●
unauthorized_payment       ● ✕ ● ● ✕ ✕ ✕ ✕ ✕ ● ● ● ● ● ● ○
account_takeover           ● ✕ ● ● ○ ✕ ○ ✕ ○ ● ● ● ● ● ○ ○
household_purchase         ● ○ ● ○ ● ✕ ● ✕ ✕ ✕ ○ ✕ ● ✕ ○ ○
technical_failure          ● ● ● ● ● ● ○ ✕ ○ ✕ ✕ ✕ ○ ○ ○ ○
refund_promised            ● ○ ● ● ○ ✕ ✕ ✕ ● ✕ ✕ ○ ● ● ○ ●
cannot_cancel              ● ● ● ● ○ ✕ ● ○ ● ✕ ● ● ● ● ● ●
"""

CELLS: Final = [
    pytest.param(reason, document, mark, id=f"{reason}-{document}")
    for reason, *marks in (line.split() for line in MATRIX.strip().splitlines())
    for documents, mark in zip(COLUMNS, marks, strict=True)
    for document in documents
]
# Why a document does not fit, where no row of its own says so.
GENERAL: Final = "This document does not fit what happened to you."


Fitting = Callable[[str, str], Facts]


def status_for(document: str, facts: Facts) -> DocumentStatus:
    return status(letter_meta(facts.roots, document), facts)


@pytest.mark.parametrize(("reason", "document", "mark"), CELLS)
def test_a_document_fits_a_reason_as_the_matrix_says(
    reason: str, document: str, mark: str, fitting: Fitting
) -> None:
    facts = fitting(reason, document)
    found = status_for(document, facts)
    assert (found.status == "blocked") == (mark == "✕"), found
    if mark != "✕":
        assert (reason in letter_meta(facts.roots, document).on_request) == (mark == "○")


@pytest.mark.parametrize(
    ("reason", "document"), [cell.values[:2] for cell in CELLS if cell.values[2] == "✕"]
)
def test_a_document_that_does_not_fit_says_why_and_what_to_do(
    reason: str, document: str, fitting: Fitting
) -> None:
    facts = fitting(reason, document)
    found = status_for(document, facts)
    assert not found.why.msgid.startswith(GENERAL)
    assert found.instead, "nothing is named in its place"
    others = {id: status_for(id, facts).status for id in found.instead}
    assert "blocked" not in others.values()
    # Something can be written today, not only after an event that may never come.
    assert "offered" in others.values()


@pytest.mark.parametrize("reason", ["forgot_to_cancel", "unused"])
def test_a_missed_reminder_duty_opens_the_formal_complaint(reason: str, fitting: Fitting) -> None:
    facts = fitting(reason, "formal-complaint")
    missed = replace(facts, signals=replace(facts.signals, reminder_duty_missed=True))
    assert status_for("formal-complaint", facts).status == "blocked"
    assert status_for("formal-complaint", missed).status != "blocked"


@pytest.mark.parametrize("document", ["formal-complaint", "withdrawal-notice"])
def test_a_mark_that_holds_in_time_only_is_gone_afterwards(document: str, fitting: Fitting) -> None:
    facts = fitting("changed_mind", document)
    signals = replace(facts.signals, withdrawal_in_time=False, withdrawal_late=True)
    assert status_for(document, facts).status != "blocked"
    assert status_for(document, replace(facts, signals=signals)).status == "blocked"


def test_a_card_dispute_about_a_blocked_way_out_waits_for_the_notice(fitting: Fitting) -> None:
    facts = fitting("cannot_cancel", "card-dispute")
    permission = replace_fields(facts.case.permission, withdrawn="no")
    before = replace(facts, case=replace_fields(facts.case, permission=permission))
    assert status_for("card-dispute", facts).status == "offered"
    assert status_for("card-dispute", before).status == "waiting"
