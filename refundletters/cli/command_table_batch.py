"""The command ``batch`` as data."""

from __future__ import annotations

from typing import Final

from refundletters.cli.command_types import Argument, Command, Option
from refundletters.cli.option_values import BatchOptions
from refundletters.messages import N_
from refundletters.render.formats import FORMATS

__all__ = ["BATCH"]

BATCH: Final = Command(
    "batch",
    "batch:run",
    BatchOptions,
    "letters",
    N_("Write one document for many cases, with a report of every one."),
    (
        Argument(
            "cases",
            N_("The cases: a file ending in .jsonl, .csv or .xlsx, or a folder of case files."),
            kind="file",
        ),
    ),
    (
        Option(
            ("--document",),
            N_("Which document, such as refund-request."),
            "DOCUMENT",
            kind="document",
        ),
        Option(
            ("--format",),
            N_("text, snippet, docx, html, eml or pdf; text by default."),
            "F",
            choices=tuple(FORMATS),
        ),
        Option(
            ("--out",), N_("A folder for letters and report, or a .zip file."), "PATH", kind="file"
        ),
        Option(("--map",), N_("A file that says which column is which key."), "FILE", kind="file"),
        Option(("--jobs",), N_("How many processes; one a core by default."), "N", number=True),
        Option(("--scheduler",), N_("The address of a dask cluster to use instead."), "ADDRESS"),
        Option(("--limit",), N_("Only the first N cases."), "N", number=True),
        Option(("--volumes",), N_("PDF volumes of N letters, to be printed."), "N", number=True),
        Option(
            ("--dry-run",), N_("Write nothing: propose a file for --map, and count what would be.")
        ),
        Option(("--resume",), N_("Go on where an earlier run stopped.")),
    ),
    (
        "batch cases.jsonl --document refund-request --out letters",
        "batch cases.csv --dry-run",
        "batch cases.csv --map map.toml --document chat-opener --out letters.zip",
    ),
)
