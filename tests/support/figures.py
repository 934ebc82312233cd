"""Figures of the slow measurements, printed, and kept with their day in docs/reliability.md.

``python -m pytest tests/reliability --full --update -s`` measures whole and writes them anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"

Figures = Callable[[str, Sequence[Sequence[object]]], None]


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    """Print a table, and keep it in the page where the whole was measured and that is asked for."""

    def tell(name: str, rows: Sequence[Sequence[object]]) -> None:
        lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
        lines.insert(1, "|---" * len(rows[0]) + "|")
        table = "\n".join(lines)
        print(f"\n{table}")
        if pytestconfig.getoption("full") and pytestconfig.getoption("update"):
            _keep(name, f"Measured on {dt.date.today().isoformat()}.\n\n{table}")

    return tell


def _keep(name: str, text: str) -> None:
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = PAGE.read_text(encoding="utf-8")
    block = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    assert block.search(page), f"docs/reliability.md has no place for {name}"
    changed = block.sub(lambda _: f"{start}\n\n{text}\n\n{end}", page)
    PAGE.write_text(changed, encoding="utf-8", newline="\n")
