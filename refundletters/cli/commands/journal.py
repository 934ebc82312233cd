"""What happens to a case over time: noting contacts, seeing all cases, reporting and forgetting."""

from __future__ import annotations

import platform
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refundletters import __version__, app
from refundletters.cli.case_folder import CaseRow, case_rows
from refundletters.cli.context import Door
from refundletters.errors import AnswersMissing
from refundletters.messages import Message, say

__all__ = ["cases", "forget", "log", "report"]


def log(door: Door, values: Namespace) -> int:
    """Add an entry to the journal of a case."""
    from refundletters.answers import store

    path = Path(values.case)
    answers = store.load(path)
    contact = _contact(values, answers, door)
    store.append_contact(path, contact)
    door.tell(say("Noted in %(file)s.", file=str(path)))
    _tell_what_is_next(path, door)
    return 0


def _contact(values: Namespace, answers: Mapping[str, Any], door: Door) -> dict[str, Any]:
    """Return the new entry, checked together with the case it belongs to."""
    from refundletters.answers.build import build_case

    position = len(answers.get("contacts", ()))
    settings = [(f"contacts.{position}.{key}", text) for key, text in values.set]
    settings.insert(0, (f"contacts.{position}.at", _day(answers, door)))
    given: Mapping[str, Any] = app.with_settings(answers, settings, today=door.today)
    if "result" not in given["contacts"][position]:
        if values.no_input or not door.interactive:
            raise AnswersMissing(("result",))
        from refundletters.cli.talk import missing_answers

        given = missing_answers.run_contact(door, given, position)
    build_case(given, today=door.today)
    contact: dict[str, Any] = given["contacts"][position]
    return contact


def _day(answers: Mapping[str, Any], door: Door) -> str:
    return str(answers.get("as_of", door.today.isoformat()))


def _tell_what_is_next(path: Path, door: Door) -> None:
    from refundletters.answers import store

    plan = app.plan(store.load(path), roots=door.roots, today=door.today)
    if plan.next_document is None:
        return
    command = f"refundletters write {plan.next_document} --case {path}"
    if plan.next_on is None or plan.next_on <= plan.facts.as_of:
        door.tell(say("Next: %(command)s", command=command))
    else:
        door.tell(say("Next, on %(day)s: %(command)s", day=plan.next_on, command=command))


def cases(door: Door, values: Namespace) -> int:
    """List all cases with what is due."""
    rows = case_rows(door)
    if values.json:
        door.out_json([_record(row, door) for row in rows])
        return 0
    if not rows:
        door.tell(say("You have no cases yet. Start one with: refundletters new"))
    for row in rows:
        door.out(str(row.path))
        for line in _lines(row, door):
            door.out(door.wrap(door.speak(line), "    "))
    return 0


def _lines(row: CaseRow, door: Door) -> list[Message]:
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
            if row.next_on is None or row.next_on <= door.today
            else say("Next: write %(document)s on %(day)s.", **fields)
        )
    return lines


def _record(row: CaseRow, door: Door) -> dict[str, Any]:
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
        "problem": None if row.problem is None else door.speak(row.problem),
    }


def report(door: Door, values: Namespace) -> int:
    """Print a case without personal data, and the versions at work."""
    from refundletters.answers import store
    from refundletters.answers.redact import redacted
    from refundletters.answers.toml_edit import merged

    answers = redacted(store.load(Path(values.case)))
    door.out(f"# refundletters {__version__}, Python {platform.python_version()}")
    door.out(f"# {platform.system()} {platform.machine()}, {door.interface}")
    door.out(merged("", answers).rstrip("\n"))
    return 0


def forget(door: Door, values: Namespace) -> int:
    """Delete a case and what was kept beside it."""
    from refundletters.answers import store
    from refundletters.cli.talk.drafts import forget_last

    path = Path(values.case)
    store.load(path)  # what is no case file is not ours to delete
    if not values.no_input and door.interactive and not _agreed(path, door):
        door.tell(say("Nothing was deleted."))
        return 0
    store.forget(path)
    forget_last(store.home(door.environ), path)
    door.tell(say("Deleted: %(file)s", file=str(path)))
    return 0


def _agreed(path: Path, door: Door) -> bool:
    """Ask whether a file may be deleted; keeping it is the first answer."""
    from refundletters.cli.talk.plain_prompter import Prompt
    from refundletters.cli.talk.prompts import open_prompter
    from refundletters.interview.options import Option

    assert door.stdin is not None
    prompter = open_prompter(
        door.speak,
        plain=False,
        environ=door.environ,
        stdin=door.stdin,
        interactive=True,
        show=door.tell,
    )
    question = say("Delete %(file)s for good? There is no way back.", file=str(path))
    options = (
        Option("keep", door.speak(say("Keep it"))),
        Option("delete", door.speak(say("Delete it"))),
    )
    return prompter.ask(Prompt(door.speak(question), "one", options=options)) == "delete"
