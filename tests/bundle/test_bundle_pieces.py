"""Evidence at the door: every file is looked at before anything is made of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.bundle import read_evidence as pieces_module
from refundletters.bundle.read_evidence import problems, read_evidence, reminders
from refundletters.errors import CaseError


def case_with(*evidence: dict[str, Any]) -> Any:
    return build_case({"evidence": list(evidence)})


def refusal(folder: Path, **evidence: Any) -> CaseError:
    with pytest.raises(CaseError) as caught:
        read_evidence(case_with({"label": "A note"}, {"label": "Statement", **evidence}), folder)
    assert caught.value.exit_code == 2
    assert caught.value.remedy is not None
    return caught.value


def test_numbers_are_those_of_the_letters(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("words", encoding="utf-8")
    case = case_with(
        {"label": "A", "kind": "other"}, {"kind": "x"}, {"label": "B", "file": "b.txt"}
    )
    (evidence,) = read_evidence(case, tmp_path)
    assert (evidence.number, evidence.key, evidence.name()) == (
        2,
        "evidence.2",
        "02-B.txt",
    )


def test_a_copy_is_named_by_its_label_and_its_content(evidence_files: Any) -> None:
    (evidence,) = evidence_files(("Statement: March/April", "scan.dat", b"%PDF-1.4"))
    assert evidence.name() == "01-Statement-March-April.pdf"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, file="gone.pdf")
    assert error.key == "evidence.1.file"
    assert "gone.pdf" in str(error)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    assert refusal(tmp_path, file="scans").key == "evidence.1.file"


def test_a_pipe_is_refused_and_not_read_for_ever(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in str(refusal(tmp_path, file="pipe"))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    assert "empty" in str(refusal(tmp_path, file="empty.pdf"))


def test_a_program_is_refused_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"MZ\x90\0")
    assert "program" in str(refusal(tmp_path, file="scan.pdf"))


def test_a_file_that_is_too_large_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces_module, "_MEGABYTE", 1)
    (tmp_path / "film.bin").write_bytes(bytes(pieces_module.MOST_MEGABYTES + 1))
    monkeypatch.setattr(Path, "read_bytes", None)
    assert "more than 50 MB" in str(refusal(tmp_path, file="film.bin"))


def test_a_file_that_may_not_be_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "Permission denied" in str(refusal(tmp_path, file="a.txt"))


def test_a_file_without_a_label_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_evidence(case_with({"file": "a.txt"}), tmp_path)
    assert caught.value.key == "evidence.0.label"


def test_every_problem_can_be_listed_at_once(tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("x", encoding="utf-8")
    names = ("gone.pdf", "there.txt", "lost.pdf")
    case = case_with(*({"label": name, "file": name} for name in names))
    found = [str(message.fields["key"]) for message in problems(case, tmp_path)]
    assert found == ["evidence.0.file", "evidence.2.file"]


@pytest.mark.parametrize(("redacted", "reminded"), [(None, True), (False, True), (True, False)])
def test_a_statement_that_is_not_blacked_out_calls_for_a_reminder(
    tmp_path: Path, redacted: bool | None, reminded: bool
) -> None:
    (tmp_path / "s.pdf").write_bytes(b"%PDF-1.4")
    case = case_with(
        {"kind": "bank_statement", "label": "S", "file": "s.pdf", "redacted": redacted},
        {"kind": "screenshot", "label": "P", "file": "s.pdf"},
    )
    keys = [note.fields["key"] for note in reminders(case, read_evidence(case, tmp_path))]
    assert keys == ["evidence.0.redacted"] * reminded


def test_an_enclosure_without_a_file_is_mentioned() -> None:
    (note,) = reminders(case_with({"label": "Letter of March 3"}), ())
    assert note.fields == {"label": "Letter of March 3", "key": "evidence.0.file"}
