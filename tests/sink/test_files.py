import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundletters.errors import SinkError
from refundletters.render import Rendered
from refundletters.sink import files

LETTER = Rendered(b"Dear all\n", "text/plain; charset=utf-8", ".txt")


def test_a_file_is_written_for_its_owner_only(tmp_path: Path):
    path = tmp_path / "letter.txt"
    receipt = files.put(LETTER, path)
    assert path.read_bytes() == LETTER.content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (receipt.where, receipt.confirmed) == (str(path), True)
    assert str(path) in receipt.message.fields["file"]


def test_nothing_is_overwritten_unless_asked(tmp_path: Path):
    path = tmp_path / "letter.txt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(SinkError, match="--overwrite"):
        files.put(LETTER, path)
    assert path.read_text(encoding="utf-8") == "mine"
    files.put(LETTER, path, overwrite=True)
    assert path.read_bytes() == LETTER.content
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "letter.txt"

    def somebody_is_faster(_: Path, target: Path) -> None:
        target.write_text("theirs", encoding="utf-8")
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", somebody_is_faster)
    with pytest.raises(SinkError, match="there already"):
        files.put(LETTER, path)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_hard_links_decide_who_was_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "exists", lambda _: False)
    path = tmp_path / "letter.txt"
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(SinkError, match="there already"):
        files.put(LETTER, path)
    assert path.read_text(encoding="utf-8") == "theirs"


def test_a_file_system_without_hard_links_does_too(tmp_path, monkeypatch):
    def refuse(*_: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    files.put(LETTER, tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_is_no_file_and_a_missing_folder_is_not_made(tmp_path: Path):
    with pytest.raises(SinkError, match=r"letter\.txt"):
        files.put(LETTER, tmp_path)
    with pytest.raises(SinkError, match="does not exist"):
        files.put(LETTER, tmp_path / "no" / "letter.txt")
    assert not (tmp_path / "no").exists()


def test_what_the_system_refuses_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SinkError, match="No space left"):
        files.put(LETTER, tmp_path / "letter.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed_and_a_device_written_to(tmp_path: Path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    files.put(LETTER, link, overwrite=True)
    assert link.is_symlink()
    assert target.read_bytes() == LETTER.content
    assert files.put(LETTER, Path(os.devnull)).confirmed
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Netflix: refund request", "Netflix-refund-request.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ("con", "con-letter.docx"),
        ("LPT1.old", "LPT1-letter.old.docx"),
        ("con.tar.gz", "con-letter.tar.gz.docx"),
        ("aux .txt", "aux-.txt.docx"),
        ("  . ", "letter.docx"),
        ("", "letter.docx"),
        ("Kündigung – März", "Kündigung-–-März.docx"),
        ("a\x00b\nc", "abc.docx"),
        ("x" * 200, "x" * 75 + ".docx"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(text: str, name: str):
    assert files.safe_name(text, ".docx") == name


@given(st.text(max_size=300))
def test_a_name_is_always_one_short_name(text: str):
    name = files.safe_name(text, ".txt")
    assert name not in {".txt", ""}
    assert len(name) <= 80
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\n\0 ')
    assert Path(name).name == name


def test_a_file_opens_with_the_program_of_the_system():
    ran: list[list[str]] = []
    for platform in ("linux", "darwin", "win32"):
        files.open_with_system(
            Path("a.docx"), platform=platform, run=lambda command: ran.append(list(command)) or 0
        )
    assert [command[0] for command in ran] == ["xdg-open", "open", "start"]
    assert all(command[1:] == [str(Path("a.docx").absolute())] for command in ran)


def test_on_windows_no_shell_reads_the_name_of_a_file(monkeypatch):
    started: list[str] = []
    monkeypatch.setattr(os, "startfile", started.append, raising=False)
    files.open_with_system(Path("a & b.docx"), platform="win32")
    assert started == [str(Path("a & b.docx").absolute())]


def test_a_file_that_windows_cannot_open_is_an_error(monkeypatch):
    def refuse(_: str) -> None:
        raise OSError

    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    with pytest.raises(SinkError, match="Open it yourself"):
        files.open_with_system(Path("a.docx"), platform="win32")


def test_a_system_without_such_a_program_is_an_error_with_a_way_out(monkeypatch):
    with pytest.raises(SinkError, match="Open it yourself"):
        files.open_with_system(Path("a.docx"), run=lambda _: 3)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SinkError, match="Open it yourself"):
        files.open_with_system(Path("a.docx"), platform="linux")


def test_a_program_that_works_is_enough(tmp_path: Path, monkeypatch):
    program = tmp_path / "xdg-open"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert files.open_with_system(Path("a.docx"), platform="linux").confirmed
