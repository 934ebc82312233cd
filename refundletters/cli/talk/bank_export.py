"""Pick charges from a bank's export: what fits the service first, and nothing else is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from refundletters.cli.bank_file import BankFile
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.plain_prompter import Prompt, Special
from refundletters.cli.talk.statement_questions import settle, tell_passed_over
from refundletters.interview.bank_charges import (
    add_charges,
    amount_of,
    entry_label,
    is_there,
    names_of,
    newest,
)
from refundletters.interview.options import Option
from refundletters.interview.state import Interview
from refundletters.messages import Message, say
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES
from refundletters.statements.values import Entry

__all__ = ["pick_charges", "with_charges"]

_OTHERS: Final = "others"


def pick_charges(talk: Conversation, interview: Interview, file: BankFile) -> Interview:
    """Let the person tick the charges of a case in a bank's export.

    Args:
        talk: The conversation.
        interview: The case so far; its service decides which entries come first.
        file: The export.

    Returns:
        The interview with the charges added, those left out that it has already.

    Raises:
        UsageError: With the answers given, the export cannot be read.
    """
    statement = settle(talk, file).statement
    tell_passed_over(talk, statement)
    taken = sorted(
        (entry for entry in statement.entries if not entry.returned), key=newest, reverse=True
    )
    if not taken:
        talk.tell(say("No payments were found in this file."))
        return interview
    picked = _picked(talk, interview, taken)
    _tell_returned(talk, interview, statement.entries)
    return with_charges(talk, interview, picked)


def with_charges(talk: Conversation, interview: Interview, picked: Sequence[Entry]) -> Interview:
    """Return the interview with charges added, those left out that the case has already."""
    if any(is_there(entry, interview.answers) for entry in picked):
        talk.tell(say("What the case has already was left out."))
    changed, wrong = add_charges(interview, picked)
    for error in wrong:
        talk.complain(error)
    return talk.keep(changed) if changed.answers != interview.answers else changed


def _picked(talk: Conversation, interview: Interview, taken: Sequence[Entry]) -> list[Entry]:
    """Return what the person ticks: of what fits the service, else of everything."""
    fitting = _fitting(talk, interview, taken)
    if fitting:
        question = say("Which of these charges belong to your case?")
        more = {_OTHERS: say("Others, which are not on this list")} if fitting != taken else {}
        chosen = _tick(talk, interview, fitting, question, more)
        if chosen is not None:
            return chosen
    else:
        talk.tell(say("No entry names the service, so all payments are shown, the latest first."))
    rest = [entry for entry in taken if entry not in fitting] if fitting else list(taken)
    question = say("Which of these payments belong to your case?")
    return _tick(talk, interview, [*fitting, *rest], question, {}) or []


def _tick(
    talk: Conversation,
    interview: Interview,
    offered: Sequence[Entry],
    question: Message,
    more: Mapping[str, Message],
) -> list[Entry] | None:
    """Return the ticked entries; ``None`` where the person asks for others."""
    options = [
        Option(str(number), talk.speaker(entry_label(entry, interview.answers)))
        for number, entry in enumerate(offered)
    ]
    options += [Option(key, talk.speaker(label)) for key, label in more.items()]
    reply = talk.prompter.ask(
        Prompt(
            talk.speaker(question),
            "many",
            help=talk.speaker(
                say("Only what you choose is kept in the case. The file itself is not copied.")
            ),
            options=tuple(options),
            may_skip=True,
        )
    )
    if reply is Special.SKIP or not isinstance(reply, tuple):
        return []
    return None if _OTHERS in reply else [offered[int(number)] for number in reply]


def _fitting(talk: Conversation, interview: Interview, taken: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that name the service or whoever bills for it."""
    service = interview.answers.get("service") or {}
    names = names_of(load_rows(talk.context.roots, SERVICES), service)
    return [entry for entry in taken if names.match(entry.text)]


def _tell_returned(talk: Conversation, interview: Interview, found: Sequence[Entry]) -> None:
    """Say that money came back from the same company: asking for it twice would hurt the case."""
    returned = [entry for entry in found if entry.returned and entry.date is not None]
    for entry in _fitting(talk, interview, returned):
        talk.tell(
            say(
                "Money came in on %(day)s: %(amount)s (%(text)s). If it is a refund of one of "
                "these charges, note it at that charge.",
                day=entry.date,
                amount=amount_of(entry, interview.answers),
                text=entry.text,
            )
        )
