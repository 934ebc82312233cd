"""Fixtures in plain words, and the two options of the suite."""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Callable
from typing import Any

import pytest
from support.builders import BARE, REASONS, RICH, TODAY, Answers, changed
from support.figures import figures
from support.goldens import golden
from support.sampling import pytest_collection_modifyitems
from support.words import block_lines, groups

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.letters.compose import compose
from refundletters.model.document import Document
from refundletters.packs.roots import Roots, shipped_roots

__all__ = ["figures", "golden", "pytest_collection_modifyitems"]  # pytest finds them here


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test a folder of its own for cases and what is kept with them."""
    monkeypatch.setenv("REFUNDLETTERS_HOME", str(tmp_path_factory.mktemp("refundletters")))


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


@pytest.fixture
def lines() -> Callable[[Document], list[str]]:
    """The lines of a document, one per paragraph, item, row or address line."""
    return lambda document: list(block_lines(document.blocks))


@pytest.fixture
def text(lines: Callable[[Document], list[str]]) -> Callable[[Document], str]:
    """All words of a document as one text."""
    return lambda document: "\n".join(lines(document))


@pytest.fixture
def slot() -> Callable[[Document, str], str]:
    """The words of one slot of a document."""

    def find(document: Document, name: str) -> str:
        found = [b for b in groups(document.blocks) if b.slot == name]
        return "\n".join(line for group in found for line in block_lines(group.blocks))

    return find


def pytest_configure() -> None:
    """Let Ctrl-C through where a shell started the tests in the background and had it ignored.

    The programs that tests start and interrupt would inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write changed golden files, and fail")
    parser.addoption("--full", action="store_true", help="run the slow suites whole, not a sample")
