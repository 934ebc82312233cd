#!/usr/bin/env bash
# Babel joins Spanish lists with "y" and "o" whatever follows; Spanish writes "e" before the sound
# of i and "u" before that of o, and ICU's list formatter does.
#
# Seen with: babel 2.19.0, Node.js 20 with ICU 78, Python 3.11, November 2026.
# Babel: "España y Italia", "siete o ocho". Intl.ListFormat: "España e Italia", "siete u ocho".
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'babel==2.19.0' 2>/dev/null
ours=$(venv/bin/python -c '
from babel.lists import format_list
print(format_list(["España", "Italia"], locale="es"), "|", format_list(["siete", "ocho"], style="or", locale="es"))')
icu=$(node -e '
const list = type => new Intl.ListFormat("es", {type});
console.log(list("conjunction").format(["España", "Italia"]), "|", list("disjunction").format(["siete", "ocho"]))')
echo "Babel: $ours"; echo "ICU:   $icu"
[ "$ours" = "España y Italia | siete o ocho" ] && [ "$icu" = "España e Italia | siete u ocho" ]
