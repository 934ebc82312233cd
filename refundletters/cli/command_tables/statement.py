"""The command ``statement`` as data."""

from __future__ import annotations

from typing import Final, get_args

from refundletters.cli.command_types import Argument, Command, Option
from refundletters.cli.option_values import DayOrder, StatementOptions, TakenSign
from refundletters.messages import N_

__all__ = ["STATEMENT"]

STATEMENT: Final = Command(
    "statement",
    "statement:run",
    StatementOptions,
    "case",
    N_("Show the payments in a bank's export, and what looks like a subscription."),
    (
        Argument(
            "file",
            N_("What your bank gave you: CSV, Excel, OFX, QIF, MT940 or CAMT."),
            kind="file",
        ),
    ),
    (
        Option(("--service",), N_("Only payments to this service, such as netflix."), "S"),
        Option(
            ("--taken",),
            N_("Which amounts were taken: positive ones or negative ones."),
            "SIGN",
            choices=get_args(TakenSign),
        ),
        Option(
            ("--day-order",),
            N_("How days are written: dmy, mdy or ymd."),
            "ORDER",
            choices=get_args(DayOrder),
        ),
        Option(
            ("--columns",),
            N_("Which columns hold what, by number, such as date=1,amount=4."),
            "COLUMNS",
        ),
        Option(("--json",), N_("Print one JSON value instead of text.")),
    ),
    ("statement export.csv", "statement export.csv --service netflix --json"),
)
