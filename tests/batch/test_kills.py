"""Batches whose processes are killed: nothing is lost, doubled or half written.

A few kills in every run, many with ``--full``.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refundletters.batch.report import Tally

from .conftest import case

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="finds the workers of a process under /proc"
)


VARIANTS = [
    ("letters", "program"),
    ("letters.zip", "worker"),
    ("letters", "worker"),
    ("letters.zip", "program"),
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run two of the variants, or all of them with ``--full``."""
    if "victim" in metafunc.fixturenames:
        chosen = VARIANTS if metafunc.config.getoption("full") else VARIANTS[:2]
        metafunc.parametrize(("name", "victim"), chosen)


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a process is killed."""
    return 8 if request.config.getoption("full") else 2


@pytest.fixture
def source(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Cases that differ, and now and then one that cannot be written."""
    path = tmp_path / "cases.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(1000 if request.config.getoption("full") else 200):
            account = {"has": "yes", "identifier": f"user{number}@example.org"}
            line = {"id": f"A{number}", **case(account=account)}
            if number % 97 == 50:
                line["country"] = "XX"
            file.write(json.dumps(line) + "\n")
    return path


def begin(source: Path, target: Path) -> subprocess.Popen[bytes]:
    words = ["batch", str(source), "--document", "chat-opener", "--out", str(target)]
    return subprocess.Popen(
        [sys.executable, "-m", "refundletters", *words, "--resume", "--jobs", "2"],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    )


def report_of(target: Path) -> Path:
    beside = target.with_name(f"{target.name}.report.jsonl")
    return beside if target.suffix == ".zip" else target / "report.jsonl"


def wait_for_rows(running: subprocess.Popen[bytes], report: Path, rows: int) -> bool:
    """Wait until a report has so many rows; return whether the program still runs."""
    while running.poll() is None:
        if report.exists() and report.read_bytes().count(b"\n") >= rows:
            return True
        time.sleep(0.005)
    return False


def workers_of(process: int) -> list[int]:
    """Return the processes that a process has begun, without the one that tidies up after them."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return [
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def written(target: Path) -> dict[str, bytes]:
    folder = target.parent
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_after_kills_every_letter_is_there_once_with_the_same_bytes(
    name: str, victim: str, kills: int, source: Path, run: Run, tmp_path: Path
) -> None:
    chance = random.Random(f"{name} {victim}")
    for folder in ("whole", "killed"):
        (tmp_path / folder).mkdir()
    tally: Tally = run(source, tmp_path / "whole" / name, document="chat-opener")
    target = tmp_path / "killed" / name
    marks = sorted(chance.sample(range(1, tally.rows * 3 // 4), kills))
    done = 0
    running = begin(source, target)
    for mark in marks:
        if not wait_for_rows(running, report_of(target), mark):
            break
        time.sleep(chance.random() * 0.05)
        if victim == "program":
            running.kill()
            running.communicate()
            running = begin(source, target)
        elif workers := workers_of(running.pid):
            os.kill(chance.choice(workers), signal.SIGKILL)
        done += 1
    _, said = running.communicate(timeout=300)
    assert running.returncode == 1, said.decode()
    assert done == kills
    assert written(target) == written(tmp_path / "whole" / name)
    if target.suffix == ".zip":
        with zipfile.ZipFile(target) as letters:
            assert letters.testzip() is None
            assert len(letters.namelist()) == tally.statuses["written"]


def test_an_interrupt_leaves_no_half_file_and_says_how_to_go_on(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "letters"
    running = begin(source, target)
    assert wait_for_rows(running, target / "report.jsonl", 1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"--resume" in said
    report = (target / "report.jsonl").read_text(encoding="utf-8").splitlines()
    named = {json.loads(line)["file"] for line in report} - {""}
    there = {path.relative_to(target).as_posix() for path in target.glob("0*/*")}
    assert named <= there
    assert all((target / name).read_bytes().endswith(b"\n") for name in there)
