"""Ours beside programs that fill templates: whole processes, and one letter in Word.

Processor time of whole processes is divided by that of a bare interpreter in the same round, so
that other load changes the ratio little; the median of the rounds is printed with its range. The
letter in Word is divided by what zlib alone needs for the same bytes.

    python -m venv peers && peers/bin/pip install cookiecutter copier mailmerge
    pip install -e '.[bench]'
    python benchmarks/peers.py --peers peers/bin
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx

import refundletters as rl

ROOT = Path(__file__).parents[1]
CASE = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"


@dataclass(frozen=True)
class Program:
    """A command line, and the interpreter that it is measured against."""

    words: Sequence[str]
    python: Path
    folder: Path = ROOT


def ours(*words: str) -> Program:
    """Return a command line of ours."""
    python = Path(sys.executable)
    return Program((str(python), "-m", "refundletters", *words), python)


def peers(bin_folder: Path, folder: Path) -> dict[str, Program]:
    """Return command lines that fill a template of two lines, as far as they are installed."""
    filled = "Dear {{ cookiecutter.name }}, please refund {{ cookiecutter.amount }}.\n"
    cookie = folder / "cookie" / "{{cookiecutter.slug}}"
    cookie.mkdir(parents=True)
    (cookie / "letter.txt").write_text(filled, encoding="utf-8")
    (cookie.parent / "cookiecutter.json").write_text(
        '{"slug": "out", "name": "Kim", "amount": "9.99"}', encoding="utf-8"
    )
    copied = folder / "copied"
    copied.mkdir()
    (copied / "letter.txt.jinja").write_text("Dear {{ name }},\n", encoding="utf-8")
    (copied / "copier.yml").write_text("name:\n  type: str\n  default: Kim\n", encoding="utf-8")
    mail = folder / "mail"
    mail.mkdir()
    head = "TO: {{email}}\nSUBJECT: Refund\nFROM: Kim <kim@example.org>\n\n"
    (mail / "mailmerge_template.txt").write_text(f"{head}Dear {{{{name}}}},\n", encoding="utf-8")
    (mail / "mailmerge_database.csv").write_text("email,name\nsam@example.org,Sam\n", "utf-8")
    server = "[smtp_server]\nhost = localhost\nport = 25\n"
    (mail / "mailmerge_server.conf").write_text(server, encoding="utf-8")
    python = bin_folder / "python"
    options = ["--no-input", "-f", "-o", str(folder / "a")]
    words = {
        "cookiecutter": (["cookiecutter", str(cookie.parent), *options], folder),
        "copier": (["copier", "copy", "-q", "-l", "-f", str(copied), str(folder / "b")], folder),
        "mailmerge": (["mailmerge"], mail),
    }
    return {
        name: Program((str(bin_folder / line[0]), *line[1:]), python, where)
        for name, (line, where) in words.items()
        if (bin_folder / name).exists()
    }


def seconds(words: Sequence[str], folder: Path) -> float:
    """Return the processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=folder, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def whole_processes(programs: Mapping[str, Program], rounds: int) -> None:
    """Print how many bare interpreters each program takes."""
    found: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            bare = seconds((str(program.python), "-c", "pass"), ROOT)
            ratio = seconds(program.words, program.folder) / bare
            if number:  # the first round fills caches
                found[name].append(ratio)
    for name, ratios in found.items():
        middle = statistics.median(ratios)
        print(f"{name:>28}  {middle:5.1f}  ({min(ratios):.1f} to {max(ratios):.1f})")


def letters_in_word(rounds: int) -> None:
    """Print how many times the work of zlib a letter in Word takes."""
    case = rl.load_case(CASE)
    document = rl.compose("card-dispute", case)
    content = rl.render(document, "docx").content
    text = rl.render(document, "text").content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in packed.namelist()]

    def plain() -> None:
        made = docx.Document()
        for paragraph in text.split("\n\n"):
            made.add_paragraph(paragraph)
        made.save(io.BytesIO())

    works: dict[str, Callable[[], object]] = {
        "zlib alone": lambda: [zlib.compress(part) for part in parts],
        "ours, from blocks": lambda: rl.render(document, "docx"),
        "ours, from the case": lambda: rl.render(rl.compose("card-dispute", case), "docx"),
        "python-docx, paragraphs only": plain,
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            work()
            begun = time.process_time()
            for _ in range(10):
                work()
            found[name].append(time.process_time() - begun)
    base = found["zlib alone"]
    for name, times in found.items():
        ratios = [one / other for one, other in zip(times, base, strict=True)]
        print(f"{name:>28}  {statistics.median(ratios):5.1f}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="the folder of the peers' commands")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = {
            "--version": ours("--version"),
            "documents": ours("documents"),
            "plan": ours("plan", "--case", str(CASE)),
            "write chat-opener": ours("write", "chat-opener", "--case", str(CASE), "--no-input"),
            "write as docx": ours(
                *("write", "card-dispute", "--case", str(CASE), "--no-input", "--no-log"),
                *("-o", str(Path(folder, "letter.docx")), "--overwrite"),
            ),
        }
        if options.peers:
            programs |= peers(options.peers.absolute(), Path(folder))
        print("Processor time, in bare interpreters")
        whole_processes(programs, options.rounds)
    print("One letter in Word of two pages, in runs of zlib over the same bytes")
    letters_in_word(options.rounds)


if __name__ == "__main__":
    main()
