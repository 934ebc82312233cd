"""The command that shows a bank's export: text, JSON, questions, and what ends with an error."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXPORT = """\
Date,Type,Description,Amount,Currency,State
2026-06-02,CARD_PAYMENT,NETFLIX.COM,-12.99,EUR,COMPLETED
2026-07-02,CARD_PAYMENT,NETFLIX.COM,-12.99,EUR,COMPLETED
2026-08-02,CARD_PAYMENT,PAYPAL *NETFLIX,-13.99,EUR,COMPLETED
2026-09-03,CARD_PAYMENT,SAMPLE SHOP 4111 1111 1111 1111,-130.99,EUR,COMPLETED
2026-10-02,CARD_PAYMENT,NETFLIX.COM,-13.99,EUR,COMPLETED
2026-10-15,CARD_REFUND,NETFLIX.COM,13.99,EUR,COMPLETED
2026-11-02,CARD_PAYMENT,NETFLIX.COM,-13.99,EUR,PENDING
2026-11-03,CARD_PAYMENT,SPOTIFY,-9.99,EUR,REVERTED
"""
OPEN = "Date,Description,Amount\n2026-10-02,ACME,13.99\n2026-10-15,BETA,-13.99\n"

Cli = Callable[..., Any]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


@pytest.fixture
def open_export(tmp_path: Path) -> Path:
    path = tmp_path / "open.csv"
    path.write_text(OPEN, encoding="utf-8")
    return path


def test_payments_are_listed_and_what_looks_like_a_subscription(cli: Cli, export: Path) -> None:
    done = cli("statement", str(export))
    lines = done.out.splitlines()
    assert lines[0] == "June 2, 2026: €12.99, NETFLIX.COM"
    assert "September 3, 2026: €130.99, SAMPLE SHOP …" in lines
    assert "October 15, 2026: €13.99 came in, NETFLIX.COM" in lines
    assert "November 2, 2026: €13.99, NETFLIX.COM (pending)" in lines
    assert "- Netflix: €13.99 every month, last on November 2, 2026; €53.96 in a year" in lines
    assert "To cancel: https://" in done.out
    assert "1 row is no payment, row 9" in done.err
    assert "It never became a payment." in done.err
    assert done.code == 0


def test_one_service_alone_may_be_shown(cli: Cli, export: Path) -> None:
    done = cli("statement", str(export), "--service", "netflix")
    assert "SAMPLE SHOP" not in done.out
    assert done.out.count("NETFLIX") == 6


def test_the_json_keeps_its_contract(cli: Cli, export: Path) -> None:
    found = json.loads(cli("statement", str(export), "--json").out)
    assert list(found) == ["kind", "entries", "passed_over", "asks", "recurring"]
    assert found["kind"] == "csv"
    assert found["entries"][0] == {
        "date": "2026-06-02",
        "amount": "12.99",
        "currency": "EUR",
        "direction": "out",
        "status": "posted",
        "text": "NETFLIX.COM",
    }
    assert found["passed_over"] == [{"row": 9, "why": "It never became a payment."}]
    (netflix,) = found["recurring"]
    assert (netflix["name"], netflix["service"], netflix["every"]) == (
        "Netflix",
        "netflix",
        "month",
    )
    assert [charge["refunded"] for charge in netflix["charges"]] == ["", "", "", "2026-10-15", ""]
    assert "4111" not in json.dumps(found)


def test_what_is_open_is_said_with_two_rows_and_the_option_that_answers(
    cli: Cli, open_export: Path
) -> None:
    done = cli("statement", str(open_export))
    assert done.code == 3
    assert done.out == ""
    assert "Which of these was taken from you?" in done.err
    assert "2026-10-02: 13.99, ACME" in done.err
    assert "2026-10-15: -13.99, BETA" in done.err
    assert "--taken positive" in done.err
    asked = json.loads(cli("statement", str(open_export), "--json").out)
    assert asked["entries"] == []
    assert (asked["asks"][0]["what"], asked["asks"][0]["choices"]) == (
        "taken",
        ["negative", "positive"],
    )
    told = json.loads(cli("statement", str(open_export), "--taken", "positive", "--json").out)
    assert [entry["direction"] for entry in told["entries"]] == ["out", "in"]
    assert told["asks"] == []


def test_columns_may_be_named_by_number(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("2026-10-02,NETFLIX,-13.99,7\n2026-10-03,SPOTIFY,-9.99,3\n", encoding="utf-8")
    found = json.loads(cli("statement", str(path), "--columns", "amount=4", "--json").out)
    assert [entry["amount"] for entry in found["entries"]] == ["7", "3"]
    for wrong in ("amount=x", "sum=3", "amount"):
        done = cli("statement", str(path), "--columns", wrong)
        assert done.code == 2
        assert "date=1,amount=4" in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7", "This is a PDF."), (b"hello", "No payments were found in this file.")],
)
def test_what_is_no_statement_ends_with_2(
    cli: Cli, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    done = cli("statement", str(path))
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_file_that_is_not_there_and_a_folder(cli: Cli, tmp_path: Path) -> None:
    assert "There is no file" in cli("statement", str(tmp_path / "none.csv")).err
    done = cli("statement", str(tmp_path))
    assert done.code == 2
    assert "is no file that can be read to its end" in " ".join(done.err.split())


def test_the_interface_speaks_its_language(cli: Cli, export: Path) -> None:
    done = cli("statement", str(export), "--interface", "de")
    assert "2. Juni 2026: 12,99\xa0€, NETFLIX.COM" in done.out


def test_what_does_not_end_and_what_is_too_wide_is_refused(cli: Cli, tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        for name in (str(tmp_path / "pipe.csv"), "/dev/zero", str(tmp_path)):
            done = cli("statement", name)
            assert done.code == 2
            assert "is no file that can be read to its end" in " ".join(done.err.split())
    (tmp_path / "wide.csv").write_text(("x," * 20000 + "\n") * 20, encoding="utf-8")
    done = cli("statement", str(tmp_path / "wide.csv"))
    assert (done.code, done.out) == (2, "")
    assert "more than 2,000 cells" in " ".join(done.err.split())


@pytest.mark.parametrize(
    ("interface", "amount"), [("en", "1,234.50"), ("de", "1.234,50"), ("fr", "1\u202f234,50")]
)
def test_amounts_without_a_currency_are_written_as_the_reader_does(
    cli: Cli, tmp_path: Path, interface: str, amount: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Date,Amount,Text\n2026-06-13,-1234.50,EXAMPLE GYM\n2026-07-14,-9.90,OTHER\n",
        encoding="utf-8",
    )
    done = cli("--interface", interface, "statement", str(path), "--taken", "negative")
    assert f": {amount}, EXAMPLE GYM" in done.out
