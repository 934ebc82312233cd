"""Whether a document may be written for a case now: offered, waiting or blocked, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from refundletters.facts.conditions import is_true, names_of_facts
from refundletters.facts.missing_answers import missing_keys
from refundletters.facts.types import DocumentStatus, Facts
from refundletters.messages import Message, say
from refundletters.packs.letters import LetterMeta, letter_metas

__all__ = ["all_statuses", "status"]

# Documents that a reason may have on request only when the person wants charges to stop.
_NEED_STOP_GOAL: Final = frozenset({"cancellation-notice", "stop-payments"})

# What it means that a confirmation was answered with no, and what fits better then.
_REFUSED: Final[Mapping[str, tuple[Message, tuple[str, ...]]]] = {
    "facts_true": (
        say(
            "You said that not everything in the case is true as far as you know. Go through your "
            "answers first; a letter with one wrong fact is easily turned down."
        ),
        ("case-summary",),
    ),
    "not_refunded": (
        say(
            "You said that you have already been refunded for some of this. Enter what came back "
            "with each charge, so that nothing is asked for twice."
        ),
        ("case-summary", "thank-you"),
    ),
    "four_points": (
        say(
            "At least one of the four points does not hold, so this payment cannot be reported as "
            "unauthorized. That is no bad sign: other routes fit your case better."
        ),
        ("refund-request", "chat-opener"),
    ),
    "tried_first": (
        say(
            "You said that you have not contacted the company yet. Most banks and authorities ask "
            "for that first, and often it already settles the matter."
        ),
        ("chat-opener", "refund-request"),
    ),
    "nothing_pending": (
        say(
            "At least one of the entries is still pending. It can be disputed once it is posted; "
            "many pending entries simply drop off within about a week."
        ),
        ("chat-opener", "case-summary"),
    ),
    "last_step": (
        say(
            "This is the last letter before a court. It follows a formal complaint whose date has "
            "passed."
        ),
        ("formal-complaint", "follow-up"),
    ),
}


def status(meta: LetterMeta, facts: Facts) -> DocumentStatus:
    """Tell whether ``meta`` may be written for a case now.

    Answers and confirmations that have not been given yet stand in ``missing`` and never change
    the status; a confirmation that was denied does.

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
    if _wants_stop_goal(meta, facts) and not facts.case.goals:
        return ("goals", *(key for key in keys if key != "goals"))
    return keys


def _ruled_out(meta: LetterMeta, facts: Facts) -> tuple[Message, Sequence[str]] | None:
    """Return why a document is blocked, and what the data names in its place."""
    scope = names_of_facts(facts)
    for gate in meta.blocked:
        if is_true(gate.when, scope):
            return Message(gate.why), gate.instead
    reason = facts.case.reason
    if reason is not None and reason not in meta.reasons:
        why = say(
            "This document does not fit what happened to you. Another one gives you a better "
            "chance."
        )
        return why, ("refund-request", "chat-opener")
    for name in meta.gates:
        if getattr(facts.case.confirmed, name, None) is False and name in _REFUSED:
            return _REFUSED[name]
    if _wants_stop_goal(meta, facts) and facts.case.goals:
        why = say(
            "For what happened to you this is written only if you want the charges to stop. Add "
            "that goal if you do."
        )
        return why, ("refund-request", "chat-opener")
    return None


def _wants_stop_goal(meta: LetterMeta, facts: Facts) -> bool:
    """Tell whether only the goal of stopping charges opens a document, and it is not there."""
    return (
        meta.id in _NEED_STOP_GOAL
        and facts.case.reason in meta.on_request
        and "stop_charges" not in facts.case.goals
    )


def _open_ones(ids: Sequence[str], meta: LetterMeta, facts: Facts) -> tuple[str, ...]:
    """Keep the documents that are not blocked themselves."""
    metas = letter_metas(facts.roots)
    return tuple(
        id for id in ids if id != meta.id and id in metas and _ruled_out(metas[id], facts) is None
    )
