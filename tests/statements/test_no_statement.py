"""What is no statement is named, with the way to one, and changes nothing."""

from __future__ import annotations

import pytest
from support.bank_files import zipped
from support.statements import statement

from refundletters.errors import UsageError
from refundletters.statements.kinds import LARGEST

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "message", "remedy"),
    [
        (b"", "not a text file", "export of the payments"),
        (b"\n\n", "not a text file", "export of the payments"),
        (b"\x00\x01\x02", "not a text file", "export of the payments"),
        (b"hello", "No payments were found", "as CSV"),
        (b"Name,Word\nA,one\nB,two\n", "No payments were found", "as CSV"),
        (b"%PDF-1.7 ...", "a PDF", "export of the payments"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "export of the payments"),
        (b"\xff\xd8\xff\xe0", "a picture", "export of the payments"),
        (b"\x00\x00\x00\x18ftypheic", "a picture", "export of the payments"),
        (b'{"transactions": []}', "a JSON file of a program", "export of the payments"),
        (b'[{"a": 1}]', "a JSON file of a program", "export of the payments"),
        (b"{\\rtf1 hello}", "a text document", "export of the payments"),
        (b"\x1f\x8b\x08", "packed", "Unpack it"),
        (zipped(["export.csv"]), "packed", "Unpack it"),
        (zipped(["content.xml", "mimetype"]), "OpenDocument", "save it as an Excel workbook"),
        (zipped(["word/document.xml"]), "a text document", "export of the payments"),
        (b"PK\x03\x04rest", "damaged", "Download it again"),
        (zipped(["Index/Document.iwa"]), "a Numbers file", "export it as Excel or CSV"),
        (b"\0" * 100, "not a text file", "export of the payments"),
        (b"SQLite format 3\0" + b"\0" * 400, "not a text file", "export of the payments"),
        (b"OFXHEADER:100\n\n<html><h1>Error</h1></html>", "a page of its own", "Log in to it"),
        (
            b"OFXHEADER:100\n\n<OFX><STATUS><CODE>15500<SEVERITY>ERROR</STATUS></OFX>",
            "answered with an error",
            "Log in to it",
        ),
        (b"OFXHEADER:100\n\n<OFX><STMTTRN><TRNAMT>-1<NAME>A", "damaged", "Download it again"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password", "without a"),
        (OLE + b"rest", "a text document", "export of the payments"),
        (b"<?xml version='1.0'?><a/>", "XML file of another kind", "export of the payments"),
        (b"<Document>pain.001</Document>", "an order to pay", "export of the payments"),
        (b"<html><body>hello</body></html>", "a page of its own", "Log in to it"),
        (b"\n" * (LARGEST + 1), "too large", "a shorter time"),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else value,
)
def test_it_is_named_with_the_way_to_a_statement(content: bytes, message: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        statement(content)
    assert caught.value.remedy is not None
    assert remedy in caught.value.remedy.msgid


@pytest.mark.parametrize("size", range(1, 60, 3))
def test_a_file_cut_off_anywhere_is_read_or_refused(size: int) -> None:
    from support import bank_files

    for whole in (
        b"Date,Description,Amount\n2026-10-02,NETFLIX,-13.99\n2026-10-03,SPOTIFY,-9.99\n",
        bank_files.OFX1.encode(),
        bank_files.MT940.encode(),
        bank_files.QIF.encode(),
        bank_files.camt(),
    ):
        part = whole[: len(whole) * size // 60]
        try:
            found = statement(part)
        except UsageError:
            continue
        assert all(entry.amount > 0 for entry in found.entries)
