"""A person who types plain lines."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refundletters.answers import store
from refundletters.cli.context import Context
from refundletters.cli.talk.plain_prompter import PlainPrompter

TODAY = dt.date(2026, 3, 14)
# Goals, country, region, whose it is, service, reason, canceled: enough to assess a case.
PLACE = ("1 2", "United States", "Ohio", "1")
FRAME = (*PLACE, "Netflix", "10", "2")
CHAT_OPENER = "Chat opener: "
# Last used on, date and amount of the charge; what is asked for follows from the goals.
DETAILS = ("2026-02-01", "March 1", "15.49")
GO_ON, SHOW, FINISH = "1", "1", "finish"


@dataclass
class Told:
    """What one conversation left behind."""

    value: Any
    shown: str
    result: str


class Person:
    """Types lines, one run after the other, with one folder for drafts."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.shown = ""

    def __call__(
        self, way: Callable[..., Any], *args: Any, lines: tuple[str, ...], interface: str = "en_US"
    ) -> Told:
        stdin = io.StringIO("".join(f"{line}\n" for line in lines))
        stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        stderr = io.StringIO()
        context = Context(
            environ={"REFUNDLETTERS_HOME": str(self.home), "COLUMNS": "200"},
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            interface=interface,
            today=TODAY,
        )
        prompter = PlainPrompter(context.translate, stdin, context.note)
        try:
            value = way(context, *args, prompter=prompter)
        finally:
            self.shown = stderr.getvalue()
        stdout.flush()
        return Told(value, self.shown, stdout.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]  # a BytesIO

    @property
    def drafts(self) -> tuple[Path, ...]:
        return store.list_cases(self.home)
