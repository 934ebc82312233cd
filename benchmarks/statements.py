"""Time the reading of banks' exports beside an earlier revision, and beside python-calamine alone.

    python benchmarks/statements.py [--base REVISION] [--rows N]

It prints figures and ratios and fails on none of them: machines differ. The earlier reader is taken
from the history of this repository and runs in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = "ff04dd5"
LATEST = dt.date(2026, 12, 31)
MERCHANTS = [f"SAMPLE MERCHANT {number} SPRINGFIELD" for number in range(400)]

# What reads a file with the revision of before: one table, columns, days, entries.
BEFORE = """
import datetime as dt, sys, time
from pathlib import Path
from refundletters.answers.statement import days_of, entries, find_columns, read_sheet
import refundletters.answers.statement_sheet as sheets
sheets._LARGEST, sheets._MOST_ROWS = 10**9, 10**9
content = Path(sys.argv[1]).read_bytes()
latest = dt.date(2026, 12, 31)
begun = time.process_time()
sheet = read_sheet(content)
columns = find_columns(sheet, latest=latest)
found = entries(sheet, columns, days_of(sheet, columns, latest=latest).days)
print(time.process_time() - begun, len(found))
"""


def csv_file(rows: int) -> bytes:
    """Return an invented export: every fifth text has a reference of its own."""
    first = dt.date(2024, 1, 1)
    lines = ["Date,Description,Amount,Currency,Balance,Status"]
    balance = 10_000_000
    for number in range(rows):
        cents = -(499 + number * 7919 % 20_000) if number % 12 else 250_000
        balance += cents
        day = first + dt.timedelta(days=number * 1000 // rows)
        text = MERCHANTS[number % len(MERCHANTS)]
        if number % 5 == 0:
            text = f"NETFLIX.COM REF {number:08}"
        amount, left = f"{cents / 100:.2f}", f"{balance / 100:.2f}"
        lines.append(f"{day.isoformat()},{text},{amount},EUR,{left},Posted")
    return ("\n".join(lines) + "\n").encode()


def xlsx_file(rows: int) -> bytes:
    """Return the same as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in csv_file(rows).decode().splitlines():
        day, text, amount, code, left, state = line.split(",")
        if day == "Date":
            sheet.append([day, text, amount, code, left, state])
        else:
            sheet.append(
                [dt.date.fromisoformat(day), text, float(amount), code, float(left), state]
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def best(run: Callable[[], object], times: int = 3) -> float:
    """Return the shortest of several runs, in seconds of the processor."""
    taken = []
    for _ in range(times):
        gc.collect()
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    return min(taken)


def read_now(content: bytes) -> int:
    """Read a file with this revision; returns how many payments it has."""
    from refundletters.statements.reading import read
    from refundletters.statements.values import Known

    found = read(content, Known(LATEST))
    assert not found.asks, found.asks
    return len(found.entries)


def read_before(content: bytes, base: str) -> tuple[float, int]:
    """Read a file with an earlier revision in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(
            ["git", "-C", str(ROOT), "archive", base, "refundletters"],
            check=True,
            capture_output=True,
        ).stdout
        subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
        path = Path(folder, "export.csv")
        path.write_bytes(content)
        best_time, count = float("inf"), 0
        for _ in range(3):
            done = subprocess.run(
                [sys.executable, "-c", BEFORE, str(path)],
                check=True,
                capture_output=True,
                text=True,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": folder},
            )
            seconds, entries = done.stdout.split()
            best_time, count = min(best_time, float(seconds)), int(entries)
        return best_time, count


def calamine_alone(content: bytes) -> int:
    """Return how many rows the library gives, read and nothing more."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(content))
    return len(book.get_sheet_by_index(0).to_python())


def peak(content: bytes) -> int:
    """Return the most memory that reading a file takes, the file itself aside."""
    gc.collect()
    tracemalloc.start()
    read_now(content)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Time the reading of banks' exports.")
    parser.add_argument("--base", default=BASE, help="the revision to compare with")
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    content = csv_file(options.rows)
    now, count = best(lambda: read_now(content)), read_now(content)
    before, old_count = read_before(content, options.base)
    row = 1e6 / options.rows
    print(f"CSV, {options.rows} rows, {len(content) / 1e6:.1f} MB")
    print(f"  now     {now:6.2f} s  {now * row:5.1f} us a row  {count} payments")
    print(f"  {options.base} {before:6.2f} s  {before * row:5.1f} us a row  {old_count} payments")
    print(f"  times as fast: {before / now:.1f}")
    book = xlsx_file(20_000)
    ours, alone = best(lambda: read_now(book)), best(lambda: calamine_alone(book))
    print(f"XLSX, 20000 rows, {len(book) / 1e6:.1f} MB")
    print(f"  now      {ours:5.2f} s")
    print(f"  calamine {alone:5.2f} s")
    print(f"  times calamine alone: {ours / alone:.2f}")
    print("memory beside the file, times its size")
    for rows in (25_000, 50_000, 100_000, 200_000):
        content = csv_file(rows)
        print(f"  {rows:7} rows  {len(content) / 1e6:5.1f} MB  {peak(content) / len(content):.1f}")


if __name__ == "__main__":
    main()
