"""How many instructions a command takes to start, in bare interpreters; see docs/speed.md."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What was measured beside all libraries of the tests, and five in a hundred for other machines and
# interpreters. An environment of its own takes less: see docs/speed.md.
MARGIN = 1.05
MEASURED = {
    "--version": 1.08,
    "--help": 1.08,
    "documents": 5.74,
    "locales": 11.77,
    "plan": 18.14,
    "write chat-opener": 18.61,
    "write -o letter.docx": 28.01,
}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind counts the instructions")
def test_a_command_starts_in_no_more_instructions_than_measured(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if not request.config.getoption("--full"):
        pytest.skip("a minute of counting: --full runs it")
    python: Path = request.getfixturevalue("installed_python")
    spec = importlib.util.spec_from_file_location("startup", ROOT / "benchmarks/startup.py")
    assert spec is not None
    assert spec.loader is not None
    startup = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(startup)
    environ = startup.environment(tmp_path)
    named = startup.commands(python, tmp_path)
    counts = {
        name: startup.instructions(named[name], tmp_path, environ) for name in ("bare", *MEASURED)
    }
    too_slow = {
        name: round(count / counts["bare"], 2)
        for name, count in counts.items()
        if name in MEASURED and count / counts["bare"] > MEASURED[name] * MARGIN
    }
    assert too_slow == {}
