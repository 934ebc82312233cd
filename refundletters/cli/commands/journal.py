"""``log``, ``cases``, ``report`` and ``forget``: what happens to cases over time."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refundletters import __version__, app
from refundletters.answers.toml_edit import update_toml
from refundletters.cli.case_folder import CaseRow, case_rows
from refundletters.cli.context import Context
from refundletters.cli.option_values import CasesOptions, ForgetOptions, LogOptions, ReportOptions
from refundletters.errors import AnswersMissing, UsageError
from refundletters.messages import Message, say

__all__ = ["cases", "forget", "log", "report"]


def log(context: Context, options: LogOptions) -> int:
    """Add an entry to the journal of a case."""
    from refundletters.answers import store

    path = Path(options.case)
    answers = store.load(path)
    if options.sent:
        _tell_sent(options, options.sent, answers, context)
    else:
        store.append_contact(path, _contact(options, answers, context))
    context.note(say("Noted in %(file)s.", file=str(path)))
    _tell_what_is_next(path, context)
    return 0


def _tell_sent(
    options: LogOptions, document: str, answers: Mapping[str, Any], context: Context
) -> None:
    """Note that a document went out, checked together with the case it belongs to."""
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
    on = options.on or as_of.isoformat()
    at = parse_answer("contacts.0.at", on, context.interface, as_of=as_of)
    by = options.by and parse_answer("contacts.0.channel", options.by, context.interface)

    def change(contacts: list[Any]) -> list[Any]:
        written = journal.unsent(contacts, meta.id)
        place = written[-1] if written else len(contacts)
        sent = journal.mark_sent(contacts, meta.id, at=at, channel=by, party=party)
        settings = [(f"contacts.{place}.{key}", text) for key, text in options.set]
        whole = app.with_settings({**answers, "contacts": sent}, settings, today=context.today)
        build_case(whole, today=context.today)
        return list(whole["contacts"])

    store.change_contacts(Path(options.case), change)


def _contact(options: LogOptions, answers: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Return the new entry, checked together with the case it belongs to."""
    from refundletters.answers.build import build_case

    position = len(answers.get("contacts", ()))
    settings = [(f"contacts.{position}.{key}", text) for key, text in options.set]
    settings.insert(0, (f"contacts.{position}.at", _day(answers, context)))
    given: Mapping[str, Any] = app.with_settings(answers, settings, today=context.today)
    if "result" not in given["contacts"][position]:
        if options.no_input or not context.interactive:
            raise AnswersMissing(("result",))
        from refundletters.cli.talk.missing_answers import run_contact
        from refundletters.cli.talk.prompts import open_prompter

        given = run_contact(context, given, position, prompter=open_prompter(context))
    build_case(given, today=context.today)
    contact: dict[str, Any] = given["contacts"][position]
    return contact


def _day(answers: Mapping[str, Any], context: Context) -> str:
    return str(answers.get("as_of", context.today.isoformat()))


def _tell_what_is_next(path: Path, context: Context) -> None:
    from refundletters.answers import store

    plan = app.plan(store.load(path), context.setting)
    if plan.next_document is None:
        return
    command = f"refundletters write {plan.next_document} --case {path}"
    if plan.next_on is None or plan.next_on <= plan.facts.as_of:
        context.note(say("Next: %(command)s", command=command))
    else:
        context.note(say("Next, on %(day)s: %(command)s", day=plan.next_on, command=command))


def cases(context: Context, options: CasesOptions) -> int:
    """List all cases with what is due."""
    rows = case_rows(context)
    if options.json:
        context.print_json([_record(row, context) for row in rows])
        return 0
    if not rows:
        context.note(say("You have no cases yet. Start one with: refundletters new"))
    for row in rows:
        context.print(str(row.path))
        for line in _lines(row, context):
            context.print(context.wrap(context.translate(line), "    "))
    return 0


def _lines(row: CaseRow, context: Context) -> list[Message]:
    if row.problem is not None:
        return [say("This file cannot be read: %(problem)s", problem=row.problem)]
    lines = [say("%(service)s: %(reason)s", service=row.service, reason=row.reason)]
    lines += [
        say("Due today: %(what)s", what=deadline.what)
        if deadline.days_left == 0
        else say("%(day)s: %(what)s", day=deadline.date, what=deadline.what)
        for deadline in row.due
    ]
    if row.next_document:
        fields = {"document": row.next_document, "day": row.next_on}
        lines.append(
            say("Next: write %(document)s.", **fields)
            if row.next_on is None or row.next_on <= context.today
            else say("Next: write %(document)s on %(day)s.", **fields)
        )
    return lines


def _record(row: CaseRow, context: Context) -> dict[str, Any]:
    return {
        "case": str(row.path),
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

    answers = masked(store.load(Path(options.case)))
    context.print(f"# refundletters {__version__}, Python {platform.python_version()}")
    context.print(f"# {platform.system()} {platform.machine()}, {context.interface}")
    context.print(update_toml("", answers).rstrip("\n"))
    return 0


def forget(context: Context, options: ForgetOptions) -> int:
    """Delete a case and everything kept with it."""
    from refundletters.answers import store
    from refundletters.cli.talk.drafts import forget_last

    path = Path(options.case)
    store.load(path)  # refuse to delete what is not a case file
    if not options.no_input and context.interactive and not _agreed(path, context):
        context.note(say("Nothing was deleted."))
        return 0
    store.forget(path)
    forget_last(store.home(context.environ), path)
    context.note(say("Deleted: %(file)s", file=str(path)))
    return 0


def _agreed(path: Path, context: Context) -> bool:
    """Ask whether a file may be deleted; the default is to keep it."""
    from refundletters.cli.talk.plain_prompter import Prompt
    from refundletters.cli.talk.prompts import open_prompter
    from refundletters.interview.options import Option

    prompter = open_prompter(context)
    question = say("Delete %(file)s for good? There is no way back.", file=str(path))
    options = (
        Option("keep", context.translate(say("Keep it"))),
        Option("delete", context.translate(say("Delete it"))),
    )
    return prompter.ask(Prompt(context.translate(question), "one", options=options)) == "delete"
