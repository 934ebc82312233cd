"""The page of documents and reasons is what the code says; ``--update`` writes it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from refundletters.facts.gates import status
from refundletters.facts.types import Facts
from refundletters.model.values import Reason
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.roots import Roots

PAGE = Path(__file__).parents[2] / "docs" / "matrix.md"
REASONS: tuple[str, ...] = get_args(Reason)
Fitting = Callable[[str, str], Facts]

HEAD = """# Documents and reasons

Which document fits what happened. It is written from the `letter.toml` files by
`python -m pytest tests/docs --update`, and a test compares the two.

● by default · ○ on request · ✕ blocked, with a reason and what to do instead (below)

The marks are those of a case in which nothing else speaks against the document: a suitable means
of payment, the goal of stopping the charges, a time for withdrawing that is still running.
`refundletters plan` says what holds for your own case, and which documents open later.
"""


def mark(meta: LetterMeta, reason: str, fitting: Fitting) -> str:
    if status(meta, fitting(reason, meta.id)).status == "blocked":
        return "✕"
    return "○" if reason in meta.on_request else "●"


def blocked(meta: LetterMeta, fitting: Fitting) -> Iterator[str]:
    """Yield a line for each explanation, with the reasons it is given for."""
    told: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for reason in REASONS:
        found = status(meta, fitting(reason, meta.id))
        if found.status == "blocked":
            told.setdefault((found.why.msgid, found.instead), []).append(reason)
    for (why, instead), reasons in told.items():
        names = ", ".join(f"`{reason}`" for reason in reasons)
        yield f"- {names}: {why} Instead: {', '.join(f'`{id}`' for id in instead)}."


def page(roots: Roots, fitting: Fitting) -> str:
    metas = letter_metas(roots).values()
    numbers = [str(number) for number, _ in enumerate(REASONS, 1)]
    lines = [HEAD, "| document | " + " | ".join(numbers) + " |"]
    lines.append("|---|" + ":-:|" * len(REASONS))
    for meta in metas:
        marks = " | ".join(mark(meta, reason, fitting) for reason in REASONS)
        lines.append(f"| `{meta.id}` | {marks} |")
    lines.append("")
    lines += [f"{number}. `{reason}`" for number, reason in enumerate(REASONS, 1)]
    lines += ["", "## Why a document is blocked"]
    for meta in metas:
        told = list(blocked(meta, fitting))
        if told:
            lines += ["", f"### {meta.title}", "", *told]
    return "\n".join(lines) + "\n"


def test_the_page_of_documents_and_reasons_is_what_the_code_says(
    roots: Roots, fitting: Fitting, pytestconfig: pytest.Config
) -> None:
    written = page(roots, fitting)
    if pytestconfig.getoption("update"):
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written
