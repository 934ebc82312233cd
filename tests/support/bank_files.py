"""Invented files in the formats that banks have in common, for the tests of their readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

OFX1 = """\
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261130<LANGUAGE>ENG
</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>000<ACCTID>1234<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261001<DTEND>20261130
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261002120000<TRNAMT>-13.99<FITID>1<NAME>NETFLIX.COM
<MEMO>555-0100 CA
</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261130220000[-5:EST]<TRNAMT>13.99<FITID>2<NAME>NETFLIX.COM
</STMTTRN>
<STMTTRN><TRNTYPE>DIRECTDEP<DTPOSTED>20261028<TRNAMT>2500.00<FITID>3<NAME>SMITH &amp; SONS PAYROLL
</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>1000.00<DTASOF>20261130</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""

OFX2 = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><TRNUID>1</TRNUID><CCSTMTRS><CURDEF>EUR</CURDEF>
<CCACCTFROM><ACCTID>1234</ACCTID></CCACCTFROM>
<BANKTRANLIST><DTSTART>20261001</DTSTART><DTEND>20261130</DTEND>
<STMTTRN><TRNTYPE>POS</TRNTYPE><DTPOSTED>20261002</DTPOSTED><TRNAMT>-13,99</TRNAMT><FITID>1</FITID>
<NAME>CAFÉ EXEMPLE</NAME></STMTTRN>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261003</DTPOSTED><TRNAMT>-20,00</TRNAMT><FITID>2</FITID>
<NAME>NETFLIX</NAME><CURRENCY><CURRATE>1.1</CURRATE><CURSYM>USD</CURSYM></CURRENCY></STMTTRN>
</BANKTRANLIST>
</CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
"""

QIF = """\
!Account
NChecking
TBank
^
!Type:Cat
NFun
DEntertainment
^
!Type:Bank
D10/02/2026
T-13.99
PNETFLIX.COM
MSubscription
LFun
^
D10/15'26
T1,250.00
PACME PAYROLL
^
D10/01/2026
T500.00
POpening Balance
^
"""

MT940 = """\
:20:STARTUMS
:25:10020030/1234567
:28C:00001/001
:60F:C261001EUR1000,00
:61:2610021002DR13,99N005NONREF//1234
:86:105?00LASTSCHRIFT?20SVWZ+NETFLIX.COM ABO?32NETFLIX INTERNATI?33ONAL B.V.
:61:2610151015CR13,99NTRFNONREF
:86:166?00GUTSCHRIFT?20REFUND?32NETFLIX INTERNATIONAL
:61:2610201020RD5,00NMSCNONREF
:86:Reversal of a debit SAMPLE SHOP
:61:2610211021RC7,00NMSCNONREF
:86:/NAME/SAMPLE FIRM/REMI/Reversal of a credit/
:62F:C261021EUR998,00
:86:A note below the balance
-
"""

CAMT_ENTRY = """\
<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd><Sts>{status}</Sts>
<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>2026-12-01</Dt></ValDt>
<NtryDtls><TxDtls><RltdPties><Dbtr>{debtor}</Dbtr><Cdtr>{creditor}</Cdtr></RltdPties>
<RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
"""

VERSIONS = [f"{version:02}" for version in range(2, 14)]
CAMT_ROOTS = {"052": ("BkToCstmrAcctRpt", "Rpt"), "053": ("BkToCstmrStmt", "Stmt")}
CAMT_ROOTS["054"] = ("BkToCstmrDbtCdtNtfctn", "Ntfctn")


def camt(version: str = "02", kind: str = "053", entries: str = "") -> bytes:
    """A statement, report or notification in one version: parties and states moved in 08."""
    later = int(version) >= 8

    def party(name: str) -> str:
        return f"<Pty><Nm>{name}</Nm></Pty>" if later else f"<Nm>{name}</Nm>"

    def state(code: str) -> str:
        return f"<Cd>{code}</Cd>" if later else code

    root, inner = CAMT_ROOTS[kind]
    own, netflix = party("A Person"), party("Netflix International B.V.")
    body = entries or "".join(
        CAMT_ENTRY.format(**one)
        for one in (
            {
                "amount": "13.99", "mark": "DBIT", "status": state("BOOK"), "day": "2026-10-02",
                "debtor": own, "creditor": netflix, "purpose": "Subscription",
            },
            {
                "amount": "13.99", "mark": "CRDT", "status": state("BOOK"), "day": "2026-10-15",
                "debtor": netflix, "creditor": own, "purpose": "Refund",
            },
            {
                "amount": "9.99", "mark": "DBIT", "status": state("PDNG"), "day": "2026-11-02",
                "debtor": own, "creditor": party("Spotify AB"), "purpose": "Pending",
            },
            {
                "amount": "7.00", "mark": "DBIT", "status": state("INFO"), "day": "2026-11-02",
                "debtor": own, "creditor": party("Sample"), "purpose": "Only a notice",
            },
        )
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version}">'
        f"<{root}><GrpHdr><MsgId>1</MsgId></GrpHdr><{inner}><Id>1</Id>{body}</{inner}></{root}>"
        "</Document>"
    ).encode()


HTML = b"""<html><body><h1>Movimientos</h1><table>
<tr><th>Fecha</th><th>Concepto</th><th>Importe</th><th>Saldo</th></tr>
<tr><td>02/10/2026</td><td>NETFLIX.COM</td><td>-13,99</td><td>986,01</td></tr>
<tr><td>15/10/2026</td><td>N&Oacute;MINA EJEMPLO</td><td>1.500,00</td><td>2.486,01</td></tr>
</table></body></html>"""

WORKBOOK_2003 = b"""<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="1"><Table>
<Row><Cell><Data ss:Type="String">Date</Data></Cell>
<Cell><Data ss:Type="String">Details</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">Amount</Data></Cell></Row>
<Row><Cell><Data ss:Type="DateTime">2026-10-02T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="String">NETFLIX.COM</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="Number">-13.99</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(names: Sequence[str]) -> bytes:
    """A ZIP archive of empty files, the same bytes at any time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(zipfile.ZipInfo(name), b"")
    return out.getvalue()
