"""A batch from end to end, in this process: what is written, what is reported, what is refused."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refundletters.batch import run as run_module
from refundletters.errors import NotFound, SinkError, UnknownKey, UsageError

from .conftest import case, cases

Run = Callable[..., Any]


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_row_has_one_line_of_the_report_in_its_order(
    jsonl: Run, run: Run, report: Run, tmp_path: Path
) -> None:
    tally = run(jsonl(cases(8)), tmp_path / "out")
    lines = report(tmp_path / "out")
    assert [line["row"] for line in lines] == list(range(1, 9))
    assert [list(line) for line in lines] == [
        ["row", "id", "document", "status", "file", "why"]
    ] * 8
    statuses = ["written", "written", "missing", "written", "invalid"] + ["written"] * 3
    assert [line["status"] for line in lines] == statuses
    assert lines[0] == {
        "row": 1,
        "id": "A1",
        "document": "refund-request",
        "status": "written",
        "file": "0001/0000001-A1.txt",
        "why": "",
    }
    assert lines[2]["why"].startswith("Some answers are still missing: reason")
    assert "4111" not in json.dumps(lines)
    assert "own_words seems to hold a card number" in lines[4]["why"]
    assert (tally.rows, tally.statuses["written"]) == (8, 6)


def test_a_letter_is_what_one_command_would_write_and_nobody_else_can_read_it(
    jsonl: Run, run: Run, tmp_path: Path
) -> None:
    run(jsonl([case()]), tmp_path / "out")
    letter = tmp_path / "out/0001/0000001.txt"
    assert "alex@example.org" in letter.read_text(encoding="utf-8")
    assert stat.S_IMODE(letter.stat().st_mode) == 0o600
    assert sorted(files_in(tmp_path / "out")) == ["0001/0000001.txt", "report.jsonl"]


BAD = {
    "answers missing": (case(reason=None), "missing", "reason"),
    "no such country": (case(country="XX"), "invalid", "XX"),
    "unknown key": ({"countri": "US"}, "invalid", "Did you mean country?"),
    "no object": ("[1, 2]", "invalid", "not a JSON object"),
    "key twice": ('{"country": "US", "country": "GB"}', "invalid", "country is there twice"),
    "not a number": ('{"charges": [{"amount": NaN}]}', "invalid", "not a JSON object"),
    "endless number": ('{"charges": [{"amount": 1e400}]}', "invalid", "amount"),
    "deep": ("[" * 100_000, "invalid", "not a JSON object"),
    "long": (json.dumps({"own_words": "x" * (1 << 20)}), "invalid", "longer than one megabyte"),
    "untranslated": (case(locale="fi_FI"), "untranslated", "not fully translated into fi_FI"),
    "card number as id": ({"id": "4111 1111 1111 1111", **case()}, "invalid", "id of this row"),
    "case beside id": ({"id": "nested", "case": case()}, "written", ""),
    "number as id": ({"id": 7, **case()}, "written", ""),
}


@pytest.mark.parametrize("bad", BAD)
def test_one_bad_row_never_stops_the_rest(
    bad: str, jsonl: Run, run: Run, report: Run, tmp_path: Path
) -> None:
    line, status, why = BAD[bad]
    run(jsonl([case(), line, "", case()]), tmp_path / "out")
    first, found, last = report(tmp_path / "out")
    assert (first["status"], found["status"], last["status"]) == ("written", status, "written")
    assert why in found["why"]


def test_a_document_that_does_not_fit_is_blocked_or_waits(
    jsonl: Run, run: Run, report: Run, tmp_path: Path
) -> None:
    source = jsonl([case(contacts=[]), case(payment={"method": "bank_transfer"})])
    run(source, tmp_path / "out", document="bank-appeal")
    run(source, tmp_path / "cards", document="card-dispute")
    assert {line["status"] for line in report(tmp_path / "out")} <= {"waiting", "blocked"}
    assert report(tmp_path / "cards")[1]["status"] == "blocked"
    assert report(tmp_path / "cards")[1]["why"]


def test_amounts_of_json_are_taken_as_they_are_written(
    jsonl: Run, run: Run, tmp_path: Path
) -> None:
    line = json.dumps(case()).replace('"amount": "15.49"', '"amount": 15.49')
    run(jsonl([line]), tmp_path / "out")
    assert "$15.49" in (tmp_path / "out/0001/0000001.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "name", "error", "said"),
    [
        ("no json\n" * 30, "cases.jsonl", UsageError, "no line is a JSON object"),
        ("", "cases.jsonl", UsageError, "no line is a JSON object"),
        ("a\0b", "cases.csv", UsageError, "no table"),
        ("", "cases.csv", UsageError, "no table"),
        ("country,amuont\nUS,1\n", "cases.csv", UnknownKey, "amuont"),
        ("country,country\nUS,1\n", "cases.csv", UsageError, "there twice"),
        ("country,,locale\nUS,1,\n", "cases.csv", UsageError, "no title"),
        ("charges.1.amount\n1\n", "cases.csv", UsageError, "gap"),
        ("charges.amount\n1\n", "cases.csv", UsageError, "charges.0.amount"),
        ("PK", "cases.xlsx", UsageError, "damaged"),
        ("x", "cases.pdf", NotFound, "no source of cases"),
    ],
)
def test_what_is_no_source_is_refused_before_anything_is_written(
    content: str, name: str, error: type[Exception], said: str, run: Run, tmp_path: Path
) -> None:
    source = tmp_path / name
    source.write_text(content, encoding="utf-8")
    with pytest.raises(error, match=said):
        run(source, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"document": "refund-reqest"}, "refund-request"),
        ({"map": Path("map.toml")}, "cannot be read"),
        ({"volumes": 10}, "Volumes to print are PDF"),
    ],
)
def test_options_that_no_row_could_meet_are_refused(
    options: dict[str, Any], said: str, jsonl: Run, run: Run, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=said):
        run(jsonl(cases(1)), tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["out", "out.zip"])
@pytest.mark.parametrize("chunks", [0, 1, 2])
def test_what_was_stopped_goes_on_and_ends_with_the_same_bytes(
    name: str,
    chunks: int,
    jsonl: Run,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_module, "_CHUNK", 3)
    source = jsonl(cases(8))
    for folder in ("whole", "stopped"):
        (tmp_path / folder).mkdir()
    run(source, tmp_path / "whole" / name)
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "stopped" / name, chunks)
    tally = run(source, tmp_path / "stopped" / name, resume=True)
    assert files_in(tmp_path / "stopped") == files_in(tmp_path / "whole")
    assert tally.rows == 8


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_resume_begins_where_nothing_was_begun_and_does_nothing_where_all_is_done(
    name: str, jsonl: Run, run: Run, tmp_path: Path
) -> None:
    source, target = jsonl(cases(3)), tmp_path / name
    first = run(source, target, resume=True)
    before = files_in(tmp_path)
    assert run(source, target, chunks=0, resume=True).statuses == first.statuses
    assert files_in(tmp_path) == before
    with pytest.raises(UsageError, match="--resume"):
        run(source, target)


@pytest.mark.parametrize("change", ["source", "options", "version"])
def test_resume_refuses_another_batch(
    change: str, jsonl: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = jsonl(cases(3)), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(source, target, 0)
    options: dict[str, Any] = {"resume": True}
    match change:
        case "source":
            source.write_text(source.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
        case "options":
            options["format"] = "html"
        case "version":
            monkeypatch.setattr(run_module, "version_of", lambda _: "9.9")
    with pytest.raises(UsageError, match=rf"{change}|program"):
        run(source, target, **options)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_first_look_can_be_gone_on_with(name: str, jsonl: Run, run: Run, tmp_path: Path) -> None:
    source = jsonl(cases(4))
    (tmp_path / "whole").mkdir()
    run(source, tmp_path / "whole" / name)
    (tmp_path / "look").mkdir()
    assert run(source, tmp_path / "look" / name, limit=1).rows == 1
    assert (tmp_path / "look" / name).exists()
    run(source, tmp_path / "look" / name, resume=True)
    assert files_in(tmp_path / "look") == files_in(tmp_path / "whole")


def test_a_letter_in_the_way_is_never_replaced(jsonl: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "out/0001").mkdir(parents=True)
    (tmp_path / "out/0001/0000001.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SinkError, match="there already"):
        run(jsonl([case()]), tmp_path / "out")
    assert (tmp_path / "out/0001/0000001.txt").read_text(encoding="utf-8") == "mine"


def test_a_report_that_was_changed_is_not_gone_on_with(
    jsonl: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_CHUNK", 2)
    source, target = jsonl(cases(4)), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(source, target, 1)
    path = target / "report.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"row": 2', '"row": 3'), "utf-8")
    with pytest.raises(SinkError, match="has been changed"):
        run(source, target, resume=True)


def test_a_case_without_a_day_keeps_that_of_the_first_run(
    jsonl: Run, run: Run, tmp_path: Path
) -> None:
    source, target = jsonl([case(as_of=None)]), tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(source, target, 0, document="formal-complaint")
    note = target / ".resume/batch.json"
    then = json.loads(note.read_text(encoding="utf-8")) | {"as_of": "2026-04-07"}
    note.write_text(json.dumps(then), encoding="utf-8")
    run(source, target, resume=True, document="formal-complaint")
    assert "April 7, 2026" in (target / "0001/0000001.txt").read_text(encoding="utf-8")


def test_a_folder_of_case_files_is_read_in_the_order_of_its_paths(
    run: Run, report: Run, tmp_path: Path
) -> None:
    samples = Path(__file__).parents[2] / "samples"
    for name in ("us-charged-after-canceling", "de-price-increase"):
        (tmp_path / "in" / name).mkdir(parents=True)
        text = (samples / name / "case.toml").read_text(encoding="utf-8")
        (tmp_path / "in" / name / "case.toml").write_text(text, encoding="utf-8")
    (tmp_path / "in/broken.toml").write_text("x =", encoding="utf-8")
    run(tmp_path / "in", tmp_path / "out")
    lines = report(tmp_path / "out")
    assert [(line["id"], line["status"]) for line in lines] == [
        ("broken", "invalid"),
        ("de-price-increase/case", "written"),
        ("us-charged-after-canceling/case", "written"),
    ]
    assert lines[1]["file"] == "0001/0000002-de-price-increase-case.txt"
    german = (tmp_path / "out" / lines[1]["file"]).read_text(encoding="utf-8")
    assert german == (samples / "de-price-increase/refund-request.txt").read_text(encoding="utf-8")
