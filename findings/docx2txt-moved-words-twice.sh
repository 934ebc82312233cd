#!/usr/bin/env bash
# docx2txt and docx2python give words that were moved in Word twice: where they stood, and where
# they stand.
#
# Seen with: docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0, Python 3.11, November 2026.
# ECMA-376, part 1: with changes tracked, w:moveFrom holds what is no longer here and w:moveTo
# what is. Words that were deleted (w:del) are left out, so the sum below is there once and read
# twice.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'docx2txt==0.9' 'docx2python==3.7.1' 'python-docx==1.2.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import io
import sys
import docx
import docx2txt
from docx2python import docx2python
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def saved(*runs: str) -> io.BytesIO:
    """Hold a Word file of one paragraph with these elements."""
    document, kept = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph._p.append(parse_xml(run.replace(">", f" {nsdecls('w')}>", 1)))
    document.save(kept)
    return kept


MARK = 'w:id="{}" w:author="Jane Doe"'
SUM = "<w:r><w:t>(13.99)</w:t></w:r>"
kept = saved(
    f"<w:moveFrom {MARK.format(1)}>{SUM}</w:moveFrom>",
    "<w:r><w:t>Refund</w:t></w:r>",
    f"<w:moveTo {MARK.format(2)}>{SUM}</w:moveTo>",
    f"<w:del {MARK.format(3)}><w:r><w:delText>now</w:delText></w:r></w:del>",
)
texts = [docx2txt.process(kept).strip(), docx2python(kept).text.strip()]
print(texts)
sys.exit(0 if texts == ["(13.99)Refund(13.99)"] * 2 else "changed")
PYTHON
