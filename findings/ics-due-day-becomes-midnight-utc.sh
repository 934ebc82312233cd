#!/usr/bin/env bash
# ics turns the day on which a task is due into an instant: midnight in UTC, which west of
# Greenwich is the evening before.
#
# Seen with: ics 0.7.3, Python 3.11, November 2026.
# RFC 5545, 3.8.2.3 allows DUE a value of type DATE, a day without time or zone. ics reads 23
# December and writes DUE:20261223T000000Z; in New York that is 22 December, 19:00.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'ics==0.7.3' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
import ics

text = "\r\n".join([
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VTODO", "UID:1@example.org",
    "DTSTAMP:20261101T000000Z", "DUE;VALUE=DATE:20261223", "SUMMARY:Last day", "END:VTODO",
    "END:VCALENDAR", "",
])
calendar = ics.Calendar(text)
lines = calendar.serialize().splitlines()
(due,) = [line.strip() for line in lines if line.startswith("DUE")]
(task,) = calendar.todos
print("DUE;VALUE=DATE:20261223 becomes", due, "in New York:", task.due.to("America/New_York"))
sys.exit(0 if due == "DUE:20261223T000000Z" else "changed")
PYTHON
