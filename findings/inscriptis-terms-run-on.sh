#!/usr/bin/env bash
# inscriptis writes a list of terms in one line and without a space: the order number sticks to
# its name.
#
# Seen with: inscriptis 2.7.6, html2text 2025.4.15, Python 3.11, November 2026.
# HTML's living standard (rendering, flow content) displays dl, dt and dd as blocks. html2text
# gives each its own line.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'inscriptis==2.7.6' 'html2text==2025.4.15' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
import html2text
import inscriptis

page = "<dl><dt>Order</dt><dd>1234</dd><dt>Sum</dt><dd>13.99</dd></dl>"
text, other = inscriptis.get_text(page), html2text.html2text(page)
print(repr(text), repr(other))
held = text.strip() == "Order1234Sum13.99" and len(other.split()) == 4
sys.exit(0 if held else "changed")
PYTHON
