#!/usr/bin/env bash
# mammoth drops the words inside w:bdo and w:dir, with which a part of a paragraph gets a
# direction of its own.
#
# Seen with: mammoth 1.13.0, python-docx 1.2.0, Python 3.11, November 2026.
# In WordprocessingML (ECMA-376, part 1) both wrap ordinary runs and only say how they are
# ordered. The sum inside is gone from the page and the raw text; for the page two warnings name
# the elements.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'mammoth==1.13.0' 'python-docx==1.2.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import io
import sys
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = docx.Document()
for name in ("bdo", "dir"):
    run = "<w:r><w:t>13.99 SAR</w:t></w:r>"
    part = parse_xml(f'<w:{name} {nsdecls("w")} w:val="ltr">{run}</w:{name}>')
    document.add_paragraph("Refund: ")._p.append(part)
kept = io.BytesIO()
document.save(kept)
page = mammoth.convert_to_html(kept)
text = mammoth.extract_raw_text(kept).value.split()
print(page.value, text, [message.message for message in page.messages])
held = text == ["Refund:", "Refund:"] and "13.99" not in page.value and len(page.messages) == 2
sys.exit(0 if held else "changed")
PYTHON
