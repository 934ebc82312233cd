# ruff: noqa: ISC004 - long literals in tables read best without more brackets
"""The formats that banks have in common: OFX, QIF, MT940, CAMT, and workbooks in three forms."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from support import bank_files as files
from support.statements import asked, passed, rows, statement

from refundletters.errors import UsageError

NETFLIX = "Netflix International B.V."


def test_ofx_of_the_first_kind_has_tags_that_nobody_closes() -> None:
    assert rows(files.OFX1) == [
        ("2026-10-02", "13.99", "USD", "out", "NETFLIX.COM 555-0100 CA"),
        # Ten in the evening in New York is that day, though it is the next one in London.
        ("2026-11-30", "13.99", "USD", "in", "NETFLIX.COM"),
        ("2026-10-28", "2500.00", "USD", "in", "SMITH & SONS PAYROLL"),
    ]
    assert statement(files.OFX1).kind == "ofx"


def test_ofx_of_the_second_kind_may_write_a_decimal_comma() -> None:
    assert rows(files.OFX2) == [
        ("2026-10-02", "13.99", "EUR", "out", "CAFÉ EXEMPLE"),
        ("2026-10-03", "20.00", "USD", "out", "NETFLIX"),
    ]


def test_ofx_without_signs_goes_by_its_kinds() -> None:
    unsigned = files.OFX1.replace("-13.99", "13.99").replace("DIRECTDEP", "CREDIT")
    assert [direction for _, _, _, direction, _ in rows(unsigned)] == ["out", "in", "in"]


def test_ofx_whose_kinds_contradict_its_signs_is_asked_about() -> None:
    turned = files.OFX1.replace("-13.99", "x").replace("13.99", "-13.99").replace("x", "13.99")
    assert asked(turned) == ["taken"]
    assert [row[3] for row in rows(turned, taken="positive")] == ["out", "in", "out"]


def test_pending_transactions_of_ofx_are_kept_apart() -> None:
    pending = files.OFX1.replace("<STMTTRN><TRNTYPE>DEBIT", "<STMTTRNP><TRNTYPE>DEBIT").replace(
        "555-0100 CA\n</STMTTRN>", "555-0100 CA\n</STMTTRNP>"
    )
    assert [entry.status for entry in statement(pending).entries] == ["pending", "posted", "posted"]


def test_qif_reads_records_and_neither_lists_nor_balances() -> None:
    assert rows(files.QIF) == [
        ("2026-10-02", "13.99", "", "out", "NETFLIX.COM Subscription"),
        ("2026-10-15", "1250.00", "", "in", "ACME PAYROLL"),
    ]
    assert passed(files.QIF) == [(20, "It is a total or a balance, not a payment.")]


def test_qif_takes_one_order_of_the_day_and_one_decimal_sign_for_the_whole_file() -> None:
    days = "!Type:Bank\nD12/10/2026\nT-13,99\nPA\n^\nD13/10/2026\nT-1.234,56\nPB\n^\n"
    assert rows(days) == [
        ("2026-10-12", "13.99", "", "out", "A"),
        ("2026-10-13", "1234.56", "", "out", "B"),
    ]
    doubt = "!Type:Bank\nD10/02/2026\nT-13.99\nPA\n^\n"
    assert asked(doubt) == ["day_order"]
    assert rows(doubt, day_order="mdy")[0][0] == "2026-10-02"


def test_mt940_tells_reversals_and_keeps_a_note_below_the_balance_out() -> None:
    assert rows(files.MT940) == [
        ("2026-10-02", "13.99", "EUR", "out", "NETFLIX INTERNATIONAL B.V. NETFLIX.COM ABO"),
        ("2026-10-15", "13.99", "EUR", "in", "NETFLIX INTERNATIONAL REFUND"),
        ("2026-10-20", "5.00", "EUR", "in", "Reversal of a debit SAMPLE SHOP"),
        ("2026-10-21", "7.00", "EUR", "out", "SAMPLE FIRM Reversal of a credit"),
    ]


def test_accounts_in_one_mt940_file_keep_their_currencies() -> None:
    second = files.MT940.replace("EUR", "CHF").replace("1234567", "7654321")
    currencies = [row[2] for row in rows(files.MT940 + second)]
    assert currencies == ["EUR"] * 4 + ["CHF"] * 4


def test_an_interim_report_and_the_envelope_of_swift_are_read_too() -> None:
    interim = (
        "{1:F01SAMPLEXXXX}{2:I942SAMPLEXXXX}{4:\n:20:1\n:25:1\n:34F:EURD0,\n"
        ":61:2611020000D9,99NMSC//1\n:86:SPOTIFY\n-}\n"
    )
    assert rows(interim) == [("2026-11-02", "9.99", "EUR", "out", "SPOTIFY")]
    broken = interim.replace("261102", "269902")
    assert passed(broken) == [(5, "Its day or amount cannot be read.")]


@pytest.mark.parametrize("version", files.VERSIONS)
@pytest.mark.parametrize("kind", ["052", "053", "054"])
def test_camt_is_read_in_every_version(kind: str, version: str) -> None:
    found = statement(files.camt(version, kind))
    assert [(str(e.date), str(e.amount), e.direction, e.status) for e in found.entries] == [
        ("2026-10-02", "13.99", "out", "posted"),
        ("2026-10-15", "13.99", "in", "posted"),
        ("2026-11-02", "9.99", "out", "pending"),
    ]
    assert [entry.text for entry in found.entries] == [
        f"{NETFLIX} Subscription",
        f"{NETFLIX} Refund",
        "Spotify AB Pending",
    ]
    assert {entry.currency for entry in found.entries} == {"EUR"}
    assert [(row.row, row.lost) for row in found.passed_over] == [(4, False)]


def test_a_collected_entry_is_the_payments_it_was_booked_from() -> None:
    parts = "".join(
        f"<TxDtls><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
        f"<RltdPties><Cdtr><Nm>{name}</Nm></Cdtr></RltdPties></TxDtls>"
        for amount, name in (("10.00", "Netflix"), ("5.00", "Spotify"))
    )
    entry = (
        "<Ntry><Amt Ccy='EUR'>{0}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
        f"<BookgDt><DtTm>2026-11-30T23:30:00-05:00</DtTm></BookgDt><NtryDtls>{parts}</NtryDtls>"
        "<AddtlNtryInf>Collected</AddtlNtryInf></Ntry>"
    )
    whole = rows(files.camt(entries=entry.format("15.00")))
    assert [(row[0], row[1], row[4]) for row in whole] == [
        ("2026-11-30", "10.00", "Netflix Collected"),
        ("2026-11-30", "5.00", "Spotify Collected"),
    ]
    # Parts that do not make the sum are not trusted.
    assert [row[1] for row in rows(files.camt(entries=entry.format("16.00")))] == ["16.00"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE D [<!ENTITY a "aaaa">]><Document '
            b'xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&a;</Document>',
            "declares parts of its own",
        ),
        (
            b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">' + b"<a>" * 5000,
            "nested too deeply",
        ),
        (files.camt()[:900], "damaged"),
    ],
    ids=["entities", "depth", "cut off"],
)
def test_xml_of_strangers_is_read_with_care(content: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        statement(content)


def test_a_workbook_keeps_its_blank_rows_and_its_days_of_two_types() -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("openpyxl")
    book = files.xlsx(
        [
            [],
            ["", "Konto", "1234"],
            ["", "Datum", "Text", "Betrag", "Saldo"],
            ["", dt.date(2026, 10, 2), "NETFLIX", -13.99, 986.01],
            ["", dt.datetime(2026, 10, 3, 10, 30), "GEHALT", 2500.0, 3486.01],
            ["", "", "Summe", 2486.01, ""],
        ]
    )
    assert rows(book) == [
        ("2026-10-02", "13.99", "", "out", "NETFLIX"),
        ("2026-10-03", "2500.00", "", "in", "GEHALT"),
    ]
    assert statement(book).kind == "xlsx"
    assert passed(book) == [(6, "It is a total or a balance, not a payment.")]


def test_a_workbook_of_few_cells_far_apart_is_refused_before_it_takes_all_memory() -> None:
    pytest.importorskip("python_calamine")
    pytest.importorskip("openpyxl")
    import io

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "Date", 1
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UsageError, match="too large"):
        statement(out.getvalue())


def test_excel_without_its_package_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(UsageError, match=r"refundletters\[statements\]"):
        statement(files.zipped(["xl/workbook.xml"]))


def test_tables_of_a_page_and_workbooks_in_xml_are_read_as_excel() -> None:
    assert rows(files.HTML) == [
        ("2026-10-02", "13.99", "", "out", "NETFLIX.COM"),
        ("2026-10-15", "1500.00", "", "in", "NÓMINA EJEMPLO"),
    ]
    assert rows(files.WORKBOOK_2003) == [("2026-10-02", "13.99", "", "out", "NETFLIX.COM")]
    assert statement(files.HTML).kind == statement(files.WORKBOOK_2003).kind == "xls"


@pytest.mark.parametrize(
    "transactions",
    [
        (("OTHER", "13.99", "NETFLIX"), ("OTHER", "-100.00", "PAYMENT THANK YOU")),
        (("POS", "13.99", "NETFLIX"), ("PAYMENT", "-100.00", "THANKS")),
    ],
)
def test_ofx_that_words_or_kinds_turn_around_is_asked_about(
    transactions: tuple[tuple[str, str, str], ...],
) -> None:
    rows_ = "".join(
        f"<STMTTRN><TRNTYPE>{kind}<DTPOSTED>20261002<TRNAMT>{amount}<NAME>{name}</STMTTRN>"
        for kind, amount, name in transactions
    )
    assert asked(f"OFXHEADER:100\n\n<OFX><CURDEF>USD{rows_}</OFX>") == ["taken"]


def test_a_transaction_that_ofx_deletes_is_none() -> None:
    content = files.OFX1.replace("<FITID>2", "<FITID>2<CORRECTFITID>1<CORRECTACTION>DELETE")
    assert [row[1] for row in rows(content)] == ["2500.00"]
    assert {why for _, why in passed(content)} == {"It never became a payment."}


def test_qif_that_its_words_turn_around_is_asked_about() -> None:
    content = (
        "!Type:CCard\nD20/10/2026\nT13.99\nPNETFLIX\n^\n"
        "D21/10/2026\nT-100.00\nPPAYMENT THANK YOU\n^\n"
    )
    assert asked(content) == ["taken"]
    assert [row[3] for row in rows(content, taken="positive")] == ["out", "in"]


def test_a_reversal_in_camt_names_who_gave_the_money_back() -> None:
    entry = (
        '<Ntry><Amt Ccy="EUR">13.99</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd>'
        "<Sts>BOOK</Sts><BookgDt><Dt>2026-10-02</Dt></BookgDt><NtryDtls><TxDtls><RltdPties>"
        "<Cdtr><Nm>NETFLIX</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>"
    )
    content = f"<Document><BkToCstmrStmt><Stmt>{entry}</Stmt></BkToCstmrStmt></Document>"
    assert [row[3:] for row in rows(content)] == [("in", "NETFLIX")]


def in_excel(*sheets: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for number, sheet in enumerate(sheets):
        page = book.create_sheet(str(number))
        for cells in sheet:
            page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_days_that_a_spreadsheet_took_for_months_are_asked_about_or_follow_their_rows() -> None:
    head: list[object] = ["Date", "Description", "Amount", "Balance"]
    first: list[object] = [dt.date(2026, 2, 10), "NETFLIX", -13.99, 86.01]
    doubt = [head, first, ["20/10/2026", "SHOP", -5, 81.01], ["25/10/2026", "SALARY", 500, 581.01]]
    assert asked(in_excel(doubt)) == ["day_order"]
    assert next(row[0] for row in rows(in_excel(doubt), day_order="dmy")) == "2026-10-02"
    decided = [*doubt, [dt.date(2026, 2, 11), "HULU", -7, 574.01]]
    assert [row[0] for row in rows(in_excel(decided))] == [
        "2026-10-02",
        "2026-10-20",
        "2026-10-25",
        "2026-11-02",
    ]


def test_the_same_rows_on_two_sheets_are_read_once() -> None:
    sheet: list[list[object]] = [
        ["Date", "Description", "Out", "In"],
        [dt.date(2026, 10, 2), "NETFLIX", 13.99, None],
        [dt.date(2026, 10, 9), "ACME", None, 5],
    ]
    assert len(rows(in_excel(sheet, sheet))) == 2
