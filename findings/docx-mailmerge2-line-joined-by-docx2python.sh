#!/usr/bin/env bash
# docx-mailmerge2 writes the lines of an address with w:cr between them, which docx2python drops:
# the house number runs into the postal code.
#
# Seen with: docx-mailmerge2 1.0.3, docx2python 3.7.1, python-docx 1.2.0, Python 3.11, November
# 2026.
# ECMA-376, part 1: w:cr is a break like w:br without type. docx2python keeps w:br as a line, and
# python-docx reads both.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'docx-mailmerge2==1.0.3' 'docx2python==3.7.1' 'python-docx==1.2.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import io
import sys
import docx
from docx2python import docx2python
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from mailmerge import MailMerge


def saved(*runs: str) -> io.BytesIO:
    """Hold a Word file of one paragraph with these elements."""
    document, kept = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph._p.append(parse_xml(run.replace(">", f" {nsdecls('w')}>", 1)))
    document.save(kept)
    return kept


field = '<w:fldSimple w:instr=" MERGEFIELD Address "><w:r><w:t>Address</w:t></w:r></w:fldSimple>'
merged = io.BytesIO()
with MailMerge(saved(field)) as letter:
    letter.merge(Address="Sample Street 12\n34567 Sampletown")
    letter.write(merged)
texts = [
    docx2python(merged).text.strip(),
    docx2python(saved("<w:r><w:t>12</w:t><w:br/><w:t>34567</w:t></w:r>")).text.strip(),
    docx.Document(merged).paragraphs[0].text,
]
print(texts)
expected = ["Sample Street 1234567 Sampletown", "12\n34567", "Sample Street 12\n34567 Sampletown"]
sys.exit(0 if texts == expected else "changed")
PYTHON
