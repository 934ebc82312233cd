#!/usr/bin/env bash
# ofxparse gives a transaction that deletes another (CORRECTFITID with CORRECTACTION DELETE) as
# one more transaction and drops what it corrects.
#
# Seen with: ofxparse 0.21, ofxtools 1.1.1, Python 3.11, November 2026.
# In OFX a bank sends DELETE to say that the entry with that FITID is void. The list that comes
# out holds both, with nothing that ties them; ofxtools, on the same text, keeps both fields.
#
# Exit 0 while this holds, 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q 'ofxparse==0.21' 'ofxtools==1.1.1' 2>/dev/null
venv/bin/python -W ignore - <<'PYTHON'
import io
import sys
from ofxparse import OfxParser
from ofxtools.Parser import OFXTree

content = b"""OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261130<LANGUAGE>ENG
</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>1<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261001<DTEND>20261130
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261002<TRNAMT>-13.99<FITID>1<NAME>EXAMPLE</STMTTRN>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261005<TRNAMT>-13.99<FITID>2<CORRECTFITID>1
<CORRECTACTION>DELETE<NAME>EXAMPLE</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
"""
entries = OfxParser.parse(io.BytesIO(content)).account.statement.transactions
kept = [name for entry in entries for name in vars(entry) if "correct" in name.lower()]
print("ofxparse:", [(entry.id, str(entry.amount)) for entry in entries], "correction:", kept)
tree = OFXTree()
tree.parse(io.BytesIO(content))
other = tree.convert().statements[0].transactions[1]
print("ofxtools:", other.fitid, other.correctaction, other.correctfitid)
held = len(entries) == 2 and not kept and (other.correctaction, other.correctfitid) == ("DELETE", "1")
sys.exit(0 if held else "changed")
PYTHON
