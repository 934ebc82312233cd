"""Sources of cases: one module a kind; each gives its rows one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from refundletters.batch.sources.csv_table import CsvTable
from refundletters.batch.sources.folder import Folder
from refundletters.batch.sources.json_lines import JsonLines
from refundletters.batch.sources.source import Source
from refundletters.batch.sources.workbook import Workbook
from refundletters.errors import NotFound
from refundletters.messages import say

__all__ = ["Source", "open_source"]

_KINDS: Final[Mapping[str, Callable[[Path], Source]]] = {
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".csv": CsvTable,
    ".tsv": CsvTable,
    ".xlsx": Workbook,
    ".xlsm": Workbook,
}


def open_source(path: Path) -> Source:
    """Open a source of cases, by the ending of its name.

    Raises:
        NotFound: There is nothing called ``path``, or its ending stands for no kind of source.
        UsageError: It cannot be read, or holds no cases.
    """
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise NotFound(
            say("There is no file %(file)s.", file=str(path)),
            say("Check the name."),
            name=str(path),
        )
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise NotFound(
            say("%(file)s is no source of cases.", file=path.name),
            say("Use %(endings)s, or a folder of case files.", endings=", ".join(_KINDS)),
            name=path.suffix,
        )
    return kind(path)
