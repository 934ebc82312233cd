"""A large batch with its memory and rate over time, and two processes beside one.

    python benchmarks/batch.py --rows 100000 --out letters.zip --svg docs/batch.svg
    python benchmarks/batch.py --compare --rows 2000

Figures of processes come from /proc, so this runs on Linux. With ``--compare`` one and two
processes run in turn with bare loops of the same shape, since a loaded machine says nothing by
itself: two of our processes can be no faster than two loops are.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ("us-charged-after-canceling", "gb-duplicate-charge", "de-price-increase")
MIB = 1 << 20
PAGE = os.sysconf("SC_PAGE_SIZE")
BURN = 6_000_000


@dataclass(frozen=True)
class Sample:
    """One look at a batch."""

    seconds: float
    rows: int
    parent: float
    worker: float


def cases(count: int, path: Path) -> None:
    """Write a source of so many cases, no two alike."""
    texts = [(ROOT / "samples" / name / "case.toml").read_text("utf-8") for name in SAMPLES]
    known = [json.loads(json.dumps(tomllib.loads(text), default=str)) for text in texts]
    with path.open("w", encoding="utf-8") as file:
        for number, case in zip(range(1, count + 1), itertools.cycle(known), strict=False):
            account = {"has": "yes", "identifier": f"user{number}@example.org"}
            file.write(json.dumps({"id": f"A{number}", **case, "account": account}) + "\n")


def command(source: Path, target: Path, options: argparse.Namespace, jobs: int) -> list[str]:
    """Return the command line of a batch."""
    words = ["batch", str(source), "--document", options.document, "--out", str(target)]
    words += ["--format", options.format, "--jobs", str(jobs)]
    words += ["--volumes", str(options.volumes)] if options.volumes else []
    return [sys.executable, "-m", "refundletters", *words]


def memory(process: int) -> float:
    """Return the memory of a process in MiB; 0 where it has gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * PAGE / MIB
    except (OSError, IndexError):
        return 0.0


def children(process: int) -> list[int]:
    """Return the processes that a process has begun."""
    try:
        return [
            int(word)
            for word in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        ]
    except OSError:
        return []


def watch(words: Sequence[str], report: Path, every: float, most: float) -> Iterator[Sample]:
    """Run a batch, at most so many seconds, and yield a sample now and then."""
    begun = time.monotonic()
    running = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)
    rows = place = 0
    while running.poll() is None:
        time.sleep(every)
        if report.exists():
            with report.open("rb") as file:
                file.seek(place)
                new = file.read()
            rows, place = rows + new.count(b"\n"), place + len(new)
        largest = max(map(memory, children(running.pid)), default=0.0)
        seconds = time.monotonic() - begun
        if seconds > most:
            running.send_signal(signal.SIGINT)
            running.wait()
        yield Sample(seconds, rows, memory(running.pid), largest)


def report_of(target: Path) -> Path:
    """Return where the report of a batch lies."""
    beside = target.with_name(f"{target.name}.report.jsonl")
    return beside if target.suffix == ".zip" else target / "report.jsonl"


def size_of(target: Path) -> float:
    """Return the size on the disk in MiB."""
    files = [target] if target.is_file() else [p for p in target.rglob("*") if p.is_file()]
    return sum(path.stat().st_blocks * 512 for path in files) / MIB


def measure(options: argparse.Namespace) -> None:
    """Run one large batch, print its figures and draw them."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "cases.jsonl")
        cases(options.rows, source)
        target = Path(folder, options.out)
        words = command(source, target, options, options.jobs)
        samples = list(watch(words, report_of(target), options.every, options.seconds))
        last = samples[-1]
        size = size_of(target) if target.exists() else 0.0
        report = report_of(target).stat().st_size / MIB
    rows = max(sample.rows for sample in samples)
    print(f"{options.document} as {options.format}, {options.jobs} processes, {options.out}")
    print(f"{rows:,} rows in {last.seconds:,.0f} s: {rows / last.seconds:,.0f} a second")
    for name in ("parent", "worker"):
        found = [getattr(sample, name) for sample in samples if sample.parent] or [0.0]
        print(f"{name}: most {max(found):.1f} MiB, in the middle {statistics.median(found):.1f}")
    print(f"{size:,.1f} MiB on the disk, report {report:,.1f} MiB")
    if options.svg:
        title = f"{options.document} as {options.format}, {options.jobs} processes"
        options.svg.write_text(drawn(samples, title), encoding="utf-8")


def drawn(samples: Sequence[Sample], title: str) -> str:
    """Return memory and rate over time as SVG."""
    end = samples[-1].seconds
    step = max(1, len(samples) // 100)
    kept = [sample for sample in samples if sample.parent][::step]
    rates = [
        (after.seconds, (after.rows - before.rows) / (after.seconds - before.seconds))
        for before, after in itertools.pairwise(kept)
    ]
    panels = [
        ("letters a second", {"#0072b2": rates}),
        (
            "MiB: parent below, largest worker above",
            {
                "#d55e00": [(one.seconds, one.worker) for one in kept],
                "#009e73": [(one.seconds, one.parent) for one in kept],
            },
        ),
    ]
    body = "".join(
        panel(name, lines, end, top) for top, (name, lines) in zip((40, 240), panels, strict=True)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 440" font-family="sans-serif" '
        'font-size="13"><rect width="720" height="440" fill="#fff"/>'
        f'<text x="60" y="24" font-size="15">{title}, {samples[-1].rows:,} rows</text>'
        f"{body}</svg>\n"
    )


def panel(name: str, lines: dict[str, list[tuple[float, float]]], end: float, top: int) -> str:
    """Return one diagram, 140 high."""
    most = max(value for line in lines.values() for _, value in line) * 1.1 or 1
    parts = [f'<text x="60" y="{top + 14}">{name}</text>']
    for share in (0, 0.5, 1):
        y = top + 160 - 140 * share
        parts.append(f'<path d="M60 {y:.0f}H700" stroke="#ccc"/>')
        parts.append(f'<text x="54" y="{y + 4:.0f}" text-anchor="end">{most * share:,.0f}</text>')
    for colour, line in lines.items():
        places = " ".join(
            f"{60 + 640 * x / end:.1f},{top + 160 - 140 * y / most:.1f}" for x, y in line
        )
        parts.append(
            f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
    parts.append(f'<text x="700" y="{top + 178}" text-anchor="end">{end:,.0f} s</text>')
    return "".join(parts)


def burn(rounds: int) -> int:
    """Keep one core busy."""
    total = 0
    for number in range(rounds):
        total += number & 7
    return total


def bare(count: int) -> float:
    """Return loops a second of so many bare processes."""
    begun = time.monotonic()
    made = [multiprocessing.Process(target=burn, args=(BURN,)) for _ in range(count)]
    for one in made:
        one.start()
    for one in made:
        one.join()
    return count * BURN / (time.monotonic() - begun)


def once(options: argparse.Namespace, source: Path, jobs: int) -> tuple[float, float]:
    """Return rows a second, and CPU seconds a row, of a batch."""
    with tempfile.TemporaryDirectory() as folder:
        words = command(source, Path(folder, "letters.zip"), options, jobs)
        before, begun = os.times(), time.monotonic()
        subprocess.run(words, cwd=ROOT, stderr=subprocess.DEVNULL, check=False)
        after, seconds = os.times(), time.monotonic() - begun
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return options.rows / seconds, used / options.rows


def compare(options: argparse.Namespace) -> None:
    """Run one and two processes in turn with bare loops."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "cases.jsonl")
        cases(options.rows, source)
        for number in range(options.rounds):
            (one, cpu_one), loop_one = once(options, source, 1), bare(1)
            (two, cpu_two), loop_two = once(options, source, 2), bare(2)
            print(
                f"round {number + 1}: rows {one:.0f} and {two:.0f} a second, "
                f"{two / one:.2f} times; bare loops {loop_two / loop_one:.2f} times; "
                f"CPU a row {cpu_two / cpu_one:.2f} times"
            )


def main() -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--document", default="refund-request")
    parser.add_argument("--format", default="text")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--volumes", type=int)
    parser.add_argument("--out", default="letters.zip", help="a folder, or a .zip file")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so many seconds")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.compare:
        compare(options)
    else:
        measure(options)


if __name__ == "__main__":
    main()
