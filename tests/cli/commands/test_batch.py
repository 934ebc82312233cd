"""``batch`` as a command: its exit codes, what it says, and what it only looks at."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from support.builders import RICH, changed

from refundletters.batch.run import Progress
from refundletters.cli.context import Context
from refundletters.cli.progress import ProgressLine

from ..conftest import TODAY, Cli, Terminal

TABLE = "id,Kunde,reason\n1,US,unused\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two complete cases, and one that is none."""
    lines: list[Any] = [changed(RICH, reason="charged_after_cancellation")] * 2 + [{"x": 1}]
    path = tmp_path / "cases.jsonl"
    text = "".join(json.dumps(line, default=str) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_letters_are_written_and_what_became_of_every_row_is_said(
    cli: Cli, source: Path, tmp_path: Path
) -> None:
    words = ["batch", str(source), "--document", "chat-opener", "--out", str(tmp_path / "out")]
    done = cli(*words, "--jobs", "1")
    assert done.code == 1
    assert done.out == ""
    assert "3 rows:\n  2 written\n  1 that cannot be read or are not acceptable\n" in done.err
    assert "report.jsonl" in done.err
    assert sorted(path.name for path in tmp_path.glob("out/*/*.txt")) == [
        "0000001.txt",
        "0000002.txt",
    ]
    again = cli(*words, "--resume")
    assert again.code == 0
    assert "done before" in again.err
    assert cli(*words).code == 2


def test_a_first_look_at_rows_that_are_all_written(cli: Cli, source: Path, tmp_path: Path) -> None:
    words = ["batch", str(source), "--document", "chat-opener", "--out", str(tmp_path / "a.zip")]
    assert cli(*words, "--limit", "1").code == 0


def test_a_dry_run_proposes_a_mapping_and_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(TABLE, encoding="utf-8")
    done = cli("batch", str(path), "--dry-run", "--document", "chat-opener")
    assert done.code == 0
    assert done.out.splitlines() == [
        "[columns]",
        '"id" = "id"',
        '"Kunde" = ""',
        '"reason" = "reason"',
    ]
    assert "--map" in done.err
    assert {entry.name for entry in tmp_path.iterdir()} == {"cases.csv", "home"}


def test_a_dry_run_of_whole_cases_counts_what_would_be(
    cli: Cli, source: Path, tmp_path: Path
) -> None:
    done = cli("batch", str(source), "--dry-run", "--document", "chat-opener", "--jobs", "1")
    assert done.code == 1
    assert "2 written" in done.err
    assert {entry.name for entry in tmp_path.iterdir()} == {"cases.jsonl", "home"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--document", "chat-opener"], "--out letters"),
        (["--out", "letters"], "--document refund-request"),
        (["--out", "letters", "--document", "chat-openr"], "chat-opener"),
        (["--out", "x/y.zip", "--document", "chat-opener"], "does not exist"),
        (
            ["--out", "letters", "--document", "chat-opener", "--scheduler", "tcp://10.1.2.3:4"],
            "unencrypted",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_said_before_anything_is_written(
    words: list[str], said: str, cli: Cli, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    done = cli("batch", source.name, *words)
    assert done.code == 2
    assert said in " ".join(done.err.split())
    assert not Path("letters").exists()


@pytest.mark.parametrize("changes", [True, False])
def test_progress_shows_rate_and_time_left(changes: bool) -> None:
    make = Terminal if changes else io.TextIOWrapper
    stderr = make(io.BytesIO(), encoding="utf-8")
    context = Context(
        environ={}, stdin=None, stdout=stderr, stderr=stderr, interface="en_US", today=TODAY
    )
    now = iter([0.0, 1.0, 3.0, 3.1, 41.0])
    line = ProgressLine(context, lambda: next(now))
    line(Progress(0, 0.0))
    line(Progress(200, 0.05))
    line(Progress(220, 0.055))
    line(Progress(4000, 0.5))
    line.clear()
    stderr.flush()
    shown = stderr.buffer.getvalue().decode("utf-8")
    assert "4,000 rows (50%), 98 a second, 0:00:41 left" in shown
    assert shown.count("rows") == (3 if changes else 1)
    assert shown.endswith("\x1b[K") is changes
