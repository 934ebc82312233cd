"""Hints about a person's own words, where they can still be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from refundletters import app
from refundletters.answers.keys import own_words
from refundletters.cli.context import Context
from refundletters.facts.types import PlanWarning
from refundletters.messages import Message, say
from refundletters.model.closed_words import Stage
from refundletters.packs.letters import letter_metas

if TYPE_CHECKING:
    from refundletters.facts.types import Plan
    from refundletters.lint.tone import Hint

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
    language = locale.partition("_")[0]
    for key, own in own_words(answers):
        for hint in _hints(own, language, stage, context) if " ".join(own.split()) in words else ():
            yield say("A hint about %(key)s: %(hint)s", key=key, hint=hint.advice)


def _hints(own: str, language: str, stage: Stage, context: Context) -> Iterable[Hint]:
    from refundletters.lint.tone import tone_hints  # its word lists take a while to compile

    return tone_hints(own, language, stage, context.roots)


def with_hints(plan: Plan, answers: Mapping[str, Any], context: Context) -> Plan:
    """Return ``plan`` with hints among its warnings, for the letter that comes next."""
    locale = app.choose_locale(None, plan.facts.case, context.setting)
    meta = letter_metas(context.roots).get(plan.next_document or "")
    stage = "first" if meta is None else meta.stage
    from refundletters.lint.tone import answer_hints

    hints = answer_hints(answers, locale.partition("_")[0], stage, context.roots)
    notices = tuple(PlanWarning(key, hint.advice) for key, hint in hints)
    return replace(plan, warnings=(*plan.warnings, *notices))
