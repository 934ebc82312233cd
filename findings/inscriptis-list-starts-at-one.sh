#!/usr/bin/env bash
# inscriptis numbers a list that starts at 3 from 1, though it heeds the number of a single entry.
#
# Seen with: inscriptis 2.7.6, Python 3.11, November 2026.
# HTML's living standard (the ol element): the start attribute gives the first number. A letter
# that goes on with its third request after a paragraph has the wrong number, and "see 3" points
# at nothing.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'inscriptis==2.7.6' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
import inscriptis

text = inscriptis.get_text("<ol start=3><li>Refund<li>Answer<li value=7>Proof</ol>")
print(text)
lines = [line.strip() for line in text.splitlines() if line.strip()]
sys.exit(0 if lines == ["1. Refund", "2. Answer", "7. Proof"] else "changed")
PYTHON
