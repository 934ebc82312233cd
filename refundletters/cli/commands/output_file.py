"""Write an output of a command, and never over what it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from refundletters.answers import store
from refundletters.answers.profile import profile_path
from refundletters.cli.context import Context
from refundletters.cli.option_values import OutputFile
from refundletters.render import Rendered
from refundletters.sink import files

__all__ = ["put_output"]


def put_output(
    context: Context,
    rendered: Rendered,
    options: OutputFile,
    *,
    cases: Sequence[Path],
    others: Iterable[str | None] = (),
) -> Path:
    """Write an output, tell where it went, and remember it for ``forget``; return its whole path.

    Args:
        context: Streams and environment.
        rendered: The document.
        options: The file, and whether it may be replaced.
        cases: The case files that it is made from.
        others: Other files that it is made from, such as a letterhead.

    Raises:
        UsageError: The file is a case, the profile, evidence, or one of ``others``.
        SinkError: It cannot be written.
    """
    # The whole path, since nobody remembers where they stood.
    path = Path(options.output or "").absolute()
    home = store.home(context.environ)
    inputs = [*cases, *_evidence(cases), profile_path(home), *store.list_cases(home)]
    inputs += [Path(other) for other in others if other]
    receipt = files.put(
        rendered, path, overwrite=options.overwrite, cases=cases or (None,), inputs=inputs
    )
    context.note(receipt.message)
    return path


def _evidence(cases: Iterable[Path]) -> Iterator[Path]:
    for case in cases:
        for item in store.load(case).get("evidence", ()):
            if item.get("file"):
                yield case.parent / str(item["file"])
