#!/usr/bin/env bash
# mt-940 gives the reversal of a credit (RC in field 61) a plus, as if the money had come in once
# more: its amounts are negative only where the mark is exactly D.
#
# Seen with: mt-940 5.1.1, Python 3.11, November 2026.
# SWIFT's field 61: "RC" is the reversal of a credit, a debit entry; "RD" the reversal of a debit, a
# credit entry. The statement below begins and ends with 1000.00; the amounts that mt-940 gives add
# up to 10.00 and not to 0.00, since the 5.00 that were taken back count as income.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'mt-940==5.1.1' 2>/dev/null
venv/bin/python - <<'PYTHON'
import sys
import mt940

entries = mt940.parse("""\
:20:SAMPLE
:25:12345678/0123456789
:28C:1/1
:60F:C260901EUR1000,00
:61:2610021002D13,99NDDTNONREF
:86:charge
:61:2610051005RD13,99NDDTNONREF
:86:charge given back
:61:2610031003C5,00NTRFNONREF
:86:income
:61:2610061006RC5,00NTRFNONREF
:86:income taken back
:62F:C261006EUR1000,00
-
""")
for entry in entries:
    print(entry.data["status"], entry.data["amount"].amount, entry.data["transaction_details"])
whole = sum(entry.data["amount"].amount for entry in entries)
print("together", whole)
sys.exit(0 if str(whole) == "10.00" else "changed")
PYTHON
