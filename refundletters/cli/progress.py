"""How far a long command is, on standard error: one line that changes, or a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refundletters.cli.context import Context
from refundletters.messages import say

if TYPE_CHECKING:
    from refundletters.batch.run import Progress

__all__ = ["ProgressLine"]

_EVERY: Final = 1.0
_EVERY_PLAIN: Final = 30.0
_STEP: Final = 0.1
_CLEAR: Final = "\r\x1b[K"


class ProgressLine:
    """Shows rows, rate and time left.

    Args:
        context: Where it is shown.
        clock: Seconds that only grow.
    """

    def __init__(self, context: Context, clock: Callable[[], float] = time.monotonic) -> None:
        self._context = context
        self._clock = clock
        self._changes = context.stderr.isatty()
        self._began = self._shown = clock()
        self._step = 0.0
        self._first: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Show how far it is, unless that was shown a moment ago."""
        now = self._clock()
        self._first = self._first or progress
        every = _EVERY if self._changes else _EVERY_PLAIN
        by_step = not self._changes and progress.share >= self._step + _STEP
        if now - self._shown < every and not (by_step and now - self._began >= every):
            return
        self._shown, self._step = now, progress.share
        text = self._text(self._first, progress, now - self._began)
        if self._changes:
            self._context.stderr.write(f"{_CLEAR}{text}")
            self._context.stderr.flush()
        else:
            self._context.note(text)

    def clear(self) -> None:
        """Take the changing line away."""
        if self._changes:
            self._context.stderr.write(_CLEAR)
            self._context.stderr.flush()

    def _text(self, first: Progress, now: Progress, seconds: float) -> str:
        rate = round((now.rows - first.rows) / seconds)
        gained = now.share - first.share
        if gained <= 0:
            message = say("%(rows)s rows, %(rate)s a second", rows=now.rows, rate=rate)
        else:
            left = round((1 - now.share) / gained * seconds)
            message = say(
                "%(rows)s rows (%(share)s), %(rate)s a second, %(left)s left",
                rows=now.rows,
                share=f"{int(now.share * 100)}%",
                rate=rate,
                left=f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}",
            )
        return self._context.translate(message)
