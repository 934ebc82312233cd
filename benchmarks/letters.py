"""Letters per second beside docxtpl, and start-up beside a bare interpreter.

Both sides of a comparison run in turn in one go, A B A B …, so that a machine that speeds up or
slows down does so for both; what is printed is the median of the ratios.

    pip install -e '.[bench]'
    python benchmarks/letters.py
"""

from __future__ import annotations

import datetime as dt
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
from docxtpl import DocxTemplate

import refundletters as rl
from refundletters.facts.gather import gather
from refundletters.letters.compose import compose
from refundletters.packs.roots import shipped_roots
from refundletters.render import render

ROOT = Path(__file__).parents[1]
ROUNDS = 7
DAY = dt.date(2026, 4, 10)


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the wall time of ``times`` runs of ``work``."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - start


def beside(
    name: str, ours: Callable[[], object], peer: Callable[[], object], times: tuple[int, int]
) -> None:
    """Run both in turn and print how many of ours fit into one of the peer's."""
    ours(), peer()
    ratios, rates = [], []
    for _ in range(ROUNDS):
        own = seconds(ours, times[0]) / times[0]
        other = seconds(peer, times[1]) / times[1]
        ratios.append(other / own)
        rates.append(1 / own)
    middle = statistics.median(ratios)
    said = (
        f"{middle:.1f} × as fast ({min(ratios):.1f} to {max(ratios):.1f}), "
        f"{statistics.median(rates):,.0f} a second"
        if middle >= 1
        else f"{1 / middle:.1f} × as long ({1 / max(ratios):.1f} to {1 / min(ratios):.1f})"
    )
    print(f"{name}: {said}")


def peer_letter(values: dict[str, str]) -> Callable[[], bytes]:
    """Make docxtpl write a letter of the same words: one paragraph a value, one table."""
    plain = docx.Document()
    for name in values:
        plain.add_paragraph("{{ " + name + " }}")
    table = plain.add_table(rows=3, cols=3)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "{{ p0 }}"
    folder = tempfile.mkdtemp()
    path = Path(folder) / "letter.docx"
    plain.save(str(path))

    def write() -> bytes:
        template = DocxTemplate(path)
        template.render(values, autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    return write


def command(*words: str) -> Callable[[], object]:
    """Return a whole process as a piece of work."""
    return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True)


def main() -> None:
    """Print the comparisons."""
    roots = shipped_roots()
    case = rl.load_case(ROOT / "samples" / "us-charged-after-canceling" / "case.toml")
    facts = gather(case, roots, DAY)
    document = compose("card-dispute", facts, roots, "en_US")
    words = render(document, "text").content.decode().split("\n\n")
    peer = peer_letter({f"p{number}": part for number, part in enumerate(words)})

    beside("DOCX from blocks, beside docxtpl", lambda: render(document, "docx"), peer, (40, 4))
    beside(
        "DOCX from a case (facts, words, file), beside docxtpl",
        lambda: render(compose("card-dispute", gather(case, roots, DAY), roots, "en_US"), "docx"),
        peer,
        (10, 4),
    )
    bare = command("-c", "pass")
    ours = command("-m", "refundletters", "--help")
    beside("--help, beside a bare interpreter", ours, bare, (5, 5))
    sample = "samples/us-charged-after-canceling/case.toml"
    beside(
        "write chat-opener, beside a bare interpreter",
        command("-m", "refundletters", "write", "chat-opener", "--case", sample),
        bare,
        (3, 3),
    )


if __name__ == "__main__":
    main()
