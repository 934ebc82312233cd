#!/usr/bin/env bash
# price-parser reads Arabic-Indic digits, but neither of the separators that go with them: of
# 13.99 it keeps 13, and of 1,234.50 only 1.
#
# Seen with: price-parser 0.5.1, Python 3.11, November 2026.
# CLDR's symbols for ar in the numbering system "arab" are U+066B for decimals and U+066C for
# thousands. All that follows the first of them is dropped, and nothing is raised.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'price-parser==0.5.1' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
from price_parser import Price

for text, amount in [("١٣", "13"), ("١٣\u066b٩٩", "13"), ("١\u066c٢٣٤\u066b٥٠", "1")]:
    found = Price.fromstring(text).amount
    print(text, "is read as", found)
    if str(found) != amount:
        sys.exit("changed")
PYTHON
