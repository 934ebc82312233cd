#!/usr/bin/env bash
# docx-mailmerge2 takes the number 0 for an empty field where text stands before it: the words and
# the sum are gone.
#
# Seen with: docx-mailmerge2 1.0.3, python-docx 1.2.0, Python 3.11, November 2026.
# ECMA-376, part 1 (MERGEFIELD): the text of the switch \b is inserted before a field that is not
# blank. "Refunded so far: " with 13.99 is whole, with 0 nothing is written; with the text "0", or
# without the switch, the 0 stands.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'docx-mailmerge2==1.0.3' 'python-docx==1.2.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import io
import sys
import docx
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



def merged(switch: str, amount: float | str) -> str:
    """Fill a field that has this switch."""
    instruction = f" MERGEFIELD Sum {switch} ".replace('"', "&quot;")
    field = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>Sum</w:t></w:r></w:fldSimple>'
    kept = io.BytesIO()
    with MailMerge(saved(field)) as letter:
        letter.merge(Sum=amount)
        letter.write(kept)
    return docx.Document(kept).paragraphs[0].text


before = r'\b "Refunded so far: "'
texts = [merged(before, 13.99), merged(before, 0), merged(before, "0"), merged("", 0)]
print(texts)
expected = ["Refunded so far: 13.99", "", "Refunded so far: 0", "0"]
sys.exit(0 if texts == expected else "changed")
PYTHON
