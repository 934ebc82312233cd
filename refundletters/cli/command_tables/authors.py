"""The commands for authors and packagers as data."""

from __future__ import annotations

from typing import Final, get_args

from refundletters.cli.command_types import Argument, Command
from refundletters.cli.option_values import LetterAction, LetterOptions, ManOptions
from refundletters.messages import N_

__all__ = ["AUTHORS", "MAN"]

AUTHORS: Final = Command(
    "letter",
    "authors.letter:run",
    LetterOptions,
    "tools",
    N_("Begin a letter of your own, in a pack that passes the checks."),
    (
        Argument("action", N_("What to do: new."), choices=get_args(LetterAction)),
        Argument("name", N_("The id of the letter, such as plan-question.")),
        Argument(
            "folder", N_("The folder of the pack; here otherwise."), required=False, kind="file"
        ),
    ),
    (),
    ("letter new plan-question my-pack",),
)

MAN: Final = Command(
    "man",
    "authors.man:run",
    ManOptions,
    "tools",
    N_("Print the manual page, for man."),
    (),
    (),
    ("man",),
)
