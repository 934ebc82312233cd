"""Start-up of commands beside a bare interpreter; rendering.py times letters in one process.

Both sides of a comparison run in turn in one go, A B A B …, so that a machine that speeds up or
slows down does so for both; what is printed is the median of the ratios.

    python benchmarks/startup.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

ROUNDS = 7


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


def command(*words: str) -> Callable[[], object]:
    """Return a whole process as a piece of work."""
    return lambda: subprocess.run([sys.executable, *words], capture_output=True, check=True)


def main() -> None:
    """Print the comparisons."""
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
