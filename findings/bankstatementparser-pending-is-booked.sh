#!/usr/bin/env bash
# bankstatementparser gives a debit that is only pending (PDNG) like one that was booked, with no
# column that tells them apart.
#
# Seen with: bankstatementparser 0.0.29, Python 3.11, November 2026.
# ISO 20022, camt.052 and camt.053: Sts of an entry is BOOK, PDNG or INFO; what is pending may
# never be taken, and what is for information moves no money. All three come out alike, and a sum
# of them counts all.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'bankstatementparser==0.0.29' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import pathlib
import sys
from bankstatementparser import CamtParser

ENTRY = """<Ntry><Amt Ccy="EUR">13.99</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{}</Sts>
<BookgDt><Dt>2026-10-02</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls><TxDtls>
<RltdPties><Cdtr><Nm>Example</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>"""
STATEMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr>
<MsgId>1</MsgId><CreDtTm>2026-10-31T00:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id>
<CreDtTm>2026-10-31T00:00:00</CreDtTm><Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-10-01</Dt></Dt></Bal>{}</Stmt></BkToCstmrStmt></Document>"""
path = pathlib.Path("statement.xml")
path.write_text(STATEMENT.format("".join(map(ENTRY.format, ("BOOK", "PDNG", "INFO")))))
rows = CamtParser(str(path)).parse().to_dict("records")
print(*rows, sep="\n")
alike = all(row == rows[0] for row in rows) and len(rows) == 3
sys.exit(0 if alike else "changed")
PYTHON
