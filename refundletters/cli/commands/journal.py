"""``log``, ``cases``, ``use`` and ``report``: what happens to cases over time."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from refundletters import __version__, app
from refundletters.answers.toml_edit import update_toml
from refundletters.cli.cases.current import (
    case_title,
    find_case,
    known_cases,
    make_current,
    needed_case,
    tell_case,
)
from refundletters.cli.cases.folder import CaseRow, case_rows
from refundletters.cli.context import Context
from refundletters.cli.next_steps import tell_what_is_next
from refundletters.cli.option_values import (
    CasesOptions,
    LogOptions,
    ReportOptions,
    UseOptions,
)
from refundletters.cli.words import answer_text, document_title
from refundletters.errors import AnswersMissing, Interrupted, UsageError
from refundletters.messages import Message, say

__all__ = ["cases", "log", "report", "use"]

# What is read back of an entry.
_READ_BACK: Final = ("at", "document", "party", "channel", "result", "reference")

# Ways of sending that leave a receipt.
_WITH_RECEIPT: Final = frozenset({"registered_letter", "in_person", "branch", "fax"})


def log(context: Context, options: LogOptions) -> int:
    """Add an entry to the journal of a case."""
    from refundletters.answers import store

    path = needed_case(context, options.case)
    answers = store.load(path)
    if options.sent:
        noted = _tell_sent(options, options.sent, path, answers, context)
    else:
        noted = _contact(options, answers, context)
        store.append_contact(path, noted)
    context.note(
        say("Noted in %(file)s: %(what)s.", file=str(path), what=_in_words(noted, context))
    )
    if context.interactive and not options.no_input and _may_be_shown(noted, options):
        _offer_evidence(path, context)
    tell_what_is_next(path, context)
    return 0


def _may_be_shown(noted: Mapping[str, Any], options: LogOptions) -> bool:
    """Tell whether there can be something that shows it: of a sent message, a receipt."""
    return not options.sent or noted.get("channel") in _WITH_RECEIPT


def _offer_evidence(path: Path, context: Context) -> None:
    """Offer to add what shows that it happened, while it is at hand."""
    from refundletters.answers import store
    from refundletters.cli.talk.evidence_step import offer_evidence
    from refundletters.cli.talk.prompts import open_prompter

    case = store.CaseFile(path)
    answers = case.load()
    try:
        more = offer_evidence(context, answers, prompter=open_prompter(context))
    except Interrupted:
        # The entry itself is noted already.
        raise Interrupted(str(path)) from None
    if more != answers:
        case.save(more)


def _in_words(contact: Mapping[str, Any], context: Context) -> str:
    """Return an entry of the journal as it was understood, part by part."""
    names = [name for name in _READ_BACK if name in contact]
    return " · ".join(answer_text(f"contacts.{name}", contact[name], context) for name in names)


def _tell_sent(
    options: LogOptions, document: str, case: Path, answers: Mapping[str, Any], context: Context
) -> Mapping[str, Any]:
    """Note that a document went out, checked together with the case it belongs to.

    Returns:
        The entry as it was noted.
    """
    from refundletters.answers import journal, store
    from refundletters.answers.build import build_case
    from refundletters.answers.parsing.answer import parse_answer
    from refundletters.packs.letters import letter_meta

    meta = letter_meta(context.roots, document)
    party = journal.PARTIES.get(meta.audience)
    if party is None:
        raise UsageError(
            say("%(document)s is for yourself, so it is not sent.", document=meta.id),
            say("Name a document that goes to somebody else."),
        )
    as_of = build_case(answers, today=context.today).as_of or context.today
    if options.on is None and context.interactive and not options.no_input:
        from refundletters.cli.talk.missing_answers import run_day_sent
        from refundletters.cli.talk.prompts import open_prompter

        at = run_day_sent(context, answers, meta.id, prompter=open_prompter(context))
    else:
        on = options.on or as_of.isoformat()
        at = parse_answer("contacts.0.at", on, context.interface, as_of=as_of)
    by = options.by and parse_answer("contacts.0.channel", options.by, context.interface)

    noted: dict[str, Any] = {}

    def change(contacts: list[Any]) -> list[Any]:
        written = journal.unsent(contacts, meta.id)
        place = written[-1] if written else len(contacts)
        sent = journal.mark_sent(contacts, meta.id, at=at, channel=by, party=party)
        settings = [(f"contacts.{place}.{key}", text) for key, text in options.set]
        whole = app.with_settings({**answers, "contacts": sent}, settings, today=context.today)
        build_case(whole, today=context.today)
        noted.update(whole["contacts"][place])
        return list(whole["contacts"])

    store.change_contacts(case, change)
    return noted


def _contact(options: LogOptions, answers: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Return the new entry, checked together with the case it belongs to."""
    from refundletters.answers.build import build_case

    position = len(answers.get("contacts", ()))
    settings = [(f"contacts.{position}.{key}", text) for key, text in options.set]
    settings.insert(0, (f"contacts.{position}.at", _day(answers, context)))
    given: Mapping[str, Any] = app.with_settings(answers, settings, today=context.today)
    asks_day = all(key != "at" for key, _ in options.set)
    asks_result = "result" not in given["contacts"][position]
    if context.interactive and not options.no_input and (asks_day or asks_result):
        from refundletters.cli.talk.missing_answers import run_contact
        from refundletters.cli.talk.prompts import open_prompter

        given = run_contact(
            context,
            given,
            position,
            prompter=open_prompter(context),
            day=asks_day,
            result=asks_result,
        )
    elif asks_result:
        raise AnswersMissing(("result",))
    build_case(given, today=context.today)
    contact: dict[str, Any] = given["contacts"][position]
    return contact


def _day(answers: Mapping[str, Any], context: Context) -> str:
    return str(answers.get("as_of", context.today.isoformat()))


def use(context: Context, options: UseOptions) -> int:
    """Make a case the current one."""
    from refundletters.answers import store

    path = find_case(context, options.case)
    store.load(path)  # what is no case file cannot be the current one
    make_current(context, path)
    tell_case(context, path)
    return 0


def cases(context: Context, options: CasesOptions) -> int:
    """List all cases, numbered and named, with what is due."""
    if options.names:
        for case in known_cases(context):
            title = context.translate(case_title(context, case.path))
            context.print(f"{case.number}\t{title}")
        return 0
    rows = case_rows(context)
    if options.json:
        context.print_json([_record(row, context) for row in rows])
        return 0
    if not rows:
        context.note(say("You have no cases yet. Start one with: refundletters new"))
    for row in rows:
        title = context.translate(row.title)
        mark = context.translate(say("%(title)s (current)", title=title)) if row.current else title
        context.print(context.wrap(mark, f"{row.number}. "))
        for line in _lines(row, context):
            context.print(context.wrap(context.translate(line), "    "))
    return 0


def _lines(row: CaseRow, context: Context) -> list[Message]:
    if row.problem is not None:
        place = say("File: %(file)s", file=str(row.path))
        return [say("This file cannot be read: %(problem)s", problem=row.problem), place]
    lines = [
        say("Due today: %(what)s", what=deadline.what)
        if deadline.days_left == 0
        else say("%(day)s: %(what)s", day=deadline.date, what=deadline.what)
        for deadline in row.due
    ]
    if row.next_document:
        fields = {"document": document_title(row.next_document, context), "day": row.next_on}
        lines.append(
            say("Next: write %(document)s.", **fields)
            if row.next_on is None or row.next_on <= context.today
            else say("Next: write %(document)s on %(day)s.", **fields)
        )
    return lines


def _record(row: CaseRow, context: Context) -> dict[str, Any]:
    return {
        "case": str(row.path),
        "number": row.number,
        "current": row.current,
        "service": row.service,
        "reason": row.reason,
        "due": [
            {"id": entry.id, "date": entry.date.isoformat(), "days_left": entry.days_left}
            for entry in row.due
        ],
        "next": {
            "document": row.next_document,
            "on": row.next_on.isoformat() if row.next_on else None,
        },
        "problem": None if row.problem is None else context.translate(row.problem),
    }


def report(context: Context, options: ReportOptions) -> int:
    """Print a case without personal data, and the versions in use."""
    from refundletters.answers import store
    from refundletters.answers.forbidden.masked import masked

    answers = masked(store.load(needed_case(context, options.case)))
    context.print(f"# refundletters {__version__}, Python {platform.python_version()}")
    context.print(f"# {platform.system()} {platform.machine()}, {context.interface}")
    context.print(update_toml("", answers).rstrip("\n"))
    return 0
