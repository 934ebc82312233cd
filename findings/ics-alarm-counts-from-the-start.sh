#!/usr/bin/env bash
# ics drops RELATED=END of an alarm: a reminder that counts from the end of an event is written
# back as one that counts from its start.
#
# Seen with: ics 0.7.3, icalendar 7.3.2, Python 3.11, November 2026.
# RFC 5545, 3.8.6.3: a trigger with RELATED=END is relative to the end. An event of a whole day
# with -PT15H is to ring at 9:00 of that day. After ics has read and written it, the alarm is at
# 9:00 of the day before.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'ics==0.7.3' 'icalendar==7.3.2' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
import icalendar
import ics

text = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example.org",
    "DTSTAMP:20261101T000000Z", "DTSTART;VALUE=DATE:20261223", "DTEND;VALUE=DATE:20261224",
    "SUMMARY:Last day", "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Last day",
    "TRIGGER;RELATED=END:-PT15H", "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
])


def rings(calendar: str) -> str:
    event = icalendar.Calendar.from_ical(calendar).events[0]
    return str(event.alarms.times[0].trigger)


before, after = rings(text), rings(ics.Calendar(text).serialize())
print("as given:", before, " after ics:", after)
sys.exit(0 if (before, after) == ("2026-12-23 09:00:00", "2026-12-22 09:00:00") else "changed")
PYTHON
