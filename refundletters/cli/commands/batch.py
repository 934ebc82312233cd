"""``batch``: one document for many cases."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refundletters.cli.context import Context
from refundletters.cli.option_values import BatchOptions
from refundletters.errors import Interrupted, UsageError
from refundletters.messages import N_, Message, say

if TYPE_CHECKING:
    from refundletters.batch.report import Tally
    from refundletters.batch.run import Batch, Carriers
    from refundletters.batch.values import Status

__all__ = ["run"]

_STATUSES: Final[Mapping[Status, str]] = {
    "written": N_("%(count)s written"),
    "blocked": N_("%(count)s blocked: the document does not fit the case"),
    "waiting": N_("%(count)s waiting for an event"),
    "missing": N_("%(count)s with answers missing"),
    "untranslated": N_("%(count)s not fully translated into the language of the case"),
    "invalid": N_("%(count)s that cannot be read or are not acceptable"),
    "killed": N_("%(count)s at which the program ended"),
}
_NOWHERE: Final = Path("letters")


def run(context: Context, options: BatchOptions) -> int:
    """Write the letters, or only look."""
    if options.dry_run:
        return _look(context, options)
    if options.out is None:
        raise UsageError(
            say("It is not said where the letters go."),
            say("Name a folder or a .zip file: --out letters"),
        )
    return _work(context, options)


def _batch(context: Context, options: BatchOptions) -> Batch:
    from refundletters.batch.run import Batch, Request

    if options.document is None:
        raise UsageError(
            say("It is not said which document is written."),
            say("Name one, such as --document refund-request."),
        )
    request = Request(
        source=Path(options.cases),
        document=options.document,
        target=Path(options.out) if options.out else _NOWHERE,
        format=options.format or ("pdf" if options.volumes else "text"),
        map=Path(options.map) if options.map else None,
        limit=options.limit,
        volumes=options.volumes,
        resume=options.resume,
    )
    return Batch(request, context.setting, context.translate)


def _carriers(options: BatchOptions) -> Carriers:
    if options.scheduler:
        from refundletters.batch.schedulers.cluster import cluster

        return cluster(options.scheduler)
    from refundletters.batch.schedulers.processes import processes

    return processes(options.jobs or _cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(context: Context, options: BatchOptions) -> int:
    """Go through the rows, say what became of them, and return the exit code."""
    from refundletters.cli.progress import ProgressLine

    batch = _batch(context, options)
    finished = batch.finished and not options.dry_run
    line = ProgressLine(context)
    work = batch.rehearse if options.dry_run else batch.run
    try:
        tally = work(_carriers(options), line)
    except KeyboardInterrupt:
        line.clear()
        if options.dry_run:
            raise
        context.note(say("Stopped. What is written is whole; go on with --resume."))
        return Interrupted.exit_code
    line.clear()
    _summarize(context, tally)
    if not options.dry_run:
        context.note(say("Report: %(file)s", file=str(batch.report)))
    if finished:
        context.note(say("All of them were done before."))
        return 0
    return 0 if tally.statuses["written"] == tally.rows else 1


def _look(context: Context, options: BatchOptions) -> int:
    """Propose keys for the columns of a table, and count what would become of the rows."""
    from refundletters.batch.mapping import as_toml, propose
    from refundletters.batch.sources import open_source

    source = open_source(Path(options.cases))
    complete = True
    if source.titles and not options.map:
        proposals = propose(source.titles)
        context.print(as_toml(proposals))
        complete = all(one.key == one.title for one in proposals)
    if options.document is None or not complete:
        if not complete:
            context.note(say("Check the keys, save this as a file, and name it with --map."))
        return 0
    return _work(context, options)


def _summarize(context: Context, tally: Tally) -> None:
    context.note(Message(N_("%(rows)s row:"), {"rows": tally.rows}, N_("%(rows)s rows:"), "rows"))
    for status, message in _STATUSES.items():
        if tally.statuses[status]:
            context.note(Message(message, {"count": tally.statuses[status]}), "  ")
