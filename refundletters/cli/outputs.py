"""Write an output of a command, and never over what it is made from."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from refundletters.answers import store
from refundletters.answers.profile import profile_path
from refundletters.cli.context import Context
from refundletters.cli.option_values import OutputFile
from refundletters.model.tables import Evidence
from refundletters.render import Rendered
from refundletters.sink import files
from refundletters.storage import kept

__all__ = ["put_output"]


def put_output(
    context: Context,
    rendered: Rendered,
    options: OutputFile,
    *,
    case: str | None,
    evidence: Iterable[Evidence] = (),
    others: Iterable[str | None] = (),
) -> Path:
    """Write an output, tell where it went, and remember it for ``forget``; return its path.

    Args:
        context: Streams and environment.
        rendered: The document.
        options: The file, and whether it may be replaced.
        case: The case file that it is made from, if any.
        evidence: The evidence of the case.
        others: Other files that it is made from, such as a letterhead.

    Raises:
        UsageError: The file is a case, the profile, evidence, or one of ``others``.
        SinkError: It cannot be written.
    """
    path = Path(options.output or "")
    folder = Path(case).parent if case else Path()
    home = store.home(context.environ)
    inputs = [
        profile_path(home),
        *store.list_cases(home),
        *(folder / item.file for item in evidence if item.file),
        *(Path(other) for other in others if other),
    ]
    if case is None:
        with suppress(OSError):  # a letter matters more than the note of where it went
            kept.note_output(None, path)
    receipt = files.put(
        rendered,
        path,
        overwrite=options.overwrite,
        case=Path(case) if case else None,
        inputs=inputs,
    )
    context.note(receipt.message)
    return path
