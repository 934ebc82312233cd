"""Letters say nothing that their own lines contradict, and nothing twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

LOCALES = (
    "en_US",
    "en_GB",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "nl_NL",
    "pl_PL",
    "pt_BR",
    "pt_PT",
    "tr_TR",
    "ja_JP",
    "ar_EG",
)
CANCELED = {"status": "yes", "on": dt.date(2026, 1, 5), "how": "email"}
CARD = {"method": "credit_card", "network": "visa", "last4": "1234", "issuer": "Example Bank"}
APPEAL = {"at": dt.date(2026, 3, 20), "party": "bank", "document": "bank-appeal"}
ASKED = {"at": dt.date(2026, 3, 6), "channel": "email", "result": "no_answer"}


def refused(party: str) -> dict[str, Any]:
    return {"at": dt.date(2026, 4, 2), "party": party, "channel": "email", "result": "refused"}


@pytest.mark.parametrize(
    ("contacts", "line"),
    [
        ([APPEAL], "March 20, 2026: Appeal sent, no answer so far"),
        ([APPEAL, refused("bank")], "March 20, 2026: Appeal sent"),
        ([APPEAL, refused("trader")], "March 20, 2026: Appeal sent, no answer so far"),
        ([ASKED], "March 6, 2026: Asked by e-mail, no answer so far"),
        ([ASKED, refused("trader")], "March 6, 2026: Asked by e-mail"),
    ],
)
def test_a_message_is_unanswered_only_where_no_later_line_has_the_answer(
    contacts: list[dict[str, Any]], line: str, bare: Any, written: Any, lines: Any
) -> None:
    case = bare(
        reason="charged_after_cancellation",
        cancellation=CANCELED,
        payment=CARD,
        contacts=contacts,
    )
    rows = [text.split(" | ")[:2] for text in lines(written("bank-appeal", case))]
    day, _, event = line.partition(": ")
    assert [words[1].partition(" (")[0] for words in rows if words[0] == day] == [event]


def test_a_promise_answers_what_was_asked_before(bare: Any, written: Any, text: Any) -> None:
    case = bare(
        reason="refund_promised",
        contacts=[ASKED],
        promise={"on": dt.date(2026, 3, 10), "amount": "15.49"},
    )
    assert "no answer so far" not in text(written("refund-request", case))


@pytest.mark.parametrize("document", ["refund-request", "formal-complaint", "card-dispute"])
def test_a_promised_refund_that_has_not_arrived_is_said_once(
    document: str, bare: Any, written: Any, text: Any
) -> None:
    case = bare(
        reason="refund_promised",
        payment=CARD,
        promise={"on": dt.date(2026, 3, 10), "amount": "15.49"},
        confirmed={"not_refunded": True, "nothing_pending": True, "facts_true": True},
    )
    words = " ".join(text(written(document, case)).split())
    assert words.count("has not arrived") + words.count("No refund has arrived") == 1
    assert "appeared on the statement" not in words


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["banned", "suspended"])
@pytest.mark.parametrize("day", [dt.date(2026, 2, 1), dt.date(2026, 3, 20)])
def test_a_company_called_like_its_service_is_named_once(
    day: dt.date, kind: str, locale: str, bare: Any, written: Any, slot: Any
) -> None:
    case = bare(
        reason="account_blocked",
        service={"name": "Gym Example"},
        ended={"kind": kind, "on": day},
        payment=CARD,
    )
    lead = slot(written("card-dispute", case, locale), "reason").splitlines()[0]
    told = [
        sentence for sentence in lead.replace("。", ". ").split(". ") if "Gym Example" in sentence
    ]
    assert told[-1].count("Gym Example") == 1


@pytest.mark.parametrize("charges", [[], None])
def test_a_fee_for_ending_early_names_the_company_once(
    charges: list[Any] | None, bare: Any, written: Any, slot: Any
) -> None:
    changes: dict[str, Any] = {} if charges is None else {"charges": charges}
    case = bare(
        reason="early_end_fee",
        service={"name": "Gym Example"},
        cancellation=CANCELED,
        demand={"amount": "50.00"},
        **changes,
    )
    assert "my contract early" in slot(written("authority-report", case), "reason")


@pytest.mark.parametrize(
    ("reason", "asks_for_money"), [("unfounded_demand", False), ("duplicate_charge", True)]
)
def test_a_caller_asks_for_the_money_only_where_some_is_asked_back(
    reason: str, asks_for_money: bool, bare: Any, written: Any, text: Any
) -> None:
    words = text(written("phone-script", bare(reason=reason, demand={"amount": "50.00"})))
    assert ("When will I see the money" in words) is asks_for_money
    assert ("Will you confirm it in writing, and by when?" in words) is not asks_for_money


@pytest.mark.parametrize(("status", "was"), [("tried", "An attempt was made"), ("yes", "canceled")])
def test_an_executor_says_what_became_of_the_cancellation(
    status: str, was: str, bare: Any, written: Any, text: Any
) -> None:
    case = bare(
        reason="unused",
        cancellation={"status": status, "on": dt.date(2026, 2, 24)},
        sender={"role": "executor"},
        represented={"full_name": "Kim Example"},
    )
    words = text(written("cancellation-notice", case))
    assert was in words
    assert ("subscription was canceled" in words) is (status == "yes")


def test_a_goodwill_request_keeps_what_the_writer_says(rich: Any, written: Any, text: Any) -> None:
    words = text(written("goodwill-request", rich(reason="unused"), channel="email"))
    assert "I moved house in March." in words


@pytest.mark.parametrize("document", ["card-dispute", "case-summary"])
def test_a_total_has_every_currency(document: str, bare: Any, written: Any, lines: Any) -> None:
    charges = [
        {"date": dt.date(2026, 2, 3), "amount": "10.00", "currency": "EUR"},
        {"date": dt.date(2026, 3, 3), "amount": "10.00", "currency": "EUR"},
        {"date": dt.date(2026, 4, 3), "amount": "7.00", "currency": "USD"},
    ]
    case = bare(
        reason="charged_after_cancellation",
        country="IE",
        cancellation=CANCELED,
        payment=CARD,
        charges=charges,
    )
    told = lines(written(document, case, "en_IE"))
    total = "Total disputed" if document == "card-dispute" else "Disputed"
    row = next(line for line in told if line.startswith(total))
    assert row.endswith("€20.00 and US$7.00")
    assert not any("another currency" in line for line in told)


def test_liechtenstein_writes_like_switzerland(rich: Any, written: Any, text: Any) -> None:
    case = rich(reason="charged_after_cancellation", country="LI")
    for document in ("formal-complaint", "card-dispute", "phone-script"):
        words = text(written(document, case, "de_LI"))
        assert "ß" not in words
        assert "„" not in words


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (dt.date(2026, 3, 31), "The contract ended on March 31, 2026."),
        (dt.date(2026, 12, 31), "The contract ends on December 31, 2026."),
    ],
)
def test_an_end_that_is_still_to_come_is_not_told_as_past(
    ends: dt.date, said: str, bare: Any, written: Any, text: Any
) -> None:
    case = bare(
        reason="unfounded_demand",
        charges=[],
        cancellation={**CANCELED, "access_ends_on": ends},
        demand={"by": "trader", "amount": "49.00", "on": dt.date(2026, 4, 1)},
    )
    assert said in text(written("refund-request", case))


@pytest.mark.parametrize(
    ("grounds", "said"), [("other", True), ("early_end_fee", True), ("arrears", False)]
)
def test_a_fee_that_was_not_shown_is_said_whatever_the_demand_calls_it(
    grounds: str, said: bool, bare: Any, written: Any, text: Any
) -> None:
    demand = {"by": "trader", "amount": "49.00", "grounds": grounds, "shown_before": "no"}
    case = bare(reason="unfounded_demand", charges=[], cancellation=CANCELED, demand=demand)
    assert ("The fee was not disclosed" in text(written("refund-request", case))) is said
