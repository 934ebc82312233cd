"""A batch from end to end: what is asked for is checked first, then rows become letters."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import structs

from refundletters.batch.fingerprint import version_of
from refundletters.batch.letters import id_of
from refundletters.batch.mapping import columns_of, read_map
from refundletters.batch.ordered import Carrier, chunked, ordered
from refundletters.batch.outputs.archive import Archive
from refundletters.batch.outputs.files import Files
from refundletters.batch.outputs.output import Output
from refundletters.batch.outputs.volumes import Volumes
from refundletters.batch.report import Report, Tally, read_report
from refundletters.batch.resume import Identity, State
from refundletters.batch.sources import open_source
from refundletters.batch.values import Job, Outcome, Row
from refundletters.errors import RefundLettersError, UsageError
from refundletters.messages import Message, say
from refundletters.packs.letters import letter_meta
from refundletters.packs.setting import Setting
from refundletters.render.formats import FORMATS, FormatName
from refundletters.storage.write import make_folder, refused

__all__ = ["Batch", "Carriers", "Progress", "Request"]

_ZIP: Final = ".zip"
_REPORT: Final = "report.jsonl"
_STATE: Final = ".resume"
# Letters in PDF take longer, and weigh more on their way.
_CHUNK: Final = 32
_PDF_CHUNK: Final = 8

Carriers = Callable[[Job], Carrier]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for.

    Attributes:
        source: A file of rows, or a folder of case files.
        document: The document to write.
        target: A folder, or a file ending in ``.zip``.
        format: In which format.
        map: A file that names the keys of columns.
        limit: Only the first rows.
        volumes: Letters in a volume to print; no volumes by default.
        resume: Whether to go on with what was begun.
    """

    source: Path
    document: str
    target: Path
    format: FormatName = "text"
    map: Path | None = None
    limit: int | None = None
    volumes: int | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    Attributes:
        rows: Rows done, in all runs.
        share: The share of the source that is done, from 0 to 1; 0 where it cannot be told.
    """

    rows: int
    share: float


class Batch:
    """A batch whose source, columns, document and target have been checked.

    Args:
        request: What is asked for.
        setting: Data, day and language of the messages.
        translate: Says a message in the language of the setting.

    Raises:
        UsageError: Something is not as it has to be; nothing has been written.
        SinkError: What an earlier run left is damaged.
    """

    def __init__(
        self, request: Request, setting: Setting, translate: Callable[[Message], str]
    ) -> None:
        self._request = request
        self._translate = translate
        letter_meta(setting.roots, request.document)
        _check_packages(request)
        self.source = open_source(request.source)
        chosen = read_map(request.map) if request.map else {}
        if chosen and not self.source.titles:
            raise UsageError(
                say("A source of whole cases has no columns to map."), say("Leave out --map.")
            )
        columns = columns_of(self.source.titles, chosen)
        self._job = Job(request.document, request.format, setting, columns, self.source.kind)
        self._zipped = request.target.suffix.lower() == _ZIP
        beside = request.target.with_name
        name = request.target.name
        self.report = beside(f"{name}.{_REPORT}") if self._zipped else request.target / _REPORT
        self._state = State(beside(f"{name}{_STATE}") if self._zipped else request.target / _STATE)
        self._read = self._at = 0

    @property
    def finished(self) -> bool:
        """Whether an earlier run has done all there is to go on with."""
        return self._request.resume and self.report.exists() and not self._state.begun

    def run(self, carriers: Carriers, progress: Callable[[Progress], None]) -> Tally:
        """Write the letters and the report.

        Args:
            carriers: Makes what works on the rows.
            progress: Is told how far it is, after every few rows.

        Returns:
            What the whole report says.

        Raises:
            UsageError: There is a report already, or what was begun was something else.
            SinkError: The system refuses something; a later run can go on.
        """
        self._check_target()
        if self.finished:
            return self._finished()
        identity = self._identity()
        if self._request.resume and self._state.begun:
            self._state.check(identity)
            identity = self._state.read()
        day = dt.date.fromisoformat(identity.as_of)
        job = replace(self._job, setting=structs.replace(self._job.setting, today=day))
        carrier = carriers(job)
        try:
            self._make_folder()
            with self._state.locked():
                if not self._state.begun:
                    self._state.begin(identity)
                tally = self._write(job, carrier, progress)
        finally:
            carrier.close()
        if not (self._request.limit and self._is_more(tally.rows)):
            self._state.remove()
        return tally

    def rehearse(self, carriers: Carriers, progress: Callable[[Progress], None]) -> Tally:
        """Work on all rows and count what would become of them; nothing is written."""
        tally = Tally()
        carrier = carriers(self._job)
        try:
            for outcomes in self._outcomes(self._job, carrier, 0):
                tally.rows += len(outcomes)
                tally.statuses.update(outcome.status for outcome in outcomes)
                progress(self._progress(tally.rows))
        finally:
            carrier.close()
        return tally

    def _check_target(self) -> None:
        request = self._request
        where = request.target.parent if self._zipped else request.target
        if self._zipped and not where.is_dir():
            raise UsageError(
                say("The folder %(folder)s does not exist.", folder=str(where)),
                say("Create it first, or choose another with --out."),
            )
        if where.exists() and not where.is_dir():
            raise UsageError(
                say("%(file)s is no folder.", file=str(where)),
                say("Name a folder with --out, or a file that ends in .zip."),
            )
        there = self.report.exists() or self._state.begun
        if not request.resume and there:
            raise UsageError(
                say("There is a batch in %(place)s already.", place=str(request.target)),
                say("Go on with it with --resume, or choose another place with --out."),
            )
        if self._zipped and request.target.exists() and not there:
            raise UsageError(
                say("%(file)s is there already.", file=str(request.target)),
                say("Choose another name with --out."),
            )

    def _finished(self) -> Tally:
        """Return what the report of a finished batch says.

        Raises:
            UsageError: The source holds more rows than that.
        """
        tally = read_report(self.report)
        if self._is_more(tally.rows):
            raise UsageError(
                say("The batch in %(place)s is finished.", place=str(self._request.target)),
                say("The source holds more rows now: choose another place with --out."),
            )
        return tally

    def _is_more(self, rows: int) -> bool:
        """Return whether the source goes on after so many rows."""
        return next(islice(self.source.rows(), rows, None), None) is not None

    def _identity(self) -> Identity:
        request, setting = self._request, self._job.setting
        options = {
            "document": request.document,
            "format": request.format,
            "interface": setting.interface,
            "volumes": request.volumes,
            "columns": [(column.title, column.key) for column in self._job.columns],
        }
        return Identity(
            self.source.fingerprint(),
            json.dumps(options),
            version_of(setting.roots),
            setting.today.isoformat(),
        )

    def _make_folder(self) -> None:
        if self._zipped:
            return
        try:
            make_folder(self._request.target)
        except OSError as error:
            raise refused(self._request.target, error) from error

    def _write(self, job: Job, carrier: Carrier, progress: Callable[[Progress], None]) -> Tally:
        tally = read_report(self.report, group=self._request.volumes or 1)
        output = self._output(tally)
        report = Report(self.report, job.document, tally)
        try:
            for outcomes in self._outcomes(job, carrier, tally.rows):
                report.add(output.put(outcomes))
                progress(self._progress(outcomes[-1].row))
            report.add(output.finish())
        finally:
            output.close()
            report.close()
        return tally

    def _outcomes(self, job: Job, carrier: Carrier, done: int) -> Iterator[list[Outcome]]:
        rows = islice(self.source.rows(), done, self._request.limit)
        size = _PDF_CHUNK if job.format == "pdf" else _CHUNK
        return ordered(chunked(self._watched(rows), size), carrier, self._killed)

    def _watched(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._read, self._at = row.number, row.at
            yield row

    def _progress(self, rows: int) -> Progress:
        share = self._at / self.source.length if self.source.length else 0.0
        share *= rows / self._read
        return Progress(rows, max(share, rows / self._request.limit if self._request.limit else 0))

    def _killed(self, row: Row) -> Outcome:
        try:
            name = id_of(row, self._job)
        except RefundLettersError:
            name = ""
        why = self._translate(say("The program ended, twice, while it worked on this row."))
        return Outcome(row.number, name or str(row.number), "killed", why)

    def _output(self, tally: Tally) -> Output:
        request, state = self._request, self._state.folder
        form = FORMATS[request.format]
        if self._zipped:
            deflate = not form.binary
            return Archive(request.target, form.suffix, state, tally.rows, deflate=deflate)
        if request.volumes:
            return Volumes(request.target, request.volumes, state, tally.statuses["written"])
        return Files(request.target, form.suffix, state)


def _check_packages(request: Request) -> None:
    """Refuse what every row would fail at."""
    if request.format == "pdf" and find_spec("typst") is None:
        raise UsageError(
            say("PDF files need the package typst, which is not installed."),
            say('Install it with: pip install "refundletters[pdf]"'),
        )
    if request.volumes is None:
        return
    if request.format != "pdf" or request.target.suffix.lower() == _ZIP:
        raise UsageError(
            say("Volumes to print are PDF files in a folder."),
            say("Use --format pdf, and name a folder with --out."),
        )
    if find_spec("pypdf") is None:
        raise UsageError(
            say("Volumes need the package pypdf, which is not installed."),
            say('Install it with: pip install "refundletters[bundle,pdf]"'),
        )
