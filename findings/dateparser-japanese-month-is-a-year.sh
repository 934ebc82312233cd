#!/usr/bin/env bash
# dateparser reads a Japanese day without its year, "10月2日", as 1 February 2010: from October on
# the month becomes the year and the day the month.
#
# Seen with: dateparser 1.5.0, Python 3.11, November 2026.
# CLDR's Japanese pattern for month and day (available format MMMd) is M月d日. With the language
# given, 2 October and 28 November come out in 2010 and 2011 and nothing is raised; 15 March is
# read well, and so is 2 October with its year.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'dateparser==1.5.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import datetime as dt
import sys
import dateparser

settings = {"RELATIVE_BASE": dt.datetime(2026, 12, 1)}
expected = {
    "3月15日": dt.date(2026, 3, 15),
    "2026年10月2日": dt.date(2026, 10, 2),
    "10月2日": dt.date(2010, 2, 1),
    "11月28日": dt.date(2011, 12, 28),
}
for text, day in expected.items():
    found = dateparser.parse(text, languages=["ja"], settings=settings).date()
    print(text, found)
    if found != day:
        sys.exit("changed")
PYTHON
