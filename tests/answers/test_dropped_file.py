"""A file dragged onto a terminal is found, however the terminal writes its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundletters.answers.parsing.dropped_file import read_path

HERE = Path("/home/kim")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/tmp/march.pdf", "/tmp/march.pdf"),
        ("  /tmp/march.pdf ", "/tmp/march.pdf"),
        ("march.pdf", "/home/kim/march.pdf"),
        ("statements/my march.pdf", "/home/kim/statements/my march.pdf"),
        ("'/tmp/my march.pdf' ", "/tmp/my march.pdf"),
        ('"/tmp/my march.pdf"', "/tmp/my march.pdf"),
        (r"/tmp/my\ march\ \(2\).pdf ", "/tmp/my march (2).pdf"),
        (r"'/tmp/kim'\''s march.pdf'", "/tmp/kim's march.pdf"),
        ("file:///tmp/my%20march.pdf", "/tmp/my march.pdf"),
        ("file://localhost/tmp/m%C3%A4rz.pdf", "/tmp/märz.pdf"),
        ("/tmp/it's.pdf", "/tmp/it's.pdf"),
    ],
)
def test_paths(text: str, path: str) -> None:
    assert read_path(text, HERE, windows=False) == Path(path)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (r'"C:\Users\Kim\my march.pdf"', r"C:\Users\Kim\my march.pdf"),
        (r"& 'C:\Users\Kim\march.pdf'", r"C:\Users\Kim\march.pdf"),
        ("file:///C:/Users/Kim/my%20march.pdf", "C:/Users/Kim/my march.pdf"),
    ],
)
def test_paths_of_windows(text: str, path: str) -> None:
    assert str(read_path(text, Path(), windows=True)) == str(Path(path))


def test_the_home_folder_may_be_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/kim")
    assert read_path("~/march.pdf", Path("/"), windows=False) == Path("/home/kim/march.pdf")
