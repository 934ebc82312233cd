"""The wheel, installed elsewhere, writes the letters of the samples to the letter."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
INDEX = tomllib.loads((SAMPLES / "samples.toml").read_text(encoding="utf-8"))
LETTERS = [
    (case, name) for case, row in INDEX.items() for name in row["letters"] if name.endswith(".txt")
]


@pytest.mark.slow
@pytest.mark.parametrize(("case", "name"), LETTERS, ids=[f"{c}-{n}" for c, n in LETTERS])
def test_an_installed_wheel_writes_the_same_letter(
    case: str, name: str, installed_python: Path, tmp_path: Path
) -> None:
    shutil.copy(SAMPLES / case / "case.toml", tmp_path)
    done = subprocess.run(
        [installed_python, "-m", "refundletters", "write", Path(name).stem, "--case", "case.toml"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == (SAMPLES / case / name).read_text(encoding="utf-8")
