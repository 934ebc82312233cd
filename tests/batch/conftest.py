"""Sources of cases, and a batch that is worked on in this process."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from support.builders import RICH, TODAY, changed

from refundletters.batch.letters import LetterWriter
from refundletters.batch.ordered import Answer
from refundletters.batch.report import Tally
from refundletters.batch.run import Batch, Request
from refundletters.batch.values import Chunk, Job
from refundletters.errors import RefundLettersError
from refundletters.messages import Message
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting

Lines = list[dict[str, Any]]


class Here:
    """A carrier that works in this process, and may stop after some chunks as a kill would."""

    capacity = 2

    def __init__(self, job: Job, chunks: int | None = None) -> None:
        self._write = LetterWriter(job)
        self._waiting: deque[Chunk] = deque()
        self._left = chunks

    def submit(self, chunk: Chunk) -> None:
        self._waiting.append(chunk)

    def wait(self) -> list[Answer]:
        if self._left is not None:
            if not self._left:
                raise KeyboardInterrupt
            self._left -= 1
        chunk = self._waiting.popleft()
        return [Answer(chunk, self._write(chunk))]

    def close(self) -> None:
        self._waiting.clear()


def english(message: Message) -> str:
    return str(RefundLettersError(message))


def case(**changes: Any) -> dict[str, Any]:
    """A complete case as JSON has it."""
    return json.loads(
        json.dumps(changed(RICH, **{"reason": "charged_after_cancellation"} | changes), default=str)
    )


def cases(count: int) -> Iterable[dict[str, Any]]:
    """Complete cases with an id each, a case without a reason and one with a card number."""
    for number in range(1, count + 1):
        account = {"has": "yes", "identifier": f"user{number}@example.org"}
        line = {"id": f"A{number}", **case(account=account)}
        if number % 7 == 3:
            del line["reason"]
        if number % 7 == 5:
            line["own_words"] = "My card is 4111 1111 1111 1111."
        yield line


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[[Iterable[Any]], Path]:
    """Write a source of JSON Lines."""

    def write(lines: Iterable[Any]) -> Path:
        path = tmp_path / "cases.jsonl"
        text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def batch(roots: Roots) -> Callable[..., Batch]:
    """Make a batch of refund requests: ``batch(source, target, resume=True)``."""

    def make(source: Path, target: Path, **options: Any) -> Batch:
        request = Request(**{"document": "refund-request", **options}, source=source, target=target)
        return Batch(request, Setting(roots, TODAY), english)

    return make


@pytest.fixture
def run(batch: Callable[..., Batch]) -> Callable[..., Tally]:
    """Run a batch in this process, or some chunks of it."""

    def start(source: Path, target: Path, chunks: int | None = None, **options: Any) -> Tally:
        made = batch(source, target, **options)
        return made.run(lambda job: Here(job, chunks), lambda _: None)

    return start


@pytest.fixture
def report() -> Callable[[Path], Lines]:
    """The lines of a report."""

    def read(target: Path) -> Lines:
        beside = target.with_name(f"{target.name}.report.jsonl")
        path = beside if target.suffix == ".zip" else target / "report.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    return read
