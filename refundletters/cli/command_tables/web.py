"""The command ``web`` as data."""

from __future__ import annotations

from typing import Final

from refundletters.cli.command_types import Command, Option
from refundletters.cli.option_values import WebOptions
from refundletters.messages import N_

__all__ = ["WEB"]

WEB: Final = Command(
    "web",
    "web:run",
    WebOptions,
    "letters",
    N_("Do the same on a page in your browser, on this machine only."),
    (),
    (
        Option(("--port",), N_("The port to use; any free one by default."), "N"),
        Option(("--no-browser",), N_("Print the link and open nothing.")),
        Option(
            ("--static",),
            N_("Write the page as a folder that runs inside the browser, for any web server."),
            "DIR",
        ),
        Option(("--look",), N_("Serve such a folder on this machine, for a look."), "DIR"),
    ),
    ("web", "web --port 8765 --no-browser", "web --static page"),
)
