#!/usr/bin/env bash
# docx2python drops the hyphen at which Word is not to break a line: order 112-4471 becomes
# 1124471.
#
# Seen with: docx2python 3.7.1, python-docx 1.2.0, Python 3.11, November 2026.
# ECMA-376, part 1: w:noBreakHyphen is a hyphen in the text (Word's Ctrl+Shift+hyphen).
# python-docx reads it as one.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'docx2python==3.7.1' 'python-docx==1.2.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import io
import sys
import docx
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


kept = saved("<w:r><w:t>112</w:t><w:noBreakHyphen/><w:t>4471</w:t></w:r>")
texts = {
    "docx2python": docx2python(kept).text.strip(),
    "python-docx": docx.Document(kept).paragraphs[0].text,
}
print(texts)
sys.exit(0 if list(texts.values()) == ["1124471", "112-4471"] else "changed")
PYTHON
