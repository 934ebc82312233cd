"""Cases that tests start from; every one plainly fictitious."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import shipped_roots

TODAY = dt.date(2026, 4, 10)
# Those that a letter is written for.
REASONS = letter_meta(shipped_roots(), "refund-request").reasons

# The least that a letter about money can be written from.
BARE: Mapping[str, Any] = {
    "as_of": TODAY,
    "country": "US",
    "service": {"id": "netflix"},
    "charges": [{"date": dt.date(2026, 3, 3), "amount": "15.49"}],
    "request": {"primary": "full"},
}

# A case with an answer to every question; plainly fictitious.
RICH: Mapping[str, Any] = {
    "as_of": TODAY,
    "country": "US",
    "region": "OH",
    "goals": ["money_back", "stop_charges"],
    "used_after_charge": "a_little",
    "discovered_on": dt.date(2026, 4, 5),
    "last_used_on": dt.date(2025, 12, 1),
    "own_words": "I moved house in March.",
    "service": {"id": "netflix", "biller": "provider", "descriptor": "NETFLIX.COM"},
    "plan": {"name": "Standard", "started_on": dt.date(2025, 1, 3), "price": "15.49"},
    "account": {"has": "yes", "identifier": "alex@example.org"},
    "cancellation": {
        "status": "yes",
        "on": dt.date(2026, 2, 24),
        "how": "web",
        "reference": "CX-1",
        "access_ends_on": dt.date(2026, 3, 2),
    },
    "permission": {"withdrawn": "yes", "on": dt.date(2026, 2, 24), "how": "email"},
    "trial": {
        "started_on": dt.date(2026, 2, 20),
        "ended_on": dt.date(2026, 3, 1),
        "price": "1.00",
        "shown_price": "no",
        "reminder": "no",
    },
    "withdrawal": {
        "sent_on": dt.date(2026, 3, 5),
        "how": "email",
        "asked_immediate_start": "no",
    },
    "duplicate": {
        "pending": "no",
        "second_account": "no",
        "plan_change": "no",
        "new_card": "no",
        "second_biller": "no",
    },
    "wrong_amount": {
        "expected": "9.99",
        "changed_on": dt.date(2026, 3, 1),
        "reference": "P-1",
    },
    "price_increases": [
        {
            "old": "9.99",
            "new": "15.49",
            "effective_from": dt.date(2026, 3, 1),
            "notice": "no",
            "consent": "no",
            "months": 2,
        }
    ],
    "household": {"age_band": "7_12"},
    "takeover": {
        "signs": ["unknown_device", "titles"],
        "secured": ["password", "signed_out_all"],
    },
    "technical": {
        "kind": "buffering",
        "codes": ["NW-2-5", "M7111"],
        "from": dt.date(2026, 3, 10),
        "to": dt.date(2026, 3, 20),
        "days": 10,
        "devices": ["TV"],
        "steps": [{"what": "restarted the router", "result": "no change"}],
    },
    "promise": {
        "by": "Sam",
        "on": dt.date(2026, 3, 10),
        "amount": "15.49",
        "reference": "R-1",
        "within": "5 days",
    },
    "blocked": {"paths": ["web: the button did nothing"]},
    "pause": {"from": dt.date(2026, 5, 1), "to": dt.date(2026, 6, 1)},
    "charges": [
        {
            "date": dt.date(2026, 3, 3),
            "amount": "15.49",
            "status": "posted",
            "descriptor": "NETFLIX.COM",
            "reference": "T-1",
            "statement_date": dt.date(2026, 3, 31),
        },
        {"date": dt.date(2026, 4, 3), "amount": "15.49", "status": "posted", "refunded": "2.00"},
    ],
    "fees": [{"type": "overdraft", "amount": "3.00"}],
    "request": {"primary": "full", "fallback": "credit"},
    "payment": {
        "method": "credit_card",
        "network": "visa",
        "last4": "1234",
        "issuer": "Example Bank",
        "earlier_payments_ok": "yes",
    },
    "contacts": [
        {
            "at": dt.date(2026, 4, 4),
            "channel": "chat",
            "with": "Kim",
            "reference": "C-77",
            "said": "Policy does not allow refunds.",
            "result": "refused",
        }
    ],
    "evidence": [
        {
            "kind": "cancellation_confirmation",
            "label": "Cancellation e-mail",
            "date": dt.date(2026, 2, 24),
            "shows": "The day of the cancellation",
        }
    ],
    "sender": {
        "given_name": "Alex",
        "full_name": "Alex Example",
        "address": ["1 Example Street", "Springfield, OH 45501"],
        "email": "alex@example.org",
    },
    "confirmed": {"facts_true": True, "not_refunded": True, "tried_first": True},
}

Answers = dict[str, Any]


def changed(answers: Mapping[str, Any], **changes: Any) -> Answers:
    """Return a deep copy of ``answers`` with top-level keys replaced; ``None`` takes one away."""
    result = copy.deepcopy(dict(answers))
    for key, value in changes.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = value
    return result
