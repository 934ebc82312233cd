"""One row → one outcome. Runs in a worker, and knows neither files nor other rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from refundletters import app
from refundletters.answers.case_text import parse
from refundletters.answers.forbidden.messages import without_secrets
from refundletters.answers.forbidden.redact import forbidden
from refundletters.batch.cells import answers_from_cells, id_from_cells
from refundletters.batch.values import ID, Job, Outcome, Problem, Row, Status
from refundletters.errors import (
    AnswersMissing,
    CaseError,
    DocumentBlocked,
    DocumentWaiting,
    ForbiddenData,
    LocaleIncomplete,
    RefundLettersError,
)
from refundletters.i18n.speech import speaker
from refundletters.letters.wording import Wording
from refundletters.messages import Message, say
from refundletters.render import Output

__all__ = ["LetterWriter", "id_of", "parse_json"]

_CASE: Final = "case"
_LONGEST_ID: Final = 200
_STATUS: Final[tuple[tuple[type[RefundLettersError], Status], ...]] = (
    (AnswersMissing, "missing"),
    (DocumentBlocked, "blocked"),
    (DocumentWaiting, "waiting"),
    (LocaleIncomplete, "untranslated"),
)


class LetterWriter:
    """Writes the letters of some rows; what does not change from row to row is loaded once."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._say = speaker(job.setting.roots, job.setting.interface)
        self._wording = Wording(job.document)
        self._output = Output(job.format)

    def __call__(self, rows: Sequence[Row]) -> list[Outcome]:
        """Return what became of each row, in their order; no row stops the others."""
        return [self._write(row) for row in rows]

    def _write(self, row: Row) -> Outcome:
        name = row.name or str(row.number)
        try:
            name = id_of(row, self.job) or name
            rendered = app.write(self._answers(row), self._wording, self._output, self.job.setting)
        except RefundLettersError as error:
            return Outcome(row.number, name, _status(error), self._why(error))
        except Exception as error:  # a defect costs one letter, not all of them
            kind = type(error).__name__
            message = say(
                "Sorry, something went wrong that is not your fault (%(kind)s).", kind=kind
            )
            return Outcome(row.number, name, "invalid", self._say(message))
        return Outcome(row.number, name, "written", content=rendered.content)

    def _answers(self, row: Row) -> dict[str, Any]:
        content = row.content
        if isinstance(content, Problem):
            raise CaseError(Message(content.msgid, dict(content.fields)), key="")
        if isinstance(content, tuple):
            return answers_from_cells(content, self.job.columns, self.job.setting)
        if self.job.kind == "toml":
            return parse(content, Path(row.name))
        return _case_in(parse_json(content))

    def _why(self, error: RefundLettersError) -> str:
        parts = [error.message]
        # What these advise is meant for a single letter.
        single = isinstance(error, AnswersMissing | LocaleIncomplete)
        if error.remedy is not None and not single:
            parts.append(error.remedy)
        return " ".join(self._say(without_secrets(part)) for part in parts)


def _status(error: RefundLettersError) -> Status:
    return next((status for kind, status in _STATUS if isinstance(error, kind)), "invalid")


def id_of(row: Row, job: Job) -> str:
    """Return what names a row by itself, or nothing.

    Raises:
        ForbiddenData: It is a card number or another secret.
        CaseError: The row cannot be read.
    """
    name = row.name
    if isinstance(row.content, tuple):
        name = id_from_cells(row.content, job.columns)
    elif isinstance(row.content, bytes) and job.kind == "json":
        given = parse_json(row.content).get(ID)
        name = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    if forbidden(name, prose=False):
        raise ForbiddenData(
            say("The id of this row looks like a card number or another secret."),
            say("Name rows by something else, or leave the column out."),
            key=ID,
        )
    return "".join(sign for sign in name if sign.isprintable())[:_LONGEST_ID].strip()


def _case_in(line: dict[str, Any]) -> dict[str, Any]:
    """Return the case in a line: what stands beside the id, or under ``case``."""
    rest = {key: value for key, value in line.items() if key != ID}
    case = rest.get(_CASE)
    return case if len(rest) == 1 and isinstance(case, dict) else rest


def parse_json(line: bytes) -> dict[str, Any]:
    """Return the object in a line of JSON.

    Raises:
        CaseError: It is not UTF-8, not JSON, no object, or has a key twice.
    """
    try:
        found = json.loads(
            line.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=Decimal,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise CaseError(
            say("This line is not UTF-8 text."),
            say("Save the file again with the encoding UTF-8."),
            key="",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _not_json() from error
    if not isinstance(found, dict):
        raise _not_json()
    return found


def _not_json() -> CaseError:
    return CaseError(
        say("This line is not a JSON object."),
        say("Write one case a line, each in braces."),
        key="",
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CaseError(
            say("The key %(key)s is there twice.", key=twice),
            say("Keep one of the two."),
            key=twice,
        )
    return found


def _no_number(text: str) -> Any:
    raise ValueError(text)
