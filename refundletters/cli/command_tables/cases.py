"""The commands about cases over time, as data: ``cases``, ``use``, ``log``, ``undo`` and more."""

from __future__ import annotations

from typing import Final

from refundletters.cli.command_types import Argument, Command, Option
from refundletters.cli.option_values import (
    CasesOptions,
    ForgetOptions,
    LogOptions,
    RemindOptions,
    UndoOptions,
    UseOptions,
)
from refundletters.messages import N_

__all__ = ["ANY_CASE", "CASES", "FORGET", "LOG", "REMIND", "UNDO", "USE"]

ANY_CASE: Final = Argument(
    "case",
    N_("The number, name or file of a case; otherwise the current one."),
    required=False,
    kind="case",
)

CASES: Final = Command(
    "cases",
    "journal:cases",
    CasesOptions,
    "case",
    N_("Show all your cases, what is due today and what is next."),
    (),
    (
        Option(("--json",), N_("Print one JSON value instead of text.")),
        Option(("--names",), N_("Print only their numbers and names, as completion takes them.")),
    ),
    ("cases",),
)

USE: Final = Command(
    "use",
    "journal:use",
    UseOptions,
    "case",
    N_("Make a case the current one, which commands take where none is named."),
    (Argument("case", N_("The number, name or file of a case."), kind="case"),),
    (),
    ("use 2", "use netflix"),
)

LOG: Final = Command(
    "log",
    "journal:log",
    LogOptions,
    "case",
    N_("Note what happened: an answer, a refusal, a payment."),
    (ANY_CASE,),
    (
        Option(
            ("--set",),
            N_("What is noted, such as result=refused or at=2026-03-14."),
            "KEY=VALUE",
            many=True,
        ),
        Option(
            ("--sent",),
            N_("Tell that a document went out, such as refund-request."),
            "DOCUMENT",
            kind="document",
        ),
        Option(("--on",), N_("With --sent, the day it went out; today by default."), "DAY"),
        Option(
            ("--by",),
            N_("With --sent, the way it went out, such as email or registered_letter."),
            "CHANNEL",
        ),
        Option(("--no-input",), N_("Never ask anything.")),
    ),
    (
        "log",
        "log case.toml --set channel=chat --set result=refused --set at=2026-03-14",
        "log --sent refund-request --by email",
    ),
)

REMIND: Final = Command(
    "remind",
    "remind:run",
    RemindOptions,
    "case",
    N_("Write the days to remember to a file for your calendar."),
    (ANY_CASE,),
    (
        Option(("--all",), N_("The days of all your cases.")),
        Option(
            ("-o", "--output"), N_("The file to write; - is standard output."), "PATH", kind="file"
        ),
        Option(("--overwrite",), N_("Replace the file if it is there already.")),
        Option(("--open",), N_("Open the written file.")),
    ),
    ("remind -o case.ics", "remind --all -o all.ics"),
)

UNDO: Final = Command(
    "undo",
    "undo:run",
    UndoOptions,
    "case",
    N_("Bring the former version of a case back; once more takes that back."),
    (ANY_CASE,),
    (),
    ("undo", "undo case.toml"),
)

FORGET: Final = Command(
    "forget",
    "forget:run",
    ForgetOptions,
    "case",
    N_("Delete a case and everything kept with it; list the letters that were made from it."),
    (Argument("case", N_("The number, name or file of a case."), required=False, kind="case"),),
    (
        Option(("--all",), N_("All cases, your profile, and what is kept about them.")),
        Option(
            ("--outputs",),
            N_("With --no-input, delete the letters and bundles made from it as well."),
        ),
        Option(("--no-input",), N_("Never ask anything.")),
    ),
    ("forget case.toml", "forget --all"),
)
