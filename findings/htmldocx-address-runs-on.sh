#!/usr/bin/env bash
# htmldocx begins no paragraph for an address, a quotation or a list of terms: they run on in the
# line before, without a space.
#
# Seen with: htmldocx 0.0.6, Python 3.11, November 2026.
# In HTML (living standard, rendering, flow content) address, blockquote, dl, dt and dd are shown
# as blocks. The number of the house, the postal code and the order number become one number.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'htmldocx==0.0.6' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import sys
import docx
from htmldocx import HtmlToDocx

document = docx.Document()
HtmlToDocx().add_html_to_document(
    "<p>Jane Doe</p><address>Sample Street 12</address><blockquote>34567 Sampletown</blockquote>"
    "<dl><dt>Order</dt><dd>1234</dd></dl>",
    document,
)
lines = [paragraph.text for paragraph in document.paragraphs]
print(lines)
sys.exit(0 if lines == ["Jane DoeSample Street 1234567 SampletownOrder1234"] else "changed")
PYTHON
