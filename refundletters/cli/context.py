"""The context of a command: streams, environment, date and interface language."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TextIO

from refundletters.cli.columns import fill, width_of
from refundletters.messages import Message

if TYPE_CHECKING:
    from refundletters.packs.roots import Roots
    from refundletters.packs.setting import Setting

__all__ = ["Context"]

_SOURCE: Final = "en_US"
_WIDEST: Final = 88
_NARROWEST: Final = 30
# Control characters could move the cursor or colour the terminal of whoever reads a message; the
# overrides of the direction would show other words than are there.
_OVERRIDES: Final = (0x202D, 0x202E)
_CONTROLS: Final = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *_OVERRIDES), "�")


class Context:
    """The streams and settings of one run; commands print only through it.

    Attributes:
        environ: Environment variables.
        stdin: Where answers come from.
        stdout: Where results go.
        stderr: Where everything else goes.
        interface: Locale of the questions and messages, such as ``de_DE``.
        today: The day of the run.
    """

    def __init__(
        self,
        *,
        environ: Mapping[str, str],
        stdin: TextIO | None,
        stdout: TextIO,
        stderr: TextIO,
        interface: str,
        today: dt.date,
    ) -> None:
        self.environ = environ
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.interface = interface
        self.today = today

    @cached_property
    def roots(self) -> Roots:
        """Where templates, catalogues and data are found; what a person added comes first."""
        from pathlib import Path

        from refundletters.packs.roots import default_roots
        from refundletters.storage.places import OWN_FOLDER, home

        own = self.environ.get("REFUNDLETTERS_PACK")
        roots = default_roots(Path(own) if own else None)
        added = home(self.environ) / OWN_FOLDER
        if added.is_dir():
            from msgspec.structs import replace

            # It is data that the person typed, no pack to tell of.
            roots = replace(roots, data=(added / "data", *roots.data))
        if roots.packs or roots.left_out:
            from refundletters.cli.pack_notes import pack_notes, with_readable_catalogues

            roots = with_readable_catalogues(roots)
            self.__dict__["roots"] = roots  # the notes are translated with them
            for message in pack_notes(roots):
                self.note(message)
        return roots

    @property
    def setting(self) -> Setting:
        """The setting for the pipeline: folders, date and interface language."""
        from refundletters.packs.setting import Setting

        return Setting(self.roots, self.today, self.interface)

    def translate(self, message: Message) -> str:
        """Return a message as text in the interface language."""
        if self.interface == _SOURCE and _needs_no_catalogue(message):
            # The source language needs neither a catalogue nor locale data.
            return _source_text(message)
        return self._speaker(message)

    @cached_property
    def _speaker(self) -> Callable[[Message], str]:
        from refundletters.i18n.speech import speaker

        return speaker(self.roots, self.interface)

    @property
    def interactive(self) -> bool:
        """Whether questions can be asked: stdin and stdout are terminals."""
        return _is_terminal(self.stdin) and _is_terminal(self.stdout)

    @property
    def stdout_is_terminal(self) -> bool:
        """Whether results are shown on a screen."""
        return _is_terminal(self.stdout)

    @cached_property
    def width(self) -> int:
        """Columns for running text: those of the terminal, within limits, or 80."""
        given = self.environ.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            columns = int(given)
        else:
            columns = 80
            for stream in (self.stdout, self.stderr):
                if _is_terminal(stream):
                    try:
                        columns = os.get_terminal_size(stream.fileno()).columns or 80
                    except OSError:
                        continue
                    break
        return max(_NARROWEST, min(columns, _WIDEST))

    def wrap(self, text: str, first: str = "", rest: str | None = None) -> str:
        """Wrap a paragraph to :attr:`width`; ``first`` and ``rest`` start its lines."""
        return fill(text, self.width, first, " " * width_of(first) if rest is None else rest)

    def print(self, text: str = "") -> None:
        """Print a line of the result."""
        _write(self.stdout, f"{text}\n")

    def print_json(self, value: Any) -> None:
        """Print one JSON value as the result."""
        import json

        wide = (getattr(self.stdout, "encoding", None) or "utf-8").lower().replace("_", "-")
        ascii_only = wide not in {"utf-8", "utf8"}
        self.print(json.dumps(value, ensure_ascii=ascii_only, indent=2))

    def note(self, message: Message | str, first: str = "") -> None:
        """Print a wrapped message to stderr, beside the result."""
        text = message if isinstance(message, str) else self.translate(message)
        lines = text.split("\n") or [""]
        _write(self.stderr, "\n".join(self.wrap(line, first) for line in lines) + "\n")

    def note_line(self, text: str) -> None:
        """Print lines to stderr as they are: a command that is wrapped cannot be copied."""
        _write(self.stderr, f"{text}\n")


def _needs_no_catalogue(message: Message) -> bool:
    return not message.plural and all(
        isinstance(value, str) or (isinstance(value, Message) and _needs_no_catalogue(value))
        for value in message.fields.values()
    )


def _source_text(message: Message) -> str:
    if not message.fields:
        return message.msgid
    return message.msgid % {
        name: _source_text(value) if isinstance(value, Message) else value
        for name, value in message.fields.items()
    }


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # the stream is closed
        return False


def _write(stream: TextIO, text: str) -> None:
    clean = text.translate(_CONTROLS)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(clean.encode(encoding, "backslashreplace").decode(encoding))
