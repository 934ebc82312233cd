"""``remind``: the deadlines of a case as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from refundletters import app
from refundletters.answers import store
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
    """Write the calendar file of a case."""
    case = Path(options.case)
    if options.open and options.path is None:
        raise UsageError(
            say("There is no file to open."), say("Name one with -o, such as -o case.ics.")
        )
    plan = app.plan(store.load(case), context.setting)
    events = _events(plan, case, context)
    if not events:
        context.note(say("There is no day to remember in this case now, so no file was written."))
        return 0
    name = plan.facts.service.name or case.stem
    rendered = ics.render(
        ics.Calendar(
            # The path identifies the case: two cases about one service must not share events.
            key=str(case.resolve()),
            name=name,
            locale=context.interface,
            as_of=plan.facts.as_of,
            events=events,
        )
    )
    if options.path is None:
        from refundletters.sink import stdout

        stdout.put(rendered, context.stdout)
        return 0
    from refundletters.cli.outputs import put_output

    evidence = plan.facts.case.evidence
    path = put_output(context, rendered, options, case=options.case, evidence=evidence)
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


def _events(plan: Plan, case: Path, context: Context) -> tuple[ics.CalendarEvent, ...]:
    found = [_event(reminder, plan, case, context) for reminder in reminders(plan)]
    if plan.next_document is not None and plan.next_on is not None:
        meta = letter_metas(context.roots)[plan.next_document]
        what = say("Write next: %(document)s.", document=Message(meta.title))
        command = f"refundletters write {plan.next_document} --case {case}"
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
    command = f"refundletters plan --case {case}"
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
