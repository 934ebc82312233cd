"""``remind``: the days of a case as a file for the calendar."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from refundletters import app
from refundletters.answers import store
from refundletters.cli.context import Door
from refundletters.errors import UsageError
from refundletters.facts.plan.reminders import Reminder, reminders
from refundletters.facts.types import Plan
from refundletters.messages import Message, say
from refundletters.packs.letters import letter_metas
from refundletters.render import ics

__all__ = ["run"]

_NEXT: Final = "next-document"


def run(door: Door, values: Namespace) -> int:
    """Write the calendar file of a case."""
    case = Path(values.case)
    if values.open and values.output in {None, "-"}:
        raise UsageError(
            say("There is no file to open."), say("Name one with -o, such as -o case.ics.")
        )
    plan = app.plan(store.load(case), roots=door.roots, today=door.today)
    events = _events(plan, case, door)
    if not events:
        door.tell(say("There is no day to remember in this case now, so no file was written."))
        return 0
    name = plan.facts.service.name or case.stem
    rendered = ics.render(
        ics.Calendar(
            # The file is the case: two cases about one service must not share their days.
            key=str(case.resolve()),
            name=name,
            locale=door.interface,
            as_of=plan.facts.as_of,
            events=events,
        )
    )
    if values.output in {None, "-"}:
        from refundletters.sink import stdout

        stdout.put(rendered, door.stdout)
        return 0
    from refundletters.sink import files

    path = Path(values.output)
    door.tell(files.put(rendered, path, overwrite=values.overwrite).message)
    door.tell(
        say(
            "Import it into a calendar of its own. After a change in the case, delete that "
            "calendar and import the new file."
        )
    )
    if values.open:
        files.open_with_system(path)
    return 0


def _events(plan: Plan, case: Path, door: Door) -> tuple[ics.Event, ...]:
    found = [_event(reminder, plan, case, door) for reminder in reminders(plan)]
    if plan.next_document is not None and plan.next_on is not None:
        meta = letter_metas(door.roots)[plan.next_document]
        what = say("Write next: %(document)s.", document=Message(meta.title))
        command = f"refundletters write {plan.next_document} --case {case}"
        found.append(
            ics.Event(
                _NEXT,
                max(plan.next_on, plan.facts.as_of),
                _titled(what, plan, door),
                door.speak(say("On the command line: %(command)s", command=command)),
            )
        )
    return tuple(found)


def _event(reminder: Reminder, plan: Plan, case: Path, door: Door) -> ics.Event:
    command = f"refundletters plan --case {case}"
    more = say("See what to do: %(command)s", command=command)
    alarms = (0, reminder.early) if reminder.early else (0,)
    return ics.Event(
        reminder.id, reminder.day, _titled(reminder.what, plan, door), door.speak(more), alarms
    )


def _titled(what: Message, plan: Plan, door: Door) -> str:
    """Return a sentence with the service before it: a calendar holds days of many things."""
    name = plan.facts.service.name
    if not name:
        return door.speak(what)
    return door.speak(say("%(service)s: %(what)s", service=name, what=what))
