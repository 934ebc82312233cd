"""Cases and shortcuts that tests of several rooms share."""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.letters.compose import compose
from refundletters.model.document import (
    Address,
    Block,
    Document,
    Group,
    ListBlock,
    Run,
    Table,
    Text,
)
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import Roots, shipped_roots

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


@pytest.fixture(scope="session")
def roots() -> Roots:
    return shipped_roots()


@pytest.fixture(params=REASONS)
def reason(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bare() -> Callable[..., Answers]:
    """Make the barest case with changes: ``bare(reason="unused")``."""
    return lambda **changes: changed(BARE, **changes)


@pytest.fixture
def rich() -> Callable[..., Answers]:
    """Make the fullest case with changes."""
    return lambda **changes: changed(RICH, **changes)


@pytest.fixture
def facts_of(roots: Roots) -> Callable[[Answers], Facts]:
    return lambda answers: gather(build_case(answers), roots, TODAY)


@pytest.fixture
def fitting(roots: Roots) -> Callable[[str, str], Facts]:
    """Make a case in which nothing but its reason can rule a document out."""

    def make(reason: str, document: str) -> Facts:
        answers: dict[str, Any] = {
            "as_of": TODAY,
            "country": "DE",
            "goals": ["money_back", "stop_charges"],
            "reason": reason,
            "service": {"name": "Example", "biller": "provider"},
            "plan": {"started_on": TODAY - dt.timedelta(days=5)},
            "permission": {"withdrawn": "yes", "on": TODAY, "how": "email"},
            "payment": {"method": "credit_card", "earlier_payments_ok": "no"},
        }
        if document == "direct-debit-refund":
            answers["payment"]["method"] = "direct_debit"
        if document == "biller-dispute":
            answers["service"]["biller"] = "apple"
            answers["payment"]["method"] = "app_store"
        return gather(build_case(answers), roots, TODAY)

    return make


@pytest.fixture
def written(roots: Roots) -> Callable[..., Document]:
    """Compose a document: ``written("refund-request", answers, "de_DE", channel="form")``."""

    def write(document: str, answers: Answers, locale: str = "en_US", **options: Any) -> Document:
        facts = gather(build_case(answers), roots, TODAY)
        return compose(document, facts, roots, locale, **options)

    return write


def _words(runs: Iterable[Run]) -> str:
    return "".join(run.text if isinstance(run, Text) else " " for run in runs)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Group():
                yield from _lines(block.blocks)
            case ListBlock():
                yield from (_words(item) for item in block.items)
            case Table():
                yield from (" | ".join(_words(c.runs) for c in row.cells) for row in block.rows)
            case Address():
                yield from (_words(line) for line in block.lines)
            case _:
                yield _words(block.runs)


@pytest.fixture
def lines() -> Callable[[Document], list[str]]:
    """The lines of a document, one per paragraph, item, row or address line."""
    return lambda document: list(_lines(document.blocks))


@pytest.fixture
def text(lines: Callable[[Document], list[str]]) -> Callable[[Document], str]:
    """All words of a document as one text."""
    return lambda document: "\n".join(lines(document))


@pytest.fixture
def slot() -> Callable[[Document, str], str]:
    """The words of one slot of a document."""

    def find(document: Document, name: str) -> str:
        groups = [b for b in _groups(document.blocks) if b.slot == name]
        return "\n".join(line for group in groups for line in _lines(group.blocks))

    return find


def _groups(blocks: Iterable[Block]) -> Iterator[Group]:
    for block in blocks:
        if isinstance(block, Group):
            yield block
            yield from _groups(block.blocks)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files anew")
    parser.addoption("--full", action="store_true", help="run the slow suites whole, not a sample")


# The same sample every time, so that a red run can be repeated.
_SEED = 20260410
_SAMPLE = 8


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a seeded sample of each slow test's cases, unless asked for all of them."""
    if config.getoption("full"):
        return
    slow: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("slow"):
            slow.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = random.Random(_SEED)
    dropped = {
        item
        for cases in slow.values()
        for item in chosen.sample(cases, max(0, len(cases) - _SAMPLE))
    }
    if dropped:
        config.hook.pytest_deselected(items=[item for item in items if item in dropped])
        items[:] = [item for item in items if item not in dropped]
