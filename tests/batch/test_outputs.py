"""Names of letters, the zip that can be gone on with, and volumes to print."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from refundletters.batch import run as run_module
from refundletters.batch.outputs import zip_format
from refundletters.batch.outputs.output import file_name
from refundletters.batch.outputs.zip_format import Entry
from refundletters.batch.values import Outcome

from .conftest import case, cases

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("row", "name", "file"),
    [
        (1, "1", "0001/0000001.txt"),
        (1000, "A17", "0001/0001000-A17.txt"),
        (1001, "../../etc/passwd", "0002/0001001-..-..-etc-passwd.txt"),
        (12_345_678, "CON", "12346/12345678-CON.txt"),
        (2, "Jörg: 50 %", "0001/0000002-Jörg-50-%.txt"),
        (2, "x" * 300, f"0001/0000002-{'x' * 68}.txt"),
        (2, "\n", "0001/0000002.txt"),
    ],
)
def test_a_name_begins_with_its_row_and_suits_every_system(row: int, name: str, file: str) -> None:
    assert file_name(Outcome(row, name, "written"), ".txt") == file


def test_ids_that_differ_in_case_alone_give_names_that_differ() -> None:
    names = [file_name(Outcome(row, name, "written"), ".txt") for row, name in ((1, "a"), (2, "A"))]
    assert len({name.lower() for name in names}) == 2


@pytest.mark.parametrize("deflate", [True, False])
def test_a_zip_is_read_by_others(deflate: bool) -> None:
    contents = {"0001/1.txt": b"hello " * 50, "0001/2-ö.txt": b"", "0002/3.txt": b"x"}
    out, entries = b"", []
    for name, content in contents.items():
        entry, body = zip_format.pack(name, content, len(out), deflate=deflate)
        out += zip_format.local_header(entry) + body
        assert entry.end == len(out)
        entries.append(entry)
    out += b"".join(zip_format.directory(entries, len(out)))
    with zipfile.ZipFile(io.BytesIO(out)) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == contents
        assert {info.external_attr >> 16 for info in found.infolist()} == {0o100600}


@pytest.mark.parametrize(("count", "start"), [(70_000, 0), (3, 5 << 30)])
def test_a_large_zip_has_the_records_for_large_numbers(count: int, start: int) -> None:
    entries = [Entry(f"{n}", 0, 0, 0, 0, start + n) for n in range(count)]
    end = b"".join(zip_format.directory(entries, start + count))

    class Sparse(io.BytesIO):
        """The end of a file whose beginning nobody reads."""

        def seek(self, place: int, whence: int = 0) -> int:
            return super().seek(place - start - count if whence == 0 else place, whence) + (
                start + count
            )

        def tell(self) -> int:
            return super().tell() + start + count

    with zipfile.ZipFile(Sparse(end)) as found:
        infos = found.infolist()
    assert len(infos) == count
    assert infos[-1].header_offset == start + count - 1


@pytest.mark.parametrize("lost", ["torn note", "torn entry", "torn line", "no line"])
def test_a_zip_is_cut_back_to_what_the_report_names(
    lost: str, jsonl: Run, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_CHUNK", 2)
    source = jsonl(cases(6))
    run(source, tmp_path / "whole.zip")
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "torn.zip", 2)
    state = tmp_path / "torn.zip.resume"
    report = tmp_path / "torn.zip.report.jsonl"
    match lost:
        case "torn note":
            with (state / "entries.jsonl").open("ab") as file:
                file.write(b'{"row": 9, "na')
        case "torn entry":
            with (state / "letters.zip.part").open("ab") as file:
                file.write(b"PK\3\4 half")
        case "torn line":
            report.write_bytes(report.read_bytes()[:-20])
        case "no line":
            report.write_bytes(b"".join(report.read_bytes().splitlines(keepends=True)[:1]))
    run(source, tmp_path / "torn.zip", resume=True)
    assert (tmp_path / "torn.zip").read_bytes() == (tmp_path / "whole.zip").read_bytes()
    assert report.read_bytes() == (tmp_path / "whole.zip.report.jsonl").read_bytes()
    assert not state.exists()


def test_volumes_hold_letters_that_each_begin_a_sheet(
    jsonl: Run, run: Run, report: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_PDF_CHUNK", 2)
    lines = [{"id": f"A{number}", **case()} for number in range(1, 6)]
    lines[1]["country"] = "XX"
    options = {"format": "pdf", "volumes": 2}
    run(jsonl(lines), tmp_path / "whole", **options)
    found = [(line["id"], line["file"]) for line in report(tmp_path / "whole")]
    assert found == [
        ("A1", "volume-0001.pdf"),
        ("A2", ""),
        ("A3", "volume-0001.pdf"),
        ("A4", "volume-0002.pdf"),
        ("A5", "volume-0002.pdf"),
    ]
    for name in ("volume-0001.pdf", "volume-0002.pdf"):
        volume = pypdf.PdfReader(tmp_path / "whole" / name)
        starts = [volume.get_destination_page_number(one) for one in volume.outline]
        assert len(volume.outline) == 2
        assert all(start is not None and start % 2 == 0 for start in starts)
        assert len(volume.pages) % 2 == 0
    with pytest.raises(KeyboardInterrupt):
        run(jsonl(lines), tmp_path / "stopped", 2, **options)
    run(jsonl(lines), tmp_path / "stopped", resume=True, **options)
    for name in ("volume-0001.pdf", "volume-0002.pdf", "report.jsonl"):
        whole = (tmp_path / "whole" / name).read_bytes()
        assert (tmp_path / "stopped" / name).read_bytes() == whole
    assert not (tmp_path / "stopped/.resume").exists()
