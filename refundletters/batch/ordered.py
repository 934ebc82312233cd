"""A bounded window of chunks: outcomes come in the order of their rows, whoever made them.

Never more rows are under way or waiting for their turn than the window holds, so memory does not
grow with the source. A chunk whose worker ended without an answer is halved, until one row stands
alone; a row whose worker has ended twice is named as the cause.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from refundletters.batch.values import Chunk, Outcome, Row

__all__ = ["Answer", "Carrier", "chunked", "ordered"]

# Chunks under way or waiting for their turn, for each that a carrier works on at once.
_WINDOW: Final = 4
_LARGEST: Final = 1 << 18
# A worker may also end by itself, or be ended by somebody.
_TRIES: Final = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a chunk.

    Attributes:
        chunk: The chunk.
        outcomes: The outcomes of its rows; ``None`` where there are none.
        died: Whether the worker ended while it worked on the chunk.
    """

    chunk: Chunk
    outcomes: list[Outcome] | None = None
    died: bool = False


class Carrier(Protocol):
    """Where chunks are worked on.

    Attributes:
        capacity: How many chunks it wants at once.
    """

    capacity: int

    def submit(self, chunk: Chunk) -> None:
        """Begin to work on a chunk."""

    def wait(self) -> list[Answer]:
        """Wait until something becomes of at least one chunk."""

    def close(self) -> None:
        """End all workers."""


def chunked(rows: Iterator[Row], size: int) -> Iterator[Chunk]:
    """Yield the rows in chunks of at most ``size``, fewer where they are large."""
    chunk: list[Row] = []
    weight = 0
    for row in rows:
        chunk.append(row)
        weight += len(row.content) if isinstance(row.content, bytes) else 0
        if len(chunk) == size or weight > _LARGEST:
            yield tuple(chunk)
            chunk, weight = [], 0
    if chunk:
        yield tuple(chunk)


def ordered(
    chunks: Iterator[Chunk], carrier: Carrier, killed: Callable[[Row], Outcome]
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of all rows, in their order.

    Args:
        chunks: The rows, numbered without a gap.
        carrier: Works on them.
        killed: Makes the outcome of a row that ends whoever works on it.
    """
    again: deque[Chunk] = deque()
    ready: dict[int, list[Outcome]] = {}
    deaths: Counter[int] = Counter()
    following: Chunk | None = next(chunks, None)
    turn = following[0].number if following else 0
    size = 0
    busy = 0
    while again or following or busy:
        while busy < carrier.capacity:
            size = max(size, len(following or ()))
            if again:
                carrier.submit(again.popleft())
            elif following and following[0].number - turn < _WINDOW * carrier.capacity * size:
                carrier.submit(following)
                following = next(chunks, None)
            else:
                break
            busy += 1
        for answer in carrier.wait():
            busy -= 1
            first = answer.chunk[0].number
            if answer.outcomes is not None:
                ready[first] = answer.outcomes
            elif answer.died and len(answer.chunk) == 1:
                deaths[first] += 1
                if deaths[first] < _TRIES:
                    again.appendleft(answer.chunk)
                else:
                    ready[first] = [killed(answer.chunk[0])]
            elif answer.died:
                half = len(answer.chunk) // 2
                again.extendleft((answer.chunk[half:], answer.chunk[:half]))
            else:
                again.appendleft(answer.chunk)
        while turn in ready:
            outcomes = ready.pop(turn)
            turn += len(outcomes)
            yield outcomes
