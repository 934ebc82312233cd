"""Write the right message about a subscription charge, for the step you are at.

The functions here are the whole library::

    import refundletters as rl

    case = rl.load_case("case.toml")
    letter = rl.compose("refund-request", case)
    data = rl.render(letter, "docx").content

They hold no state and set no locale, and threads may call them side by side. What they raise stands
in :mod:`refundletters.errors`. Importing this module is cheap: what a function needs is imported
when it is called.
"""

from __future__ import annotations

# Only what every interpreter has loaded is imported, not even typing: see docs/speed.md.
import sys as _sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as _dt
    from collections.abc import Mapping as _Mapping
    from pathlib import Path as _Path
    from types import ModuleType as _Module
    from typing import Any as _Any

    from refundletters import errors
    from refundletters.app import Listed
    from refundletters.facts.types import Plan
    from refundletters.model.case import Case
    from refundletters.model.closed_words import TextChannel
    from refundletters.model.document import Document
    from refundletters.packs.setting import Setting
    from refundletters.packs.tables.question import Question
    from refundletters.render.result import Rendered
    from refundletters.statements.library import Statement

else:
    _Module = type(_sys)

__version__ = "0.1.0"

__all__ = [
    "Case",
    "Document",
    "Listed",
    "Plan",
    "Question",
    "Rendered",
    "Statement",
    "compose",
    "errors",
    "list_documents",
    "load_case",
    "next_question",
    "plan",
    "read_statement",
    "render",
]

_TYPES = {
    "Case": "refundletters.model.case",
    "Document": "refundletters.model.document",
    "Listed": "refundletters.app",
    "Plan": "refundletters.facts.types",
    "Question": "refundletters.packs.tables.question",
    "Rendered": "refundletters.render.result",
    "Statement": "refundletters.statements.library",
}


def load_case(source: str | _Path | _Mapping[str, _Any]) -> Case:
    """Return the case of a file, or of a mapping in the shape of one.

    Args:
        source: Path of a TOML case file, or its contents as a mapping.

    Raises:
        CaseError: An answer is not acceptable; names key, value and what is allowed.
        UsageError: The file cannot be read.
    """
    from pathlib import Path

    from refundletters.answers.build import build_case
    from refundletters.answers.store import load

    answers = load(Path(source)) if isinstance(source, str | Path) else source
    return build_case(answers, today=_today())


def next_question(document: str, answers: _Mapping[str, _Any]) -> Question | None:
    """Return the next question that ``document`` needs answered; ``None`` when none is left.

    Args:
        document: Id of a document, such as ``refund-request``.
        answers: What is answered so far, in the shape of a case file.

    Raises:
        CaseError: An answer is not acceptable.
        NotFound: There is no such document.
    """
    from refundletters.interview.flow import question_for

    return question_for(document, answers, _setting())


def plan(case: Case) -> Plan:
    """Tell where a case stands, by when to do what, and which documents fit.

    The day is the case's ``as_of``, else today.
    """
    from refundletters.app import facts_of, plan_of

    setting = _setting()
    return plan_of(facts_of(case, setting), setting)


def compose(
    document: str,
    case: Case,
    locale: str | None = None,
    *,
    channel: TextChannel | None = None,
    allow_incomplete: bool = False,
) -> Document:
    """Compose a document in one language.

    Args:
        document: Id of the document, such as ``card-dispute``.
        case: The case.
        locale: Language of the document; the case's own or its country's by default.
        channel: Where it will be used: ``chat email letter form sms x phone``.
        allow_incomplete: Accept a language in which some sentences are not translated.

    Raises:
        NotFound: There is no such document or locale.
        DocumentBlocked: The document does not fit the case; names others that do.
        DocumentWaiting: It opens after an event that has not happened yet.
        AnswersMissing: It needs answers that are not there; lists their keys.
        LocaleIncomplete: It is not fully translated into that language.
    """
    from refundletters.app import compose as compose_document
    from refundletters.letters.wording import Wording

    wording = Wording(document, locale, channel, allow_incomplete)
    return compose_document(wording, case, _setting())


def render(
    document: Document,
    format: str,
    *,
    part: str | None = None,
    limit: int | None = None,
    letterhead: str | _Path | None = None,
) -> Rendered:
    """Turn a composed document into bytes; equal documents give equal bytes.

    Args:
        document: What :func:`compose` returned.
        format: ``text snippet docx html eml pdf``.
        part: Only this part, such as ``subject``, ``body`` or ``opener``.
        limit: Largest number of characters; that of the channel by default.
        letterhead: A Word file whose page, header and footer are used, for ``docx``.

    Raises:
        NotFound: There is no such format or part.
        UsageError: The letterhead cannot be used, or the limit is too small.
    """
    from pathlib import Path

    from refundletters.app import render as render_document
    from refundletters.render.formats import Output

    path = None if letterhead is None else Path(letterhead)
    return render_document(document, Output(format, part, limit, path))


def list_documents(case: Case | None = None) -> tuple[Listed, ...]:
    """List all documents in their order, each with its status where a case is given."""
    from refundletters.app import documents, facts_of

    setting = _setting()
    return documents(setting, None if case is None else facts_of(case, setting))


def read_statement(
    content: bytes,
    *,
    taken: str | None = None,
    day_order: str | None = None,
    columns: _Mapping[str, int] | None = None,
) -> Statement:
    """Read what a bank gives out: CSV, Excel, OFX, QIF, MT940 or CAMT.

    Where the file leaves something open, ``asks`` says what, and there are no entries until it is
    answered with one of the arguments here.

    Args:
        content: The file.
        taken: ``positive`` or ``negative``: the sign of amounts that were taken.
        day_order: ``dmy``, ``mdy`` or ``ymd``.
        columns: Columns by role, numbers from 1, such as ``{"date": 1, "amount": 4}``; roles are
            ``date amount debit credit text currency``.

    Raises:
        UsageError: It is no statement, or damaged; names what it is and what to do.
    """
    from refundletters.statements.library import read_statement as read

    return read(content, _setting(), taken=taken, day_order=day_order, columns=columns or {})


def _today() -> _dt.date:
    import datetime as dt

    return dt.date.today()


def _setting() -> Setting:
    """Return the folders of this installation, and today."""
    from refundletters.packs.roots import default_roots
    from refundletters.packs.setting import Setting

    return Setting(default_roots(), _today())


def __getattr__(name: str) -> _Any:
    """Import a type of the library, or its errors, when they are first asked for."""
    from importlib import import_module

    if name == "errors":
        return import_module("refundletters.errors")
    if name not in _TYPES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_TYPES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_TYPES, "errors"})


class _Package(_Module):
    """This module: it keeps the function ``render`` though a layer of that name is imported later.

    Python binds an imported submodule as an attribute of its package, over whatever is there.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "render" and isinstance(value, _Module):
            return
        super().__setattr__(name, value)


_sys.modules[__name__].__class__ = _Package
