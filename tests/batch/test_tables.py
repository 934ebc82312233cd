"""Tables of cases: which column is which key, and what cells mean in the row's country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support.builders import TODAY

from refundletters.batch.cells import answers_from_cells
from refundletters.batch.mapping import as_toml, columns_of, propose, read_map
from refundletters.batch.sources.csv_table import CsvTable
from refundletters.batch.sources.workbook import Workbook
from refundletters.batch.values import CellError, Column, Problem
from refundletters.errors import CaseError, ForbiddenData, NotFound, UnknownKey, UsageError
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting

Run = Callable[..., Any]


@pytest.fixture
def read(roots: Roots) -> Callable[..., Any]:
    """Read one cell in a country: ``read("DE", "charges.0.amount", "9,99")``."""

    def value(country: str, key: str, cell: Any, title: str = "") -> Any:
        columns = (Column("country", "country"), Column(title or key, key))
        setting = Setting(roots, TODAY)
        answers = answers_from_cells((country, cell), columns, setting)
        del answers["country"]
        while isinstance(answers, dict | list):
            [answers] = answers.values() if isinstance(answers, dict) else answers
        return answers

    return value


@pytest.mark.parametrize(
    ("country", "key", "cell", "value"),
    [
        ("DE", "charges.0.amount", "1.234,50 €", "1234.50"),
        ("US", "charges.0.amount", "$1,234.50", "1234.50"),
        ("CH", "charges.0.amount", "1’234.50", "1234.50"),
        ("US", "charges.0.date", "3/5/2026", dt.date(2026, 3, 5)),
        ("GB", "charges.0.date", "3/5/2026", dt.date(2026, 5, 3)),
        ("GB", "charges.0.date", "5/11/2026", dt.date(2026, 11, 5)),
        ("US", "contacts.0.at", "3/5/2026 2:20 PM", dt.datetime(2026, 3, 5, 14, 20)),
        ("DE", "charges.0.date", "3. Mai 2026", dt.date(2026, 5, 3)),
        ("FR", "charges.0.date", "2026-05-03", dt.date(2026, 5, 3)),
        ("DE", "account.has", "ja", "yes"),
        ("DE", "confirmed.facts_true", "ja", True),
        ("US", "payment.last4", "0034", "0034"),
        ("DE", "charges.0.amount", 15.49, "15.49"),
        ("DE", "charges.0.amount", 15.490000000000002, "15.49"),
        ("DE", "charges.0.amount", 15.0, "15"),
        ("DE", "technical.days", 10.0, 10),
        ("DE", "charges.0.date", dt.datetime(2026, 5, 3), dt.date(2026, 5, 3)),
        ("DE", "confirmed.facts_true", True, True),
        ("DE", "account.has", True, "yes"),
    ],
)
def test_cells_are_read_in_the_customs_of_the_country(
    country: str, key: str, cell: Any, value: Any, read: Run
) -> None:
    assert read(country, key, cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "said"),
    [
        ("contacts.0.reference", "1.23E+15", "rounded its digits"),
        ("contacts.0.reference", "1,23E+15", "rounded its digits"),
        ("payment.last4", "34", "left out its zeros"),
        ("payment.last4", 34, "zeros before it may be lost"),
        ("account.identifier", 1234567.0, "zeros before it may be lost"),
        ("account.identifier", 1.234567890123457e15, "rounded its digits"),
        ("charges.0.amount", 1e16, "rounded its digits"),
        ("contacts.0.reference", dt.datetime(2026, 4, 3), "made a day"),
        ("charges.0.date", 46115, "zeros before it may be lost"),
        ("charges.0.amount", CellError("#REF!"), "holds the error #REF!"),
        ("charges.0.amount", "1.234", "takes an amount"),
    ],
)
def test_what_a_spreadsheet_spoiled_is_refused_with_the_remedy(
    key: str, cell: Any, said: str, read: Run
) -> None:
    with pytest.raises(CaseError, match=said) as caught:
        read("US", key, cell, title="Spalte 7")
    assert "Column Spalte 7: " in str(caught.value)
    assert caught.value.remedy is not None


def test_the_guard_against_card_numbers_looks_at_cells(read: Run) -> None:
    with pytest.raises(ForbiddenData) as caught:
        read("US", "account.identifier", "4111111111111111")
    assert "4111" not in str(caught.value)


@pytest.mark.parametrize(
    ("titles", "chosen", "error", "said"),
    [
        (["Betrag"], {"Betrg": "charges.0.amount"}, NotFound, "Betrag"),
        (["Betrag"], {"Betrag": "charges.0.amuont"}, UnknownKey, "charges.0.amount"),
        (["charges.0.amuont"], {}, UnknownKey, "charges.0.amount"),
        (["a", "b"], {"a": "country", "b": "country"}, UsageError, "Two columns"),
    ],
)
def test_a_column_without_a_key_is_refused_with_the_nearest(
    titles: Sequence[str], chosen: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        columns_of(titles, chosen)


def test_a_column_may_be_left_out_and_positions_come_in_any_order() -> None:
    titles = ["charges.1.amount", "charges.0.amount", "Notes", "id"]
    assert [column.key for column in columns_of(titles, {"Notes": ""})] == [
        "charges.1.amount",
        "charges.0.amount",
        "",
        "id",
    ]


def test_a_proposal_is_a_file_for_map(tmp_path: Path) -> None:
    titles = ["ID", "Country", "amount 2", 'Say "hi"', "sender.email"]
    path = tmp_path / "map.toml"
    path.write_text(as_toml(propose(titles)), encoding="utf-8")
    assert read_map(path) == {
        "ID": "id",
        "Country": "country",
        "amount 2": "charges.1.amount",
        'Say "hi"': propose(['Say "hi"'])[0].key,
        "sender.email": "sender.email",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[columns]\nx = ", "line 2"),
        (b"[colums]\nx = 'country'", "one table"),
        (b"[columns]\nx = 3", "must be text"),
        (b"\xff", "UTF-8"),
    ],
)
def test_an_unreadable_mapping_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        read_map(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_read_whatever_separates_its_cells(
    encoding: str, separator: str, tmp_path: Path
) -> None:
    path = tmp_path / "cases.csv"
    lines = [["id", "sender.full_name"], ["1", "Jörg Müller"], ["2", f'"a{separator}b\nc"']]
    text = "\r\n".join(separator.join(line) for line in lines) + "\r\n\r\n"
    path.write_text(text, encoding=encoding, newline="")
    table = CsvTable(path)
    assert table.titles == ("id", "sender.full_name")
    assert [row.content for row in table.rows()] == [
        ("1", "Jörg Müller"),
        ("2", f"a{separator}b\nc"),
    ]


def test_a_row_of_csv_that_cannot_be_split_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text('id,country\n1,US\n2,"a"b\n3\n4,GB,,\n5,GB,x\n', encoding="utf-8")
    kinds = [type(row.content) for row in CsvTable(path).rows()]
    assert kinds == [tuple, Problem, Problem, tuple, Problem]


def test_a_workbook_keeps_types_and_errors(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "charges.0.amount", "charges.0.date", None])
    sheet.append(["007", 15.5, dt.date(2026, 3, 5)])
    sheet.append([])
    sheet.append(["8", "#REF!", None])
    sheet.append(["9", 1, None, "stray"])
    sheet["B4"].data_type = "e"
    path = tmp_path / "cases.xlsx"
    book.save(path)
    table = Workbook(path)
    assert table.titles == ("id", "charges.0.amount", "charges.0.date")
    rows = [row.content for row in table.rows()]
    assert rows[0] == ("007", 15.5, dt.datetime(2026, 3, 5))
    assert rows[1] == ("8", CellError("#REF!"), None)
    assert isinstance(rows[2], Problem)


def test_a_table_becomes_letters_in_the_customs_of_each_row(
    run: Run, report: Run, tmp_path: Path
) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(
        "Nr;country;reason;service.id;account.identifier;Datum;charges.0.amount;payment.last4;"
        "duplicate.pending;cancellation.status;request.primary\n"
        "a;DE;duplicate_charge;netflix;a@example.org;03.02.2026;13,99;0034;nein;nein;full\n"
        "b;US;duplicate_charge;netflix;b@example.org;2/3/2026;13.99;0034;no;no;full\n"
        "c;DE;duplicate_charge;netflix;c@example.org;03.02.2026;13,99;34;nein;nein;full\n"
        "d;DE;duplicate_charge;netflix;4111111111111111;03.02.2026;13,99;;nein;nein;full\n",
        encoding="utf-8",
    )
    map_file = tmp_path / "map.toml"
    map_file.write_text('[columns]\nNr = "id"\nDatum = "charges.0.date"\n', encoding="utf-8")
    run(path, tmp_path / "out", map=map_file, document="chat-opener")
    lines = report(tmp_path / "out")
    assert [(line["id"], line["status"]) for line in lines] == [
        ("a", "written"),
        ("b", "written"),
        ("c", "invalid"),
        ("d", "invalid"),
    ]
    german, american = ((tmp_path / "out" / line["file"]).read_text("utf-8") for line in lines[:2])
    assert "13,99\xa0€" in german
    assert "3. Februar" in german
    assert "$13.99" in american
    assert "February 3" in american
    assert "left out its zeros" in lines[2]["why"]
    assert "4111" not in lines[3]["why"]
