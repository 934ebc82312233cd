#!/usr/bin/env bash
# Babel ignores CLDR's minimumGroupingDigits: four-digit Spanish, Italian, Polish and European
# Portuguese amounts get a separator that CLDR's own data leaves out.
#
# Seen with: babel 2.19.0 (CLDR 49), cldr-numbers-full 48.2.0 (npm), Python 3.11, November 2026.
# CLDR says minimumGroupingDigits = 2 for es, it, pl and pt-PT: 1234,50 stands without a separator
# and 12.345,50 with one; ICU prints them so. Babel prints 1.234,50 in all four.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'babel==2.19.0' 2>/dev/null
npm install --silent --no-fund --no-audit 'cldr-numbers-full@48.2.0' >/dev/null
venv/bin/python - <<'PYTHON'
import json, sys
from babel.numbers import format_currency

expected = {"es": "1.234,50 €", "it": "1.234,50 €", "pl": "1 234,50 €", "pt_PT": "1 234,50 €"}
for locale, text in expected.items():
    name = locale.replace("_", "-")
    path = f"node_modules/cldr-numbers-full/main/{name}/numbers.json"
    wanted = json.load(open(path))["main"][name]["numbers"]["minimumGroupingDigits"]
    made = format_currency(1234.5, "EUR", locale=locale).replace("\u00a0", " ").replace("\u202f", " ")
    print(f"{locale}: minimumGroupingDigits {wanted}, Babel prints {made}")
    if (wanted, made) != ("2", text):
        sys.exit("changed")
PYTHON
