"""How the sample letters read, counted here without the linter, and what the linter says."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.facts.types import Facts
from refundletters.letters.wording import Wording
from refundletters.lint.letter_rules import lint_document
from refundletters.model.document import Block, Document, Group, ListBlock, Paragraph, Text
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting

SAMPLES = Path(__file__).parents[2] / "samples"
INDEX = tomllib.loads((SAMPLES / "samples.toml").read_text(encoding="utf-8"))
LETTERS = [
    (case, name.removesuffix(".txt"))
    for case, row in INDEX.items()
    for name in row["letters"]
    if name.endswith(".txt")
]
# Every sample says its own day; this one would show if it were used.
NOT_USED = dt.date(1999, 1, 1)

MOST_WORDS = 60
MOST_GRADE = 9.0
# A grade means little for a note of a few lines.
ENOUGH_WORDS = 60


LOCALES = {case: load(SAMPLES / case / "case.toml")["locale"] for case in INDEX}
ENGLISH = [letter for letter in LETTERS if LOCALES[letter[0]].startswith("en")]
# A chat message is measured by its characters.
LONG_FORMS = [letter for letter in LETTERS if letter[1] != "chat-opener"]

Composed = tuple[Document, Facts]


@pytest.fixture
def letter(request: pytest.FixtureRequest, roots: Roots) -> Composed:
    case_name, document = request.param
    case = build_case(load(SAMPLES / case_name / "case.toml"))
    setting = Setting(roots, NOT_USED)
    return app.compose(Wording(document), case, setting), app.facts_of(case, setting)


def each(letters: list[tuple[str, str]]) -> pytest.MarkDecorator:
    ids = ["-".join(letter) for letter in letters]
    return pytest.mark.parametrize("letter", letters, ids=ids, indirect=True)


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The running prose: no headings, tables, addresses, law, or lists of enclosures.

    Lines with a day or a label each, as an e-mail has them in place of a table, are one by one.
    """
    for block in blocks:
        match block:
            case Group() if block.slot != "law":
                yield from paragraphs(block.blocks)
            case Paragraph(role="" | "thanks"):
                words = (run.text if isinstance(run, Text) else "\n" for run in block.runs)
                yield from "".join(words).split("\n")
            case ListBlock() if block.role != "enclosures":
                for item in block.items:
                    yield "".join(run.text if isinstance(run, Text) else " " for run in item)
            case _:
                pass


def counted(text: str) -> list[str]:
    return re.findall(r"[^\s]*\w[^\s]*", text.replace("\u00a0", " "))


def grade(texts: list[str]) -> float:
    """The Automated Readability Index of these paragraphs, by its formula."""
    sentences = sum(len(re.findall(r"[.!?](?=\s|$)", text)) or 1 for text in texts)
    words = [word for text in texts for word in counted(text)]
    characters = sum(char.isalnum() for word in words for char in word)
    return 4.71 * characters / len(words) + 0.5 * len(words) / sentences - 21.43


def test_the_grade_follows_its_formula() -> None:
    # 11 letters, 4 words, 2 sentences.
    text = "I am here. Good."
    assert grade([text]) == pytest.approx(4.71 * 11 / 4 + 0.5 * 4 / 2 - 21.43)


@each(ENGLISH)
def test_an_english_letter_is_easy_to_read(letter: Composed) -> None:
    document, facts = letter
    texts = list(paragraphs(document.blocks))
    quoted = [contact.said for contact in facts.contacts if contact.said]
    names = [facts.service.name, facts.bank.name, facts.case.sender.email or ""]
    for words, instead in [*((said, "") for said in quoted), *((name, "Name") for name in names)]:
        texts = [text.replace(words, instead) if words else text for text in texts]
    if sum(len(counted(text)) for text in texts) >= ENOUGH_WORDS:
        assert grade(texts) <= MOST_GRADE


@each(LONG_FORMS)
def test_no_paragraph_is_long(letter: Composed) -> None:
    longest = max(paragraphs(letter[0].blocks), key=lambda text: len(counted(text)))
    assert len(counted(longest)) <= MOST_WORDS, longest


@each(LETTERS)
def test_the_linter_has_nothing_to_complain_about(letter: Composed, roots: Roots) -> None:
    document, facts = letter
    found = lint_document(document, facts, letter_meta(roots, document.id), roots)
    assert [(one.rule, one.message.msgid % one.message.fields) for one in found] == []
