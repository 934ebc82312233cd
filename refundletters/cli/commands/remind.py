"""``remind``: the deadlines of a case as a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import Final

from msgspec.structs import replace

from refundletters import app
from refundletters.answers import store
from refundletters.cli.cases.current import known_cases, needed_case
from refundletters.cli.context import Context
from refundletters.cli.option_values import RemindOptions
from refundletters.errors import UsageError
from refundletters.facts.plan.reminders import Reminder, reminders
from refundletters.facts.types import Plan
from refundletters.messages import Message, say
from refundletters.packs.letters import letter_metas
from refundletters.render import ics

__all__ = ["run"]

_NEXT: Final = "next-document"


def run(context: Context, options: RemindOptions) -> int:
    """Write the calendar file of a case, or of all of them."""
    if options.open and options.path is None:
        raise UsageError(
            say("There is no file to open."), say("Name one with -o, such as -o case.ics.")
        )
    if options.all and options.case:
        raise UsageError(
            say("--all takes every case, so no case can be named with it."),
            say("Leave out one of the two."),
        )
    cases = _cases(options, context)
    calendars = [_calendar(case, context) for case in cases]
    found = [calendar for calendar in calendars if calendar.events]
    if not found:
        context.note(say("There is no day to remember now, so no file was written."))
        return 0
    if options.output is None and context.stdout_is_terminal:
        _show(found, context)
        return 0
    rendered = ics.render(found[0] if len(found) == 1 else _together(found, context))
    if options.path is None:
        from refundletters.sink import stdout

        stdout.put(rendered, context.stdout)
        return 0
    from refundletters.cli.commands.output_file import put_output

    path = put_output(context, rendered, options, cases=cases)
    context.note(
        say(
            "Import it into a calendar of its own. After a change in the case, delete that "
            "calendar and import the new file."
        )
    )
    if options.open:
        from refundletters.sink.files import open_with_system

        open_with_system(path)
    return 0


def _cases(options: RemindOptions, context: Context) -> tuple[Path, ...]:
    if options.all:
        return tuple(case.path for case in known_cases(context))
    return (needed_case(context, options.case),)


def _calendar(case: Path, context: Context) -> ics.Calendar:
    plan = app.plan(store.load(case), context.setting)
    return ics.Calendar(
        # The path identifies the case: two cases about one service must not share events.
        key=str(case.resolve()),
        name=plan.facts.service.name or case.stem,
        locale=context.interface,
        as_of=plan.facts.as_of,
        events=_events(plan, case.absolute(), context),
    )


def _together(calendars: Sequence[ics.Calendar], context: Context) -> ics.Calendar:
    """Return the days of several cases as one calendar."""
    return ics.Calendar(
        key="",
        name=context.translate(say("Subscription charges")),
        locale=context.interface,
        as_of=max(calendar.as_of for calendar in calendars),
        events=tuple(
            replace(event, id=f"{calendar.key}\n{event.id}")
            for calendar in calendars
            for event in calendar.events
        ),
    )


def _show(calendars: Sequence[ics.Calendar], context: Context) -> None:
    """Show the days as a list: on a screen nobody reads the text of a calendar file."""
    events = [event for calendar in calendars for event in calendar.events]
    for event in sorted(events, key=lambda event: (event.day, event.id)):
        line = say("%(day)s: %(what)s", day=event.day, what=event.summary)
        context.print(context.wrap(context.translate(line), "- "))
    context.note(
        say(
            "To take these days into a calendar, write them to a file: %(command)s",
            command="refundletters remind -o case.ics",
        )
    )


def _events(plan: Plan, case: Path, context: Context) -> tuple[ics.CalendarEvent, ...]:
    found = [_event(reminder, plan, case, context) for reminder in reminders(plan)]
    if plan.next_document is not None and plan.next_on is not None:
        meta = letter_metas(context.roots)[plan.next_document]
        what = say("Write next: %(document)s.", document=Message(meta.title))
        command = f"refundletters write {plan.next_document} --case {quote(str(case))}"
        found.append(
            ics.CalendarEvent(
                _NEXT,
                max(plan.next_on, plan.facts.as_of),
                _titled(what, plan, context),
                context.translate(say("On the command line: %(command)s", command=command)),
            )
        )
    return tuple(found)


def _event(reminder: Reminder, plan: Plan, case: Path, context: Context) -> ics.CalendarEvent:
    command = f"refundletters plan {quote(str(case))}"
    more = say("See what to do: %(command)s", command=command)
    alarms = (0, reminder.early) if reminder.early else (0,)
    return ics.CalendarEvent(
        reminder.id,
        reminder.day,
        _titled(reminder.what, plan, context),
        context.translate(more),
        alarms,
    )


def _titled(what: Message, plan: Plan, context: Context) -> str:
    """Return a sentence with the service in front: a calendar has entries about many things."""
    name = plan.facts.service.name
    if not name:
        return context.translate(what)
    return context.translate(say("%(service)s: %(what)s", service=name, what=what))
