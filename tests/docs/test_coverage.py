"""The page of what is kept of what is promised: every command runs, every test exists."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from refundletters.cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
PROMISES = 96

ROW = re.compile(
    r"^\| (?P<number>\d+) \| (?P<promise>[^|]+) \| (?P<does>[^|]+) \| (?P<shown>[^|]+) \|$",
    re.MULTILINE,
)
COMMAND = re.compile(
    r"`refundletters (?P<words>[^`]+)`(?: \(exit (?P<code>\d)\))?(?: “(?P<says>.+?)”)?"
)
NODE = re.compile(r"`(?P<node>tests/[^`]+::[^`]+)`")


@dataclass(frozen=True)
class Example:
    words: str
    code: int
    says: str


EXAMPLES = list(
    dict.fromkeys(
        Example(found["words"], int(found["code"] or 0), found["says"] or "")
        for found in COMMAND.finditer(PAGE)
    )
)


def test_every_promise_stands_once_and_in_order() -> None:
    assert [int(row["number"]) for row in ROW.finditer(PAGE)] == list(range(1, PROMISES + 1))


def test_every_promise_has_a_command_or_a_test() -> None:
    bare = [
        row["number"]
        for row in ROW.finditer(PAGE)
        if not (COMMAND.search(row["shown"]) or NODE.search(row["shown"]))
    ]
    assert bare == []


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{e.words[:70]} {e.says[:20]}" for e in EXAMPLES]
)
def test_a_command_shows_what_the_page_says(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    environ = {"REFUNDLETTERS_HOME": str(tmp_path / "home"), "LC_ALL": "C", "COLUMNS": "80"}
    written = io.BytesIO()
    out = io.TextIOWrapper(written, encoding="utf-8")
    err = io.StringIO()
    code = main(shlex.split(example.words), environ, None, out, err)
    assert code == example.code, err.getvalue()
    out.flush()
    shown = " ".join(f"{written.getvalue().decode()} {err.getvalue()}".split())
    assert example.says in shown


def test_the_tests_that_are_named_exist() -> None:
    nodes = sorted({found["node"] for found in NODE.finditer(PAGE)})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *nodes],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    collected = {line.partition("[")[0] for line in done.stdout.splitlines() if "::" in line}
    assert set(nodes) <= collected
