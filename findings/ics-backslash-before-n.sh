#!/usr/bin/env bash
# ics takes an escaped backslash that stands before the letter n for a line break, and leaves a
# backslash at the end of the line.
#
# Seen with: ics 0.7.3, icalendar 7.3.2, vobject 0.9.9, Python 3.11, November 2026.
# RFC 5545, 3.3.11: two backslashes are one. The summary below is "Folder refunds\new"; icalendar
# and vobject read it so, ics reads "Folder refunds\", a line break and "ew".
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'ics==0.7.3' 'icalendar==7.3.2' 'vobject==0.9.9' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
import icalendar
import ics
import vobject

text = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example.org",
    "DTSTAMP:20261101T000000Z", "DTSTART:20261223T090000Z", r"SUMMARY:Folder refunds\\new",
    "END:VEVENT", "END:VCALENDAR", "",
])
(event,) = ics.Calendar(text).events
others = [
    str(icalendar.Calendar.from_ical(text).events[0]["SUMMARY"]),
    vobject.readOne(text).vevent.summary.value,
]
print("ics:", repr(event.name), " icalendar, vobject:", others)
held = event.name == "Folder refunds\\" + "\n" + "ew" and others == [r"Folder refunds\new"] * 2
sys.exit(0 if held else "changed")
PYTHON
