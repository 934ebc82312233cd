#!/usr/bin/env bash
# ofxparse drops the currency that a transaction of its own names (CURRENCY in STMTTRN), so that
# 20.00 euros are 20.00 dollars of the account.
#
# Seen with: ofxparse 0.21, Python 3.11, November 2026.
# In OFX the amount of a transaction that has a CURRENCY of its own is in that one, and not in the
# default of the statement (CURDEF). The transaction that comes out has no attribute for a currency;
# the statement has one, the default. ofxtools, on the same text, keeps EUR beside the amount.
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
<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>1<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261001<DTEND>20261130
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261002<TRNAMT>-20.00<FITID>1<NAME>EXAMPLE
<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
"""
statement = OfxParser.parse(io.BytesIO(content)).account.statement
(entry,) = statement.transactions
own = [name for name in vars(entry) if "curr" in name.lower() or "cursym" in name.lower()]
print("ofxparse:", entry.amount, statement.currency, "attributes for a currency:", own)
tree = OFXTree()
tree.parse(io.BytesIO(content))
(other,) = tree.convert().statements[0].transactions
print("ofxtools:", other.trnamt, other.currency.cursym)
held = not own and statement.currency == "usd" and other.currency.cursym == "EUR"
sys.exit(0 if held else "changed")
PYTHON
