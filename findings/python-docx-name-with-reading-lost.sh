#!/usr/bin/env bash
# python-docx drops a word that has its reading above it: a Japanese name with furigana is gone
# from the letter.
#
# Seen with: python-docx 1.2.0, docx2python 3.7.1, Python 3.11, November 2026.
# ECMA-376, part 1: w:ruby holds the reading (w:rt) and the word itself (w:rubyBase). Of "山田 様"
# with a reading only "様" is left. docx2python keeps both.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'python-docx==1.2.0' 'docx2python==3.7.1' 2>/dev/null
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


READING = "<w:rt><w:r><w:t>やまだ</w:t></w:r></w:rt>"
NAME = "<w:rubyBase><w:r><w:t>山田</w:t></w:r></w:rubyBase>"
kept = saved(f"<w:r><w:ruby>{READING}{NAME}</w:ruby></w:r>", "<w:r><w:t>様</w:t></w:r>")
texts = [docx.Document(kept).paragraphs[0].text, docx2python(kept).text.strip()]
print(texts)
sys.exit(0 if texts == ["様", "やまだ山田様"] else "changed")
PYTHON
