"""Ask before files from outside the folder of a case go along with a letter."""

from __future__ import annotations

from pathlib import Path

from refundletters.bundle.read_evidence import outside
from refundletters.cli.context import Context
from refundletters.messages import say
from refundletters.model.case import Case

__all__ = ["may_leave_folder"]


def may_leave_folder(case: Case, folder: Path, context: Context, *, no_input: bool = False) -> bool:
    """Return whether files outside the folder of the case may go along: only after a yes."""
    files = outside(case, folder)
    if not files or no_input or not context.interactive:
        return False
    from refundletters.cli.talk.plain_prompter import Prompt
    from refundletters.cli.talk.prompts import open_prompter
    from refundletters.interview.options import Option

    question = say(
        "These files lie outside the folder of the case. Do you want to send them? %(files)s",
        files=", ".join(map(str, files)),
    )
    options = (
        Option("no", context.translate(say("Leave them out"))),
        Option("yes", context.translate(say("Send them"))),
    )
    prompt = Prompt(context.translate(question), "one", options=options)
    return open_prompter(context).ask(prompt) == "yes"
