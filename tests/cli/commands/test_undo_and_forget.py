"""``undo`` and ``forget``, and outputs that would replace what they are made from."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's folder, the same for the process and its commands."""
    home = tmp_path / "mine"
    monkeypatch.setenv("REFUNDLETTERS_HOME", str(home))
    return home


@pytest.fixture
def run(cli, folder: Path):
    return lambda *words, **more: cli(*words, env={"REFUNDLETTERS_HOME": str(folder)}, **more)


def test_undo_takes_a_note_back_and_once_more_gives_it_again(run, case) -> None:
    before = case.read_bytes()
    run("log", str(case), "--set", "result=refused", "--no-input")
    logged = case.read_bytes()
    done = run("undo", str(case))
    assert (done.code, done.out) == (0, "")
    assert "What is different now:" in done.err
    assert "refundletters undo" in done.err
    assert case.read_bytes() == before
    assert run("undo", str(case)).code == 0
    assert case.read_bytes() == logged


def test_undo_without_a_former_version_says_so(run, case) -> None:
    done = run("undo", str(case))
    assert (done.code, done.out) == (2, "")
    assert "nothing to undo" in done.err


def _evidence(case: Path) -> Path:
    receipt = case.parent / "receipt.txt"
    receipt.write_text("paid", encoding="utf-8")
    entry = '\n[[evidence]]\nlabel = "Receipt"\nfile = "receipt.txt"\n'
    case.write_text(case.read_text("utf-8") + entry, encoding="utf-8")
    return receipt


COMMANDS = {
    "write": ("write", "refund-request", "--case", "CASE", "--format", "text", "--no-input"),
    "remind": ("remind", "CASE"),
    "compare": ("compare", "refund-request", "--case", "CASE", "--locale=de", "--format=text"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_an_output_never_replaces_the_case_the_profile_or_evidence(
    run, case, folder, tmp_path, words
) -> None:
    receipt = _evidence(case)
    profile = folder / "profile.toml"
    another = folder / "cases" / "other.toml"
    another.parent.mkdir(parents=True)
    profile.write_text('country = "GB"\n', encoding="utf-8")
    shutil.copy(case, another)
    targets = [case, profile, receipt, another]
    if sys.platform != "win32":
        link, hard = tmp_path / "link.txt", tmp_path / "hard.txt"
        link.symlink_to(case)
        os.link(receipt, hard)
        targets += [link, hard]
    for target in targets:
        before = target.read_bytes()
        given = [str(case) if word == "CASE" else word for word in words]
        done = run(*given, "-o", str(target), "--overwrite")
        assert (done.code, done.out) == (2, ""), target
        assert "-o" in done.err
        assert target.read_bytes() == before


def test_a_bundle_never_replaces_its_evidence(run, full_case) -> None:
    archive = full_case.parent / "proof.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))
    entry = '\n[[evidence]]\nlabel = "Proof"\nfile = "proof.zip"\n'
    full_case.write_text(full_case.read_text("utf-8") + entry, encoding="utf-8")
    done = run("bundle", str(full_case), "-o", str(archive), "--overwrite")
    assert done.code == 2
    assert archive.stat().st_size == 22


def test_a_case_that_cannot_be_changed_is_told_apart_from_the_letter(
    run, case, tmp_path, monkeypatch
) -> None:
    from refundletters.answers import store
    from refundletters.errors import SinkError
    from refundletters.messages import say

    def refuse(*_: object) -> None:
        raise SinkError(say("%(file)s cannot be written: %(detail)s.", file="case", detail="no"))

    monkeypatch.setattr(store, "change_contacts", refuse)
    letter = tmp_path / "letter.txt"
    done = run("write", "refund-request", "--case", str(case), "-o", str(letter), "--no-input")
    assert done.code == 1
    assert letter.exists()
    assert "is written, but it could not be noted" in " ".join(done.err.split())


def _letters(run, case, tmp_path) -> list[Path]:
    made = [tmp_path / "letter.txt", tmp_path / "letter.docx", tmp_path / "case.ics"]
    for path in made[:2]:
        words = ("--case", str(case), "-o", str(path), "--no-input")
        assert run("write", "refund-request", *words).code == 0
    assert run("remind", str(case), "-o", str(made[2])).code == 0
    return made


def test_forget_lists_what_was_made_from_the_case(run, case, folder, tmp_path) -> None:
    made = _letters(run, case, tmp_path)
    done = run("forget", str(case), "--no-input")
    assert (done.code, done.out) == (0, "")
    assert not case.exists()
    shown = "".join(done.err.split())
    for path in made:
        assert path.exists()
        assert str(path) in shown
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_forget_deletes_it_as_well_when_asked(run, case, tmp_path) -> None:
    made = _letters(run, case, tmp_path)
    theirs = tmp_path / "not-ours.txt"
    theirs.write_text("mine", encoding="utf-8")
    refused = ("--case", str(case), "-o", str(theirs), "--no-input")
    assert run("write", "refund-request", *refused).code == 1, "it is there already"
    done = run("forget", str(case), "--outputs", "--no-input")
    assert done.code == 0
    assert not [path for path in (case, *made) if path.exists()]
    assert theirs.read_text("utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_forget_deletes_what_a_link_points_to_and_tells_of_other_names(run, case, tmp_path) -> None:
    link, hard = tmp_path / "link.toml", tmp_path / "hard.toml"
    link.symlink_to(case)
    os.link(case, hard)
    done = run("forget", str(link), "--no-input")
    assert done.code == 0
    assert not case.exists()
    assert not link.is_symlink()
    assert "another name" in " ".join(done.err.split())


def test_forget_all_leaves_nothing(run, case, folder, tmp_path) -> None:
    made = _letters(run, case, tmp_path)
    cases = folder / "cases"
    cases.mkdir(parents=True, exist_ok=True)
    shutil.copy(case, cases / "second.toml")
    (cases / ".second.toml.abc123.new").write_text("left by an earlier version", encoding="utf-8")
    (folder / "profile.toml").write_text('country = "GB"\n', encoding="utf-8")
    loose = tmp_path / "loose.txt"
    given = [f"--set={line}" for line in ("country=US", "reason=unused", "goals=money_back")]
    assert run("write", "phone-script", *given, "-o", str(loose), "--no-input").code in (0, 3)
    assert run("use", str(cases / "second.toml")).code == 0
    done = run("forget", "--all", "--outputs", "--no-input")
    assert done.code == 0
    assert not [path for path in (case, loose, *made) if path.exists()]
    assert not [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("words", [(), ("CASE", "--all")])
def test_forget_takes_one_case_or_all(run, case, words) -> None:
    done = run("forget", *(str(case) if word == "CASE" else word for word in words), "--no-input")
    assert (done.code, case.exists()) == (2, True)


def test_a_command_that_takes_a_case_sweeps_first(run, case, folder) -> None:
    left = case.parent / f".{case.name}.abc123.new"
    left.write_text("secret", encoding="utf-8")
    draft = folder / "cases" / ".case-2026-03-14.toml.0a1b2c3d.new"
    draft.parent.mkdir(parents=True)
    draft.write_text("secret", encoding="utf-8")
    assert run("plan", "--case", str(case)).code == 0
    assert not left.exists()
    assert not draft.exists()
    assert tomllib.loads(case.read_text("utf-8"))["reason"] == "reactivated"
