"""The same invented files read by other libraries, where they are installed.

Only for comparing: none of them is needed. What differs is said beside it, and in
``docs/statements.md``.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from decimal import Decimal
from pathlib import Path

import pytest
from support import bank_files as files
from support.statements import statement

Row = tuple[dt.date | None, Decimal]


def ours(content: str | bytes, *, day_order: str | None = None) -> list[Row]:
    """Day and signed amount of every entry."""
    return [
        (entry.date, -entry.amount if entry.direction == "out" else entry.amount)
        for entry in statement(content, day_order=day_order).entries
    ]


def test_ofxtools_reads_ofx_alike_but_for_an_evening() -> None:
    parser = pytest.importorskip("ofxtools.Parser")
    tree = parser.OFXTree()
    tree.parse(io.BytesIO(files.OFX1.encode("cp1252")))
    found = [(row.dtposted.date(), row.trnamt) for row in tree.convert().statements[0].transactions]
    expected = ours(files.OFX1)
    # It gives the day in UTC: ten in the evening in New York is tomorrow there.
    assert found[1][0] == expected[1][0] + dt.timedelta(days=1)  # type: ignore[operator]  # a day
    assert [amount for _, amount in found] == [amount for _, amount in expected]
    assert (found[0], found[2]) == (expected[0], expected[2])


def test_ofxparse_reads_ofx_alike_but_for_an_evening() -> None:
    ofxparse = pytest.importorskip("ofxparse")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = ofxparse.OfxParser.parse(io.BytesIO(files.OFX1.encode("cp1252")))
    found = [(row.date.date(), row.amount) for row in read.account.statement.transactions]
    expected = ours(files.OFX1)
    assert found[1][0] == expected[1][0] + dt.timedelta(days=1)  # type: ignore[operator]  # a day
    assert [amount for _, amount in found] == [amount for _, amount in expected]


def test_mt_940_reads_mt940_alike_but_for_reversals() -> None:
    mt940 = pytest.importorskip("mt940")
    read = mt940.parse(files.MT940)
    found = [(row.data["date"], row.data["amount"].amount) for row in read]
    expected = ours(files.MT940)
    assert [day for day, _ in found] == [day for day, _ in expected]
    assert found[:2] == expected[:2]
    # A reversed debit brings money back and a reversed credit takes it; its sign says the reverse.
    assert [abs(amount) for _, amount in found] == [abs(amount) for _, amount in expected]


def test_quiffen_reads_qif_alike_where_the_decimal_sign_is_a_point() -> None:
    quiffen = pytest.importorskip("quiffen")
    text = "!Type:Bank\nD10/22/2026\nT-13.99\nPNETFLIX\n^\nD10/23/2026\nT1,250.00\nPACME\n^\n"

    def theirs(content: str, *, day_first: bool = False) -> list[Row]:
        read = quiffen.Qif.parse_string(content, day_first=day_first)
        accounts = read.accounts.values()
        return sorted(
            (row.date.date(), row.amount)
            for account in accounts
            for rows in account.transactions.values()
            for row in rows
        )

    assert theirs(text) == ours(text)
    comma = "!Type:Bank\nD22/10/2026\nT-13,99\nPNETFLIX\n^\n"
    assert ours(comma) == [(dt.date(2026, 10, 22), Decimal("-13.99"))]
    # It takes the comma for one between thousands.
    assert theirs(comma, day_first=True)[0][1] == Decimal("-1399")


@pytest.mark.parametrize("version", ["02", "08"])
def test_bankstatementparser_reads_camt_alike(version: str, tmp_path: Path) -> None:
    parsers = pytest.importorskip("bankstatementparser")
    path = tmp_path / "statement.xml"
    path.write_bytes(files.camt(version))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = parsers.CamtParser(str(path)).parse()
    amounts = [abs(Decimal(str(amount))) for amount in read["Amount"]]
    # It has the entry that is only information too, and does not tell pending ones apart.
    assert amounts[:3] == [abs(amount) for _, amount in ours(files.camt(version))]
    assert len(amounts) == 4
