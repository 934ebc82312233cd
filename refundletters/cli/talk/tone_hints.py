"""Hints about a person's own words, where they can still be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from refundletters import app
from refundletters.answers.keys import get
from refundletters.cli.context import Context
from refundletters.facts.types import PlanWarning
from refundletters.lint.tone import answer_hints
from refundletters.messages import Message, say
from refundletters.model.closed_words import Stage
from refundletters.packs.letters import letter_metas

if TYPE_CHECKING:
    from refundletters.facts.types import Plan

__all__ = ["hints_for_letter", "with_hints"]


def hints_for_letter(
    text: str, answers: Mapping[str, Any], locale: str, stage: Stage, context: Context
) -> Iterator[Message]:
    """Yield hints about those own words that stand in a letter.

    Args:
        text: The letter as it will be sent.
        answers: The answers it was made from.
        locale: Its locale.
        stage: Its stage, as in ``letter.toml``.
        context: Where the word lists lie.
    """
    words = " ".join(text.split())
    for key, hint in answer_hints(answers, locale.partition("_")[0], stage, context.roots):
        if " ".join(str(get(dict(answers), key)).split()) in words:
            yield say("A hint about %(key)s: %(hint)s", key=key, hint=hint.advice)


def with_hints(plan: Plan, answers: Mapping[str, Any], context: Context) -> Plan:
    """Return ``plan`` with hints among its warnings, for the letter that comes next."""
    locale = app.choose_locale(None, plan.facts.case, context.setting)
    meta = letter_metas(context.roots).get(plan.next_document or "")
    stage = "first" if meta is None else meta.stage
    hints = answer_hints(answers, locale.partition("_")[0], stage, context.roots)
    notices = tuple(PlanWarning(key, hint.advice) for key, hint in hints)
    return replace(plan, warnings=(*plan.warnings, *notices))
