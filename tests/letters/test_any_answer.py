"""Letters hold for any answer: one charge or twenty-four, and every question's own example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from refundletters.interview.questions import Question, load_questions
from support.builders import RICH, Answers, changed

from refundletters.answers.build import build_case
from refundletters.answers.keys import put
from refundletters.facts.gather import gather
from refundletters.letters.compose import compose
from refundletters.lint.generated_letters import CHANNELS
from refundletters.lint.letter_rules import lint_document
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.roots import Roots, shipped_roots

METAS = letter_metas(shipped_roots())
QUESTIONS = load_questions(shipped_roots())
REASONS = METAS["case-summary"].reasons
TODAY = dt.date(2026, 4, 10)
MANY = (1, 2, 5, 24)
# Examples of what only some reasons have, and keys whose example belongs to another form.
_TABLES = ("charges", "contacts", "price_increases", "evidence", "fees")
_LISTS_OF_TABLES = ("technical.steps", "technical.incidents")
_NOT_TOGETHER = frozenset({"evidence.file", "request.amount", "charges.disputed_amount"})
# Length is a matter of how much somebody answers; everything else has to hold.
_OF_LENGTH = frozenset({"length.words", "length.characters", "plain.paragraphs"})


def charges(count: int) -> list[dict[str, Any]]:
    """So many monthly charges, the last of them a week ago."""
    last = 2026 * 12 + 3
    months = range(last - count + 1, last + 1)
    return [
        {
            "date": dt.date(month // 12, month % 12 + 1, 3),
            "amount": "15.49",
            "status": "posted",
            "descriptor": "EXAMPLE.COM",
        }
        for month in months
    ]


def with_examples(answers: Answers) -> Answers:
    """Answer every question that has an example with it."""
    for key, question in QUESTIONS.items():
        if question.example and key not in _NOT_TOGETHER:
            answers = put(answers, position_of(key), typed(question))
    return answers


def position_of(key: str) -> str:
    for table in (*_TABLES, *_LISTS_OF_TABLES):
        if key.startswith(f"{table}."):
            return f"{table}.0.{key.removeprefix(f'{table}.')}"
    return key


def typed(question: Question) -> Any:
    match question.kind:
        case "integer":
            return int(question.example)
        case "list":
            return [question.example, question.example.replace("1", "2")]
    return question.example


def case_for(meta: LetterMeta, reason: str) -> Answers:
    """A full case in which the letter may be written."""
    answers = changed(RICH, reason=reason, demand={"amount": "49.00"})
    answers["confirmed"]["four_points"] = True
    if meta.id == "thank-you":
        answers["contacts"][-1]["result"] = "paid"
    return answers


def faults(meta: LetterMeta, answers: Mapping[str, Any], roots: Roots) -> set[tuple[str, str]]:
    """Everything that the linter says of a letter, in each of its kinds, in English."""
    case = build_case(answers)
    facts = gather(case, roots, TODAY)
    found = set()
    for kind in meta.kinds:
        document = compose(meta.id, facts, roots, "en_US", channel=CHANNELS[kind])
        for finding in lint_document(document, facts, meta, roots):
            if finding.rule not in _OF_LENGTH:
                found.add((finding.rule, finding.message.msgid % finding.message.fields))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("count", MANY)
@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("meta", METAS.values(), ids=METAS)
def test_a_letter_holds_for_any_number_of_charges(
    meta: LetterMeta, reason: str, count: int, roots: Roots
) -> None:
    if reason not in meta.reasons:
        pytest.skip("the letter is not written for this reason")
    answers = changed(case_for(meta, reason), charges=charges(count))
    assert faults(meta, answers, roots) == set()


@pytest.mark.slow
@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("meta", METAS.values(), ids=METAS)
def test_a_letter_holds_for_the_examples_of_all_questions(
    meta: LetterMeta, reason: str, roots: Roots
) -> None:
    if reason not in meta.reasons:
        pytest.skip("the letter is not written for this reason")
    answers = with_examples(case_for(meta, reason))
    assert faults(meta, answers, roots) == set()


def test_examples_are_told_as_the_questions_say(roots: Roots, text: Any) -> None:
    case = build_case(with_examples(changed(RICH, reason="cannot_cancel")))
    facts = gather(case, roots, TODAY)
    words = text(compose("formal-complaint", facts, roots, "en_US"))
    assert "Website: the cancel button only reloads the page." in words
    assert "case Case" not in words
    assert "Case number: Case" not in words
