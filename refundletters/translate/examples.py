"""An example sentence for every message of a letter that has values, for translators."""

from __future__ import annotations

from typing import Final

from refundletters.messages import PLACEHOLDER

__all__ = ["example"]

# A sample of each value in a letter; the names are those of the templates.
_SAMPLES: Final = {
    "account": "jordan2@example.org",
    "amount": "$15.49",
    "authority": "power of attorney of May 3, 2025",
    "bank": "Example Bank",
    "biller": "Apple",
    "body": "Financial Ombudsman Service",
    "by": "April 24, 2026",
    "charge": "$18.99",
    "charges": "$15.49 on March 3, 2026",
    "citation": "15 U.S.C. § 8403",
    "claimed": "June 30, 2026",
    "code": "NW-2-5",
    "company": "Netflix",
    "count": "6",
    "day": "March 3, 2026",
    "days": "7 days",
    "descriptor": "NETFLIX.COM",
    "each": "$3.00",
    "event": "Canceled on the website",
    "expected": "$9.99",
    "fees": "$3.00",
    "first": "March 3",
    "how": "by chat",
    "identifier": "jordan@example.org",
    "item": "Puzzle App",
    "label": "Cancellation e-mail",
    "last": "August 3, 2026",
    "last4": "1234",
    "list": "A and B",
    "lost": "10",
    "months": "12",
    "name": "Robin",
    "network": "Visa",
    "new": "$12.99",
    "num": "6",
    "number": "6",
    "off": "$5.00",
    "old": "$9.99",
    "outcome": "Request refused (by chat, Robin)",
    "payer": "Sam Example",
    "period": "31",
    "quote": "“No refunds after renewal.”",
    "reference": "C-77120",
    "references": "Netflix, case C-77120",
    "seconds": "20",
    "sent": "April 6, 2026",
    "sentence": "If that is not possible, I would accept a credit.",
    "service": "Netflix",
    "shows": "the day of the cancellation",
    "span": "from March 3 to August 3, 2026",
    "speed": "95",
    "times": "six times",
    "total": "$59.94",
    "value": "$6.13",
    "when": "on March 3, 2026",
    "words": "No refunds after renewal.",
    "working": "$16.99 − $5.00 = $11.99",
}


def example(message: str) -> str:
    """Return a note that shows ``message`` filled in; empty where a value has no sample."""
    names = set(PLACEHOLDER.findall(message))
    if not names or not names <= set(_SAMPLES):
        return ""
    return f"As in “{PLACEHOLDER.sub(lambda found: _SAMPLES[found[1]], message)}”"
