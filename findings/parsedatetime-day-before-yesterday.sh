#!/usr/bin/env bash
# parsedatetime reads "the day before yesterday" as yesterday and says that it found a date.
#
# Seen with: parsedatetime 2.6, dateparser 1.5.0, Python 3.11, November 2026.
# Both read on 1 December 2026; dateparser answers 29 November.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'parsedatetime==2.6' 'dateparser==1.5.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import datetime as dt
import sys
import dateparser
import parsedatetime

today, words = dt.datetime(2026, 12, 1, 10), "the day before yesterday"
found, kind = parsedatetime.Calendar().parseDT(words, today)
other = dateparser.parse(words, settings={"RELATIVE_BASE": today})
print("parsedatetime:", found.date(), "kind", kind, " dateparser:", other.date())
held = (found.date(), kind, other.date()) == (dt.date(2026, 11, 30), 1, dt.date(2026, 11, 29))
sys.exit(0 if held else "changed")
PYTHON
