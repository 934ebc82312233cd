"""The review screen: all answers in one list, any of which can be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from refundletters import app
from refundletters.answers import keys
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.evidence_step import EVIDENCE_STEP
from refundletters.cli.talk.plain_prompter import Special
from refundletters.cli.talk.readiness import show_readiness
from refundletters.cli.talk.tone_hints import with_hints
from refundletters.errors import CaseError
from refundletters.interview import flow
from refundletters.interview.options import value_text
from refundletters.interview.review import GROUP_TITLES, ReviewRow, review, unanswered_rows
from refundletters.interview.state import Interview
from refundletters.messages import N_, Message, say
from refundletters.model.money import NO_CURRENCY
from refundletters.packs.questions import find_question

__all__ = ["edit_answers", "run_review", "still_missing"]

_REMOVABLE: Final[Mapping[str, str]] = {
    "charges": N_("Charge %(number)s"),
    "contacts": N_("Contact %(number)s"),
    "evidence": N_("Piece of evidence %(number)s"),
}


def run_review(conversation: Conversation, interview: Interview) -> Interview | None:
    """Show all answers, and let the user change them until they go on.

    Returns:
        The interview; ``None`` where the person goes back to the last question.

    Raises:
        KeyboardInterrupt, EOFError: The person stopped; everything so far is saved.
    """
    while True:
        rows = review(interview, _assumed(conversation, interview))
        _show(conversation, interview, rows)
        try:
            what = _what_next(conversation, interview)
            if what is Special.BACK:
                return None
            if what == "go on":
                return interview
            changed = _change(conversation, interview, rows, what)
            # Questions that a change makes necessary are asked at once.
            interview = conversation.finish(conversation.keep(changed), brief=True)
        except CaseError as error:
            conversation.complain(error)


def edit_answers(conversation: Conversation, interview: Interview) -> Interview:
    """Let the user change answers until they are done, without the rest of the review.

    Raises:
        KeyboardInterrupt, EOFError: The person stopped; everything so far is saved.
    """
    while True:
        rows = {row.key: row for row in review(interview)}
        entries: dict[str, Message | str] = {"": say("No, that is all")}
        entries |= {key: _line(conversation, interview, row) for key, row in rows.items()}
        key = conversation.choose(say("Would you like to change anything?"), entries)
        if not key:
            return interview
        interview = conversation.finish(flow.edit(interview, key), brief=True)


def _what_next(conversation: Conversation, interview: Interview) -> Any:
    actions = _actions(interview)
    return conversation.choose(
        say("Is everything right?"), actions, back=bool(interview.meta and interview.history)
    )


def _change(
    conversation: Conversation, interview: Interview, rows: Sequence[ReviewRow], what: str
) -> Interview:
    match what:
        case "change":
            return _change_answer(conversation, interview, rows)
        case "missing":
            return flow.ask_again(interview)
        case "again":
            return _repeat(conversation, interview)
        case "remove":
            return _remove(conversation, interview)
    added = flow.add(interview, what)
    if what == "evidence":
        return replace(added, needs=(*added.needs, *EVIDENCE_STEP))
    return added


def _actions(interview: Interview) -> dict[str, Message]:
    actions = {"go on": say("Yes, go on")}
    if flow.missing(interview):
        actions["missing"] = say("Answer what is missing")
    actions["change"] = say("Change an answer")
    actions["charges"] = say("Add another charge")
    actions["contacts"] = say("Add another contact")
    actions["evidence"] = say("Add evidence, such as a file")
    if any(keys.get(interview.answers, table) for table in _REMOVABLE):
        actions["remove"] = say("Take away a charge, a contact or evidence")
    if keys.get(interview.answers, "charges"):
        actions["again"] = say("Say that a charge came again every week, month or year")
    return actions


def _repeat(conversation: Conversation, interview: Interview) -> Interview:
    """Let one entry stand for many equal charges."""
    charges = keys.get(interview.answers, "charges")
    chosen = "0"
    if len(charges) > 1:
        entries = {
            str(row): Message(_REMOVABLE["charges"], {"number": row + 1})
            for row in range(len(charges))
        }
        chosen = conversation.choose(say("Which charge came again?"), entries, back=True)
        if chosen is Special.BACK:
            return interview
    # The interval needs a last day, and the other way around.
    wanted = replace(interview, needs=(*interview.needs, "charges.repeat.until"))
    return flow.edit(wanted, f"charges.{chosen}.repeat.every")


def _change_answer(
    conversation: Conversation, interview: Interview, rows: Sequence[ReviewRow]
) -> Interview:
    lines = {row.key: _line(conversation, interview, row) for row in rows}
    # Whatever a warning says should be added can be added here.
    lines |= {row.key: _line(conversation, interview, row) for row in unanswered_rows(interview)}
    key = conversation.choose(say("Which answer would you like to change?"), lines, back=True)
    return interview if key is Special.BACK else flow.edit(interview, key)


def _remove(conversation: Conversation, interview: Interview) -> Interview:
    entries: dict[str, Message] = {}
    for table, label in _REMOVABLE.items():
        for row in range(len(keys.get(interview.answers, table) or ())):
            entries[f"{table}.{row}"] = Message(label, {"number": row + 1})
    key = conversation.choose(say("Which one should be taken away?"), entries, back=True)
    if key is Special.BACK:
        return interview
    table, _, row_text = key.rpartition(".")
    return flow.remove(interview, table, int(row_text))


def _assumed(conversation: Conversation, interview: Interview) -> dict[str, Any]:
    """Return the assumed answers: the language, and the currency."""
    context = conversation.context
    facts = app.facts_from(interview.answers, context.setting)
    assumed: dict[str, Any] = {"locale": app.choose_locale(None, facts.case, context.setting)}
    if facts.case.charges and facts.currency != NO_CURRENCY:
        assumed["charges.0.currency"] = facts.currency
    return assumed


def _show(conversation: Conversation, interview: Interview, rows: Sequence[ReviewRow]) -> None:
    conversation.tell_blank()
    conversation.tell(say("These are your answers."))
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            conversation.tell_blank()
            conversation.tell(GROUP_TITLES[group])
        conversation.prompter.tell(f"- {_line(conversation, interview, row)}")
    open_keys = flow.missing(interview)
    if open_keys:
        conversation.tell_blank()
        conversation.tell(still_missing(interview, open_keys))
    plan = app.plan(interview.answers, conversation.context.setting)
    plan = with_hints(plan, interview.answers, conversation.context)
    for notice in plan.warnings:
        conversation.tell_blank()
        conversation.tell(say("Please check: %(what)s", what=notice.message))
    show_readiness(conversation, interview, plan)


def still_missing(interview: Interview, keys: Sequence[str]) -> Message:
    """Return a sentence that names what is missing as its questions do."""
    names = [_name(interview, key) for key in keys]
    return say("Still missing: %(names)s.", names=names)


def _name(interview: Interview, key: str) -> Message:
    question = find_question(interview.questions, key)
    return Message(key if question is None else question.label)


def _line(conversation: Conversation, interview: Interview, row: ReviewRow) -> str:
    fields = {
        "label": row.label,
        "number": (row.row or 0) + 1,
        "value": ""
        if row.value is None
        else value_text(
            row.question,
            row.value,
            interview.answers,
            conversation.speaker,
            interview.setting.roots,
            row.row,
        ),
    }
    if row.value is None:
        return conversation.speaker(say("%(label)s: not answered", label=row.label))
    if row.assumed:
        return conversation.speaker(Message(N_("%(label)s: %(value)s (assumed)"), fields))
    if row.row:
        return conversation.speaker(Message(N_("%(label)s (%(number)s): %(value)s"), fields))
    return conversation.speaker(Message(N_("%(label)s: %(value)s"), fields))
