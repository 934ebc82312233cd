"""Which open answers would change a letter or the plan, found by trying them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from refundletters.answers import keys
from refundletters.answers.build import build_case
from refundletters.errors import RefundLettersError
from refundletters.facts.gather import gather
from refundletters.facts.plan.build import build_plan
from refundletters.facts.types import Facts
from refundletters.letters.compose import compose
from refundletters.model.document import Document
from refundletters.packs.questions import table_of
from refundletters.packs.setting import Setting
from refundletters.packs.tables.question import Question

__all__ = ["MOST_NAMED", "useful"]

# How many are named at once.
MOST_NAMED: Final = 3
# Days before and after the day of the case that a question about a day is tried with.
_DAYS: Final = (-200, -11, 20)


def useful(
    left: Sequence[Question], answers: Mapping[str, Any], draft: Document, setting: Setting
) -> tuple[Question, ...]:
    """Return the first questions whose answer would change the draft or what the plan says.

    A choice counts if one of its values changes something; a text, a day or an amount is tried with
    its example. At most :data:`MOST_NAMED` are returned.

    Args:
        left: Questions without an answer, the most useful first.
        answers: The case.
        draft: The letter without them; it says which letter, language and channel is meant.
        setting: Where the data lies, and the day.
    """
    facts = gather(build_case(answers, today=setting.today), setting.roots, setting.today)
    before = _shown(facts, draft)
    day = answers.get("as_of", setting.today)
    found: list[Question] = []
    for question in left:
        if len(found) == MOST_NAMED:
            break
        tried = (_with(answers, question, value, setting) for value in _values(question, day))
        if any(facts is not None and _shown(facts, draft) != before for facts in tried):
            found.append(question)
    return tuple(found)


def _with(
    answers: Mapping[str, Any], question: Question, value: Any, setting: Setting
) -> Facts | None:
    """Return the facts with one more answer; ``None`` where it does not fit the others."""
    table, key = table_of(question.id), question.answer_key
    if table:
        key = f"{table}.0{key[len(table) :]}"
    try:
        case = build_case(keys.put(answers, key, value), today=setting.today)
    except RefundLettersError:
        return None
    return gather(case, setting.roots, setting.today)


def _shown(facts: Facts, draft: Document) -> object:
    """Return the words of the letter, and what somebody sees of the plan who follows it."""
    letter = compose(
        draft.id, facts, facts.roots, draft.locale, channel=draft.channel, allow_incomplete=True
    )
    plan = build_plan(facts, facts.roots)
    return letter.subject, letter.blocks, plan.next_document, plan.strength.level, plan.steps


def _values(question: Question, today: dt.date) -> Iterator[Any]:
    """Yield values that a question may be answered with."""
    many = question.kind == "choices"
    for choice in question.choices:
        if not (choice.puts or choice.opens):
            yield [choice.value] if many else choice.value
    if question.kind in ("date", "moment"):
        yield from (today + dt.timedelta(days=days) for days in _DAYS)
    elif question.kind == "integer" and question.example:
        yield int(question.example)
    elif question.kind in ("money", "number") and question.example:
        yield Decimal(question.example)
    elif question.example:
        yield [question.example] if question.kind == "list" else question.example
