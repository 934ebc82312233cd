"""Cases for the law as it stands in November 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts, RuleFact
from refundletters.packs.roots import shipped_roots

AS_OF = dt.date(2026, 11, 30)
ROOTS = shipped_roots()
ENDED = {"permission": {"withdrawn": "yes", "on": dt.date(2026, 10, 20)}}
CANCELLED = {"cancellation": {"status": "yes", "on": dt.date(2026, 10, 20)}, **ENDED}
CREDIT = {"payment": {"method": "credit_card", "issuer": "Example Bank"}}


def facts_for(country: str, reason: str, **answers: Any) -> Facts:
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": country,
        "reason": reason,
        "service": {"id": "netflix"},
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": dt.date(2026, 11, 5), "amount": "29.99"}],
        **CREDIT,
    }
    return gather(build_case({**base, **answers}), ROOTS, AS_OF)


def rule_in(facts: Facts, wanted: str) -> RuleFact:
    (found,) = [rule for rule in facts.rules if rule.id == wanted]
    return found
