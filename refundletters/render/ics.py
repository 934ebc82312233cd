"""Calendar files (RFC 5545): all-day events with alarms, for any calendar program.

All words come with the events, and the file depends on nothing else, so that the same case gives
the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Final

import msgspec

from refundletters.render.result import Rendered

__all__ = ["MORNING", "Calendar", "CalendarEvent", "render"]

#: Hour of the day at which alarms ring.
MORNING: Final = 9

_OCTETS: Final = 75
_MAKER: Final = "-//refundletters//refundletters//EN"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class CalendarEvent(msgspec.Struct, frozen=True):
    """A day to remember.

    Attributes:
        id: What it is about, the same each time the file is made; no two of a calendar share it.
        day: The day.
        summary: Its title.
        description: What else to know; may be empty.
        alarms: How many days before, in the morning, an alarm rings; 0 is the day itself.
    """

    id: str
    day: dt.date
    summary: str
    description: str = ""
    alarms: tuple[int, ...] = (0,)


class Calendar(msgspec.Struct, frozen=True):
    """Days of one case.

    Attributes:
        key: What tells this case from others; it is hashed and cannot be read in the file.
        name: Name of the calendar.
        locale: Language of all words, such as ``de_DE``.
        as_of: The day the file speaks for.
        events: Its days; at least one, since an empty calendar is no valid file.
    """

    key: str
    name: str
    locale: str
    as_of: dt.date
    events: tuple[CalendarEvent, ...]


def render(calendar: Calendar) -> Rendered:
    """Return a calendar as the bytes of an ``.ics`` file.

    Raises:
        ValueError: There is no event, or two of them share an id.
    """
    ids = [event.id for event in calendar.events]
    if not ids or len(set(ids)) < len(ids):
        msg = "a calendar needs events, each with an id of its own"
        raise ValueError(msg)
    content = "".join(f"{_folded(line)}\r\n" for line in _lines(calendar))
    return Rendered(content.encode(), "text/calendar; charset=utf-8", ".ics")


def _lines(calendar: Calendar) -> Iterator[str]:
    language = calendar.locale.replace("_", "-")
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{_MAKER}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME;LANGUAGE={language}:{_text(calendar.name)}"
    yield f"X-WR-CALNAME:{_text(calendar.name)}"
    for event in sorted(calendar.events, key=lambda event: (event.day, event.id)):
        yield from _event(event, calendar, language)
    yield "END:VCALENDAR"


def _event(event: CalendarEvent, calendar: Calendar, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(calendar.key, event.id)}"
    yield f"DTSTAMP:{calendar.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION;LANGUAGE={language}:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    for days in sorted(set(event.alarms), reverse=True):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{_trigger(days)}"
        yield f"DESCRIPTION;LANGUAGE={language}:{_text(event.summary)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _uid(key: str, event: str) -> str:
    digest = hashlib.sha256(f"{key}\n{event}".encode()).hexdigest()
    return f"{digest[:32]}@refundletters"


def _trigger(days: int) -> str:
    """Return the trigger for the morning ``days`` before an event, relative to its start."""
    hours = days * 24 - MORNING
    if hours <= 0:
        return f"PT{-hours}H"
    return f"-P{hours // 24}DT{hours % 24}H" if hours >= 24 else f"-PT{hours}H"


def _text(text: str) -> str:
    """Return a value of type TEXT: escaped, and without control characters."""
    lines = "\n".join(unicodedata.normalize("NFC", text).splitlines())
    kept = "".join(char for char in lines if char == "\n" or unicodedata.category(char) != "Cc")
    return kept.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Fold a line at 75 octets, never inside a character."""
    pieces: list[str] = []
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _OCTETS:
            pieces.append(piece)
            piece, size = "", 1  # the blank that marks a folded line
        piece += char
        size += width
    return "\r\n ".join((*pieces, piece))
