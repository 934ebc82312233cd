"""Whether a document may be written for a case now: offered, waiting or blocked, and why."""

from __future__ import annotations

from collections.abc import Sequence

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.missing_answers import missing_keys
from refundletters.facts.plan.advice import advice_for, advice_names, sentences
from refundletters.facts.types import DocumentStatus, Facts
from refundletters.messages import Message
from refundletters.packs.letters import LetterMeta, letter_metas

__all__ = ["all_statuses", "status"]


def status(meta: LetterMeta, facts: Facts) -> DocumentStatus:
    """Tell whether ``meta`` may be written for a case now.

    Answers and confirmations not given yet are listed in ``missing`` and never change the status; a
    confirmation that was denied does.

    Raises:
        ConditionError: A condition in ``letter.toml`` or ``questions.toml`` is not one.
    """
    ruled_out = _ruled_out(meta, facts)
    if ruled_out is not None:
        why, instead = ruled_out
        return DocumentStatus(meta.id, "blocked", why, _open_ones(instead, meta, facts))
    scope = names_of_facts(facts)
    for gate in meta.waiting:
        if is_true(gate.when, scope):
            return DocumentStatus(
                meta.id,
                "waiting",
                Message(gate.why),
                _open_ones(gate.instead, meta, facts),
                missing_keys(meta, facts),
            )
    about = next((gate.why for gate in meta.caution if is_true(gate.when, scope)), meta.about)
    return DocumentStatus(meta.id, "offered", Message(about), missing=_missing(meta, facts))


def all_statuses(facts: Facts) -> tuple[DocumentStatus, ...]:
    """Return the status of every document, in the order of the documents table."""
    return tuple(status(meta, facts) for meta in letter_metas(facts.roots).values())


def _missing(meta: LetterMeta, facts: Facts) -> tuple[str, ...]:
    keys = missing_keys(meta, facts)
    if _wants_goal(meta, facts) and not facts.case.goals:
        return ("goals", *(key for key in keys if key != "goals"))
    return keys


def _ruled_out(meta: LetterMeta, facts: Facts) -> tuple[Message, Sequence[str]] | None:
    """Return why a document is blocked, and what the data names instead."""
    names = advice_names(facts, letter=meta)
    for gate in meta.blocked:
        if is_true(gate.when, names):
            return Message(gate.why), gate.instead
    for row in advice_for(facts, "document", names):
        for why in sentences(row, names):
            return why, row.instead
    return None


def _wants_goal(meta: LetterMeta, facts: Facts) -> bool:
    """Tell whether a document is blocked only because a goal is missing."""
    return (
        meta.on_request_goal is not None
        and facts.case.reason in meta.on_request
        and meta.on_request_goal not in facts.case.goals
    )


def _open_ones(ids: Sequence[str], meta: LetterMeta, facts: Facts) -> tuple[str, ...]:
    """Keep the documents that are not blocked."""
    metas = letter_metas(facts.roots)
    return tuple(
        id for id in ids if id != meta.id and id in metas and _ruled_out(metas[id], facts) is None
    )
