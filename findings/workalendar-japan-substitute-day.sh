#!/usr/bin/env bash
# workalendar moves a Japanese holiday that is a Sunday to the next day only, and forgets it where
# that day is a holiday already: 6 May 2026 counts as a working day.
#
# Seen with: workalendar 17.0.0, holidays 0.109, Python 3.11, November 2026.
# Japan's Act on National Holidays, article 3 (2): where a holiday falls on a Sunday, the nearest
# following day that is none is free. 3 May 2026 is a Sunday, 4 and 5 May are holidays, so it is
# Wednesday 6 May. Article 3 (3) frees a day between two holidays; 22 September 2026 is missing as
# well.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'workalendar==17.0.0' 'holidays==0.109' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import datetime as dt
import sys
import holidays
from workalendar.asia import Japan

for day in [dt.date(2026, 5, 6), dt.date(2026, 9, 22)]:
    working, other = Japan().is_working_day(day), holidays.country_holidays("JP").get(day)
    print(day, "working day for workalendar:", working, "holidays:", other)
    if not working or not other:
        sys.exit("changed")
PYTHON
