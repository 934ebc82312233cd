"""The command ``translate`` as data."""

from __future__ import annotations

from typing import Final, get_args

from refundletters.cli.command_types import Argument, Command, Option
from refundletters.cli.option_values import TranslateAction, TranslateOptions
from refundletters.messages import N_

__all__ = ["TRANSLATE"]

TRANSLATE: Final = Command(
    "translate",
    "translate:run",
    TranslateOptions,
    "tools",
    N_("Start, update, check and look at the words of a language."),
    (
        Argument(
            "action",
            N_("What to do: init, update, check, stats, preview or rename."),
            choices=get_args(TranslateAction),
        ),
        Argument(
            "locale_or_text",
            N_("The language, such as de or pt_BR; for rename, the old text."),
            required=False,
            kind="locale",
        ),
        Argument("new_text", N_("For rename, the new text."), required=False),
    ),
    (
        Option(
            ("--case",),
            N_("For preview, the case to show; otherwise the samples."),
            "CASE",
            kind="case",
        ),
        Option(
            ("--pack",),
            N_("The folder of a pack instead of this checkout."),
            "PATH",
            kind="file",
        ),
        Option(
            ("--document",),
            N_("For preview, only this document."),
            "DOCUMENT",
            kind="document",
        ),
        Option(("--all",), N_("For check, every message that is not translated.")),
    ),
    ("translate init pt_BR", "translate check de", "translate preview de --case case.toml"),
)
