#!/usr/bin/env bash
# tomlkit writes text that is no TOML when a table is appended to an array of inline tables.
#
# Seen with: tomlkit 0.15.2, Python 3.11, November 2026.
# `contacts = [{day = 1}]` and an ordinary table appended with .append() come out as
# `[{day = 1}, day = 2` with the bracket on the next line; dumps() raises nothing, and neither
# tomllib nor tomlkit itself reads the result.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'tomlkit==0.15.2' 2>/dev/null
venv/bin/python - <<'PYTHON'
import sys
import tomllib
import tomlkit

document = tomlkit.parse("contacts = [{day = 1}]\n")
contact = tomlkit.table()
contact["day"] = 2
document["contacts"].append(contact)
text = tomlkit.dumps(document)
print(repr(text))
try:
    tomllib.loads(text)
except tomllib.TOMLDecodeError as error:
    print("tomllib:", error)
    sys.exit(0)
sys.exit("changed")
PYTHON
