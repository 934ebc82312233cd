"""Every answer that the interview asks for is read by a letter, the plan or a judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import refundletters
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots

PACKAGE = Path(refundletters.__file__).parent
TEMPLATES = shipped_roots().templates[0]
# Tables whose attribute in code is an entry of a loop, by the names such entries have.
ENTRIES = {
    "charges": "charge|line|case.charges",
    "fees": "fee",
    "contacts": "contact|last|entry|event|fact|found|one",
    "contacts.offer": "offer",
    "evidence": "item|piece|evidence|entry",
    "price_increases": "rise|step|increase",
    "technical.steps": "step",
    "technical.incidents": "incident",
    "charges.repeat": "repeat",
}


@cache
def sources() -> str:
    """Return all text that may read an answer: letters, tables of data, facts and letters' code."""
    return "\n".join(path.read_text(encoding="utf-8") for path in _files())


def _files() -> Iterator[Path]:
    yield from TEMPLATES.rglob("*.j2")
    yield from TEMPLATES.rglob("letter.toml")
    for part in ("rules", "bodies", "cards", "evidence", "channels", "advice"):
        yield from (PACKAGE / "data" / part).rglob("*.toml")
    for part in ("facts", "letters", "i18n", "bundle", "answers/contradictions.py"):
        folder = PACKAGE / part
        yield from [folder] if folder.is_file() else folder.rglob("*.py")


def is_read(key: str) -> bool:
    """Tell whether anything reads the answer at ``key``."""
    table, _, name = key.rpartition(".")
    names = ENTRIES.get(table, re.escape(table).replace(r"\.", "."))
    pattern = rf"\b(?:{names})\.{name}_?\b" if table else rf"\b(?:case\.)?{name}\b"
    return re.search(pattern, sources()) is not None or _through_a_part(key)


def _through_a_part(key: str) -> bool:
    """Tell whether code takes the table under a short name and reads the answer from that."""
    table, _, name = key.rpartition(".")
    short = rf"(\w+)(?:, \w+)* = (?:\w+, )*case\.{re.escape(table)}\b"
    return any(
        re.search(rf"\b{found.group(1)}\.{name}_?\b", sources())
        for found in re.finditer(short, sources())
    )


ASKED = [
    question.answer_key
    for question in load_questions(shipped_roots()).values()
    if not question.asks_for_another and not question.answer_key.startswith("extra.")
]


@pytest.mark.parametrize("key", ASKED)
def test_what_is_asked_is_read(key: str) -> None:
    assert is_read(key)
