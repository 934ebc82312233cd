#!/usr/bin/env bash
# tomlkit counts a comment that stands above a table to the array of tables before it: an entry
# appended to that array comes out between the comment and the table it speaks of.
#
# Seen with: tomlkit 0.15.2, Python 3.11, November 2026.
# "# about the money" stands above [payment]; after one contact is appended it stands above the new
# contact. The text is valid and no value is lost; only the remark has moved.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'tomlkit==0.15.2' 2>/dev/null
venv/bin/python - <<'PYTHON'
import sys
import tomlkit

document = tomlkit.parse('[[contacts]]\nday = 1\n\n# about the money\n[payment]\nmethod = "card"\n')
contact = tomlkit.table()
contact["day"] = 2
document["contacts"].append(contact)
text = tomlkit.dumps(document)
print(text)
lines = text.splitlines()
sys.exit(0 if lines[lines.index("# about the money") + 1] == "[[contacts]]" else "changed")
PYTHON
