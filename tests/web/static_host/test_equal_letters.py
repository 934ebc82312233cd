"""Both hosts of the page write the same letters: text, HTML, e-mail and Word, to the byte."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.written import letters_of

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*/case.toml"))
LOCALES = ("en_US", "de", "fr", "es")
TODAY = "2026-03-14"
PAIRS = [(path, locale) for path in SAMPLES for locale in LOCALES]

pytestmark = pytest.mark.slow


def test_letters_written_in_the_browsers_python_are_those_written_here(
    built: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    whole = request.config.getoption("full")
    chosen = PAIRS if whole else random.Random(20261130).sample(PAIRS, 12)
    tasks: list[dict[str, Any]] = [
        {"case": path.read_text(encoding="utf-8"), "today": TODAY, "locale": locale}
        for path, locale in chosen
    ]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs node")
    app = next(built.glob("app-*"))
    script = Path(__file__).with_name("letters.mjs")
    results = tmp_path / "results.json"
    command = [node, str(script), str(app), str(tmp_path / "tasks.json"), str(results)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    there = json.loads(results.read_text(encoding="utf-8"))
    assert len(there) == len(tasks)
    for (path, locale), task, found in zip(chosen, tasks, there, strict=True):
        assert found == letters_of(**task), (path.parent.name, locale)
