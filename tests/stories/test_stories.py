"""Each story leads to the right plan and to letters that tell it as it was."""

from __future__ import annotations

import pytest

from refundletters.i18n.speech import speaker
from tests.stories.fresh_stories import FRESH, RIGHT_AT_FIRST_TOO
from tests.stories.known_stories import KNOWN
from tests.stories.new_stories import NEW, RIGHT_AT_FIRST
from tests.stories.stories import SETTING, case_files, is_for_company, letter, plan_of, written

STORIES = {**KNOWN, **NEW, **FRESH}
NAMES = sorted(STORIES)


def test_every_case_is_a_story() -> None:
    assert sorted(case_files()) == NAMES


def test_twelve_new_stories_of_which_one_was_right_at_the_first_try() -> None:
    assert len(NEW) == 12
    assert len(RIGHT_AT_FIRST) == 1
    assert set(NEW) >= RIGHT_AT_FIRST


def test_sixteen_fresh_stories_of_which_five_were_right_at_the_first_try() -> None:
    assert len(FRESH) == 16
    assert len(RIGHT_AT_FIRST_TOO) == 5
    assert set(FRESH) >= RIGHT_AT_FIRST_TOO


@pytest.mark.parametrize("name", NAMES)
def test_the_plan(name: str) -> None:
    story, plan = STORIES[name], plan_of(name)
    asked = plan.facts.money.asked
    status = {entry.id: entry.status for entry in plan.documents}
    warned = {warning.key for warning in plan.warnings}
    assert (None if asked is None else asked.plain(), plan.strength.level, plan.next_document) == (
        story.asked,
        story.level,
        story.next,
    )
    assert {id: status[id] for id in story.offered} == dict.fromkeys(story.offered, "offered")
    assert {id: status[id] for id in story.blocked} == dict.fromkeys(story.blocked, "blocked")
    assert set(story.warned) <= warned
    assert warned.isdisjoint(story.not_warned)


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_do_not_contradict_the_next_letter(name: str) -> None:
    story, plan, say = STORIES[name], plan_of(name), speaker(SETTING.roots, "en_US")
    told = [say(step) for step in (*plan.first, *plan.steps, *plan.not_yet)]
    for start in story.steps:
        assert any(step.startswith(start) for step in told), start
    for start in story.not_steps:
        assert not any(step.startswith(start) for step in told), start


@pytest.mark.parametrize("name", NAMES)
def test_the_letters(name: str) -> None:
    story = STORIES[name]
    for document, sentences in story.says.items():
        for sentence in sentences:
            assert sentence in letter(name, document)
    for document, text in written(name).items():
        for words in story.never:
            assert words not in text, document
        for words in story.not_told if is_for_company(document) else ():
            assert words not in text, document


@pytest.mark.parametrize("name", NAMES)
def test_the_rules(name: str) -> None:
    quotable = {rule.id for rule in plan_of(name).facts.rules if rule.quotable}
    assert set(STORIES[name].quoted) <= quotable
    assert quotable.isdisjoint(STORIES[name].not_quoted)
