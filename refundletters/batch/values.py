"""What travels between the parts of a batch: the job, its rows and their outcomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from refundletters.packs.setting import Setting
from refundletters.render.formats import FormatName

__all__ = [
    "ID",
    "Cell",
    "CellError",
    "Chunk",
    "Column",
    "Job",
    "Kind",
    "Outcome",
    "Problem",
    "Row",
    "Status",
    "Writer",
]

Status = Literal["written", "blocked", "waiting", "missing", "untranslated", "invalid", "killed"]

Kind = Literal["cells", "json", "toml"]

# The column, or the key beside a case, that names a row.
ID: Final = "id"


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell of a spreadsheet that shows an error instead of a value.

    Attributes:
        text: What it shows, such as ``#REF!``.
    """

    text: str


# Text is read in the customs of the row's country; the other types come from spreadsheets.
Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | CellError | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its title in the source.
        key: The dotted key of a case, :data:`ID`, or nothing where it is left out.
    """

    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a source could not read a row, as a message that can be sent to another process."""

    msgid: str
    fields: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row as its source gives it; it is read in a worker.

    Attributes:
        number: Its place in the source, counted from 1.
        content: Cells of a table, a line of JSON, a file of TOML, or why there is none of them.
        at: How far into the source it is, in the units of the source's length.
        name: Its id where the source knows it, such as the path of a case file.
    """

    number: int
    content: tuple[Cell, ...] | bytes | Problem
    at: int = 0
    name: str = ""


Chunk = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row.

    Attributes:
        row: The number of the row.
        id: What names it in the report.
        status: Whether the letter was written, or why not.
        why: Why not, in words.
        content: The bytes of the letter.
    """

    row: int
    id: str
    status: Status
    why: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to every row.

    Attributes:
        document: The document to write.
        format: In which format.
        setting: Data, day and language of the messages.
        columns: The columns of a table; empty for a source of whole cases.
        kind: How the contents of rows are read.
    """

    document: str
    format: FormatName
    setting: Setting
    columns: tuple[Column, ...] = ()
    kind: Kind = "cells"


# What a worker does: the outcomes of some rows, in their order.
Writer = Callable[[Sequence[Row]], list[Outcome]]
