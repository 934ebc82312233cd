"""Instructions from a loaded case to bytes, beside an earlier revision and docxtpl.

    pip install -e '.[bench]'
    python benchmarks/instructions.py [--base REVISION] [--now FOLDER] [--every N]

Instructions are those that callgrind counts (``valgrind`` has to be there); they hardly depend on
what else the machine does. Each side has a process of its own, which does everything once before it
is counted. The earlier revision is taken from the history of this repository and writes its own
words for its own samples. Rates are medians of CPU time, all sides in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refundletters.app import Listed

ROOT = Path(__file__).resolve().parents[1]
BASE = "ff04dd5"
LETTER, CHAT = "card-dispute", "chat-opener"
ROUNDS = 5

Work = Callable[[], object]


def steps(root: Path, every: int) -> Iterator[tuple[str, int, Work]]:
    """Yield what a revision does, with how many letters each takes; public functions only."""
    import refundletters as rl

    case = rl.load_case(str(root / "samples" / "us-charged-after-canceling" / "case.toml"))
    letter, chat = rl.compose(LETTER, case), rl.compose(CHAT, case)
    for form in ("docx", "text", "html"):
        yield f"letter as {form}", 1, partial(rl.render, letter, form)
    yield "chat opener as text", 1, lambda: rl.render(chat, "text")
    yield "case to letter as docx", 1, lambda: rl.render(rl.compose(LETTER, case), "docx")
    yield "case to letter as text", 1, lambda: rl.render(rl.compose(LETTER, case), "text")
    yield "case to chat opener as text", 1, lambda: rl.render(rl.compose(CHAT, case), "text")
    cases = [rl.load_case(str(path)) for path in sorted((root / "samples").glob("*/case.toml"))]
    pairs = [(one.meta.id, case) for case in cases for one in rl.list_documents(case) if fits(one)]
    taken = random.Random(0).sample(pairs, len(pairs) // every)
    made = [rl.compose(name, case) for name, case in taken]
    yield "sample documents as docx", len(made), lambda: [rl.render(one, "docx") for one in made]
    yield (
        "sample documents, case to docx",
        len(made),
        lambda: [rl.render(rl.compose(name, case), "docx") for name, case in taken],
    )


def fits(listed: Listed) -> bool:
    """Tell whether a document can be written as the case is."""
    status = listed.status
    return status is not None and status.status == "offered" and not status.missing


def docxtpl_steps() -> Iterator[tuple[str, int, Work]]:
    """Yield docxtpl's letter of the same words."""
    from rendering import LETTER, SAMPLE, paragraphs_of, with_docxtpl

    import refundletters as rl

    yield "docxtpl", 1, with_docxtpl(paragraphs_of(rl.compose(LETTER, rl.load_case(SAMPLE))))


def control(*words: str) -> None:
    """Tell callgrind, which runs this process, what to do."""
    subprocess.run(["callgrind_control", *words, str(os.getpid())], check=True, capture_output=True)


def counted(work: Work, out: Path) -> int:
    """Return how many instructions callgrind counts for some work."""
    known = set(out.parent.iterdir())
    control("-i", "on")
    work()
    control("-i", "off")
    control("-d")
    (new,) = [path for path in set(out.parent.iterdir()) - known if path.stat().st_size]
    found = re.search(r"^totals: (\d+)", new.read_text("utf-8"), re.MULTILINE)
    return int(found[1]) if found else 0


def seconds(work: Work) -> float:
    """Return the CPU time of some work, from runs of a tenth of a second together."""
    times, start = 0, time.process_time()
    while (spent := time.process_time() - start) < 0.1 or not times:
        work()
        times += 1
    return spent / times


def inside(side: str, root: Path, every: int, out: Path | None) -> None:
    """Measure one side in this process and print it as JSON."""
    nothing = counted(lambda: None, out) if out else 0
    found = {}
    for name, letters, work in docxtpl_steps() if side == "docxtpl" else steps(root, every):
        work()
        work()
        measured = counted(work, out) - nothing if out else seconds(work)
        found[name] = measured / letters
    print(json.dumps(found))


def run(side: str, root: Path, every: int, *, count: bool) -> dict[str, float]:
    """Measure one side in a process of its own, by instructions or by time."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "callgrind")
        words = [sys.executable, str(Path(__file__).resolve()), "--side", side, "--every"]
        words += [str(every), "--root", str(root)]
        tool = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}"]
        command = [*tool, *words, "--out", str(out)] if count else words
        environ = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": "0"}
        environ["REFUNDLETTERS_HOME"] = str(Path(folder, "home"))
        done = subprocess.run(
            command, cwd=folder, env=environ, check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
    return {str(name): float(value) for name, value in json.loads(done.stdout).items()}


def table(base: str, now: Path, every: int) -> None:
    """Print all sides beside each other."""
    with tempfile.TemporaryDirectory() as folder:
        content = subprocess.run(
            ["git", "-C", str(ROOT), "archive", base],
            check=True,
            capture_output=True,
        ).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=content, check=True)
        sides = {"now": now, "base": Path(folder), "docxtpl": now}
        counts = {}
        if shutil.which("valgrind"):
            counts = {side: run(side, root, every, count=True) for side, root in sides.items()}
        rounds = [
            {side: run(side, root, every, count=False) for side, root in sides.items()}
            for _ in range(ROUNDS)
        ]
    times = {side: medians([one[side] for one in rounds]) for side in sides}
    if counts:
        print("Millions of instructions a letter")
        show(counts, base, lambda count: f"{count / 1e6:.2f}")
    print("Letters a second of CPU time")
    show(times, base, lambda taken: f"{1 / taken:,.0f}")


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of each step."""
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def show(found: dict[str, dict[str, float]], base: str, shape: Callable[[float], str]) -> None:
    """Print one table, with how many times less ours takes than the others."""
    peer = found["docxtpl"]["docxtpl"]
    print(f"docxtpl: {shape(peer)}")
    print(f"| step | now | {base} | times {base} | times docxtpl |\n|---|---|---|---|---|")
    for name, own in found["now"].items():
        before = found["base"][name]
        beside = f"{peer / own:.1f}" if "docx" in name else ""
        print(f"| {name} | {shape(own)} | {shape(before)} | {before / own:.1f} | {beside} |")


def main() -> None:
    """Print the tables, or measure one side for them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--base", default=BASE, help="the revision to compare with")
    parser.add_argument("--every", type=int, default=8, help="one of so many sample documents")
    parser.add_argument("--now", type=Path, default=ROOT, help="an unpacked wheel, with samples/")
    for name in ("--side", "--root", "--out"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side is None:
        table(given.base, given.now.resolve(), given.every)
        return
    out = Path(given.out) if given.out else None
    inside(given.side, Path(given.root), given.every, out)


if __name__ == "__main__":
    main()
