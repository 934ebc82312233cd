"""Only answers that would change a letter or the plan are suggested."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers import keys, store
from refundletters.interview import flow
from refundletters.letters.wording import Wording
from refundletters.lint.useful_answers import MOST_NAMED, useful
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

SETTING = Setting(shipped_roots(), dt.date(2026, 4, 10))
SAMPLES = Path(__file__).parents[2] / "samples"
QUESTIONS = load_questions(SETTING.roots)


@pytest.mark.parametrize("key", ["contract.made", "contract.claimed_end"])
def test_an_answer_that_changes_nothing_in_this_case_is_not_suggested(key: str) -> None:
    case = store.load(SAMPLES / "us-charged-after-canceling" / "case.toml")
    draft = app.compose_for(Wording("refund-request"), app.facts_from(case, SETTING), SETTING)
    assert useful([QUESTIONS[key]], case, draft, SETTING) == ()


def test_the_end_that_they_claim_is_suggested_beside_the_end_that_was_told() -> None:
    case = store.load(SAMPLES / "us-charged-after-canceling" / "case.toml")
    case = {**case, "reason": "unfounded_demand", "charges": []}
    case = keys.put(keys.put(case, "demand.by", "trader"), "demand.amount", "20.00")
    case = keys.put(case, "cancellation.access_ends_on", dt.date(2026, 3, 2))
    draft = app.compose_for(Wording("refund-request"), app.facts_from(case, SETTING), SETTING)
    question = QUESTIONS["contract.claimed_end"]
    assert useful([question], case, draft, SETTING) == (question,)


@pytest.mark.parametrize("document", ["refund-request", "card-dispute", "formal-complaint"])
def test_no_more_than_three_are_suggested_at_once(document: str) -> None:
    case = store.load(SAMPLES / "us-charged-after-canceling" / "case.toml")
    draft = app.compose_for(Wording(document), app.facts_from(case, SETTING), SETTING)
    _, left = flow.unanswered(flow.start(document, case, SETTING))
    assert len(left) > MOST_NAMED
    assert 0 < len(useful(left, case, draft, SETTING)) <= MOST_NAMED
