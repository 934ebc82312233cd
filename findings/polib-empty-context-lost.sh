#!/usr/bin/env bash
# polib compiles an entry whose context is empty as one without context: of two translations one
# is lost.
#
# Seen with: polib 1.2.0, GNU msgfmt (any 0.2x), Python 3.11, November 2026.
# GNU gettext's manual, "The Format of PO Files": an empty context and an absent one differ. polib
# reads and writes both in PO and reads both in MO; only what it compiles has one of them. msgfmt
# keeps the two.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'polib==1.2.0' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import gettext
import io
import pathlib
import subprocess
import sys
import polib

text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
text += 'msgctxt ""\nmsgid "May"\nmsgstr "Mai"\n\nmsgid "May"\nmsgstr "Darf"\n'
pathlib.Path("a.po").write_text(text)
subprocess.run(["msgfmt", "-o", "a.mo", "a.po"], check=True)
found = []
for content in (pathlib.Path("a.mo").read_bytes(), polib.pofile("a.po").to_binary()):
    catalogue = gettext.GNUTranslations(io.BytesIO(content))
    found.append((catalogue.pgettext("", "May"), catalogue.gettext("May")))
print("msgfmt:", found[0], " polib:", found[1])
sys.exit(0 if found == [("Mai", "Darf"), ("May", "Darf")] else "changed")
PYTHON
