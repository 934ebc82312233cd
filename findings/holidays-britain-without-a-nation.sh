#!/usr/bin/env bash
# The holidays of Great Britain without a nation are only those that all four share, so Easter
# Monday and the late summer bank holiday count as working days.
#
# Seen with: holidays 0.109, Python 3.11, November 2026.
# country_holidays("GB") has neither 6 April nor 31 August 2026, which England, Wales and Northern
# Ireland keep; who asks for the country alone gets deadlines a day early in most of it.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'holidays==0.109' 2>/dev/null
venv/bin/python - <<'PYTHON'
import datetime as dt
import sys
import holidays

days = [dt.date(2026, 4, 6), dt.date(2026, 8, 31)]
whole = holidays.country_holidays("GB")
nations = {part: holidays.country_holidays("GB", subdiv=part) for part in whole.subdivisions}
for day in days:
    print(day, "GB:", day in whole, {part: day in found for part, found in nations.items()})
ok = all(day not in whole and day in nations["ENG"] for day in days)
sys.exit(0 if ok else "changed")
PYTHON
