"""Start-up of an installed wheel in bare interpreters, by instructions and by time, beside peers.

    python benchmarks/startup.py VENV [--rounds N] [--peer "LABEL: COMMAND"]…

``VENV`` has the wheel installed (its scripts and libraries compiled, as pip leaves them). Figures
are ratios to ``python -c pass`` of the same environment. Instructions are those that cachegrind
counts (``valgrind`` has to be there, else they are left out); they hardly depend on what else the
machine does. Times are medians of rounds in which everything runs in turn. A peer is any command
line, such as ``"cookiecutter: /tmp/peers/bin/cookiecutter --help"``.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shlex
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
# What newer installers write as the script of a command; older ones import re besides.
SCRIPT = """\
import sys
from refundletters.__main__ import run
if __name__ == "__main__":
    sys.exit(run())
"""
GOALS = {
    "--version": 1.1,
    "--help": 1.1,
    "documents": 7,
    "locales": 7,
    "plan": 15,
    "write chat-opener": 12,
    "write -o letter.docx": 20,
}


def commands(python: Path, folder: Path) -> dict[str, list[str]]:
    """Return what is measured, by its name."""
    script = folder / "refundletters-script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    ours = [str(python), str(script)]
    write = [*ours, "write", "--case", str(CASE), "--no-input"]
    return {
        "bare": [str(python), "-c", "pass"],
        "--version": [*ours, "--version"],
        "--help": [*ours, "--help"],
        "documents": [*ours, "documents"],
        "locales": [*ours, "locales"],
        "plan": [*ours, "plan", "--case", str(CASE)],
        "write chat-opener": [*write, "chat-opener"],
        "write -o letter.docx": [
            *write,
            *("card-dispute", "-o", str(folder / "letter.docx"), "--overwrite", "--no-log"),
        ],
    }


def environment(folder: Path) -> dict[str, str]:
    """Return an environment of its own: plain English, fixed hashes, an empty cache and home."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "REFUNDLETTERS_HOME": str(folder / "home"),
    }


def instructions(command: list[str], folder: Path, environ: dict[str, str]) -> int | None:
    """Return the instructions of one run, ``None`` without valgrind."""
    if shutil.which("valgrind") is None:
        return None
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(
        [*tool, *command], cwd=folder, env=environ, capture_output=True, text=True, check=True
    )
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    return int(found[1].replace(",", "")) if found else None


def medians(
    named: dict[str, list[str]], folder: Path, environ: dict[str, str], rounds: int
) -> dict[str, float]:
    """Return the median wall time of each command in bare interpreters of the same round."""
    ratios: dict[str, list[float]] = {name: [] for name in named}
    for _ in range(rounds):
        taken = {}
        for name in random.sample(list(named), len(named)):
            start = time.perf_counter()
            subprocess.run(named[name], cwd=folder, env=environ, capture_output=True, check=True)
            taken[name] = time.perf_counter() - start
        for name, seconds in taken.items():
            ratios[name].append(seconds / taken["bare"])
    return {name: statistics.median(found) for name, found in ratios.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("venv", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--peer", action="append", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = environment(folder)
        named = commands(given.venv.resolve() / "bin" / "python", folder)
        for peer in given.peer:
            label, _, words = peer.partition(":")
            named[label] = shlex.split(words)
        # The first run of all has an empty cache.
        counts = {key: instructions(words, folder, environ) for key, words in named.items()}
        times = medians(named, folder, environ, given.rounds)
    bare = counts["bare"]
    print("| command | instructions ÷ bare | goal | wall ÷ bare (median) |\n|---|---|---|---|")
    for key in named:
        count = counts[key]
        ratio = f"{count / bare:.2f}" if count and bare else "–"
        print(f"| {key} | {ratio} | {GOALS.get(key, '')} | {times[key]:.1f} |")


if __name__ == "__main__":
    main()
