"""Write the right message about a subscription charge, for the step you are at.

The functions here are the whole library::

    import refundletters as rl

    case = rl.load_case("case.toml")
    letter = rl.compose("refund-request", case)
    data = rl.render(letter, "docx").content

Where letters, words or data are read, ``packs=`` names folders laid out like a pack, the nearest
first. Types are ``Case Document Listed Message Plan Question Rendered Statement``. The functions
hold no state and set no locale, and threads may call them side by side. What they raise stands
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
    from collections.abc import Sequence as _Sequence
    from pathlib import Path as _Path
    from types import ModuleType as _Module
    from typing import Any as _Any

    from refundletters import errors
    from refundletters.app import Listed as Listed
    from refundletters.facts.types import Plan as Plan
    from refundletters.messages import Message as Message
    from refundletters.model.case import Case as Case
    from refundletters.model.closed_words import TextChannel
    from refundletters.model.document import Document as Document
    from refundletters.packs.setting import Setting
    from refundletters.packs.tables.question import Question as Question
    from refundletters.render.result import Rendered as Rendered
    from refundletters.statements.library import Statement as Statement

    _Packs = _Sequence[str | _Path]

else:
    _Module = type(_sys)

__version__ = "0.1.0"

# The types are public too, but ``help()`` of the package is for the functions.
__all__ = [
    "answer",
    "bundle",
    "compose",
    "errors",
    "list_documents",
    "load_case",
    "next_question",
    "plan",
    "read_statement",
    "remind",
    "render",
    "text",
]

_TYPES = {
    "Case": "refundletters.model.case",
    "Document": "refundletters.model.document",
    "Listed": "refundletters.app",
    "Message": "refundletters.messages",
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
    from refundletters.library import for_callers

    if isinstance(source, str | Path):
        return build_case(load(Path(source)), today=_today())
    return for_callers(build_case)(source, today=_today())


def next_question(
    document: str,
    answers: _Mapping[str, _Any],
    locale: str | None = None,
    *,
    packs: _Packs = (),
) -> Question | None:
    """Return the next question that ``document`` needs answered; ``None`` when none is left.

    Its words are in ``locale``, and ``choices`` are all that it has. :func:`answer` takes its
    ``key``.

    Args:
        document: Id of a document, such as ``refund-request``.
        answers: What is answered so far, in the shape of a case file.
        locale: Language of the question; American English by default.
        packs: Folders of packs.

    Raises:
        CaseError: An answer is not acceptable.
        NotFound: There is no such document or locale.
    """
    from refundletters import library
    from refundletters.interview.flow import question_for

    setting = _setting(packs)
    question = library.for_callers(question_for)(document, answers, setting)
    if question is None:
        return None
    return library.worded(question, answers, locale or setting.interface, setting)


def answer(
    answers: _Mapping[str, _Any], key: str, value: _Any, *, packs: _Packs = ()
) -> dict[str, _Any]:
    """Return ``answers`` with one more; those given are not changed.

    Args:
        answers: What is answered so far, in the shape of a case file.
        key: Key of the answer, such as ``charges.0.date``: the ``key`` of the question.
        value: The answer; ``None`` says that the person does not have it, where a question takes
            that.
        packs: Folders of packs.

    Raises:
        CaseError: The value is not acceptable; names key, value and what is allowed.
        UsageError: It needs a value, or the value stands for another question.
    """
    from refundletters import library

    return library.for_callers(library.answered)(answers, key, value, _setting(packs))


def plan(case: Case, *, packs: _Packs = ()) -> Plan:
    """Tell where a case stands, by when to do what, and which documents fit.

    The day is the case's ``as_of``, else today.
    """
    from refundletters.app import facts_of, plan_of

    setting = _setting(packs)
    return plan_of(facts_of(case, setting), setting)


def compose(
    document: str,
    case: Case,
    locale: str | None = None,
    *,
    channel: TextChannel | None = None,
    allow_incomplete: bool = False,
    packs: _Packs = (),
) -> Document:
    """Compose a document in one language.

    Args:
        document: Id of the document, such as ``card-dispute``.
        case: The case.
        locale: Language of the document; the case's own or its country's by default.
        channel: Where it will be used: ``chat email letter form sms x phone``.
        allow_incomplete: Accept a language in which some sentences are not translated.
        packs: Folders of packs.

    Raises:
        NotFound: There is no such document or locale.
        DocumentBlocked: The document does not fit the case; names others that do.
        DocumentWaiting: It opens after an event that has not happened yet.
        AnswersMissing: It needs answers that are not there; lists their keys.
        LocaleIncomplete: It is not fully translated into that language.
    """
    from refundletters import library
    from refundletters.app import compose as compose_document
    from refundletters.letters.wording import Wording

    wording = Wording(document, locale, channel, allow_incomplete)
    return library.for_callers(compose_document)(wording, case, _setting(packs))


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

    from refundletters import library
    from refundletters.app import render as render_document
    from refundletters.render.formats import Output

    path = None if letterhead is None else Path(letterhead)
    return library.for_callers(render_document)(document, Output(format, part, limit, path))


def list_documents(case: Case | None = None, *, packs: _Packs = ()) -> tuple[Listed, ...]:
    """List all documents in their order, each with its status where a case is given."""
    from refundletters.app import documents, facts_of

    setting = _setting(packs)
    return documents(setting, None if case is None else facts_of(case, setting))


def remind(
    case: Case, locale: str | None = None, *, name: str = "case", packs: _Packs = ()
) -> Rendered:
    """Return the days of a case as a calendar file (``.ics``), with alarms.

    Args:
        case: The case.
        locale: Language of the entries; American English by default.
        name: What tells this case from others; calendars with the same name share their entries.
        packs: Folders of packs.

    Raises:
        UsageError: There is no day to remember.
        NotFound: There is no such locale.
    """
    from refundletters import library

    setting = _setting(packs)
    return library.calendar_of(case, locale or setting.interface, name, setting)


def bundle(
    case: Case,
    format: str = "zip",
    *,
    documents: _Sequence[str] = (),
    folder: str | _Path = ".",
    locale: str | None = None,
    packs: _Packs = (),
) -> Rendered:
    """Return letters, a summary of the case and its evidence as one file.

    Args:
        case: The case.
        format: ``zip`` or ``pdf``; the latter needs the extra ``bundle``.
        documents: Ids of the letters; otherwise what is ready to go out.
        folder: Where paths of evidence files begin.
        locale: Language of the letters; the case's own or its country's by default.
        packs: Folders of packs.

    Raises:
        NotFound: There is no such document or locale, or an evidence file is not there.
        AnswersMissing: A letter needs answers that are not there.
        DocumentUnavailable: A letter does not fit the case, or not yet.
    """
    from pathlib import Path

    from refundletters import library

    make = library.for_callers(library.bundle_of)
    return make(case, format, documents, Path(folder), locale, _setting(packs)).rendered


def text(message: Message | errors.RefundLettersError, locale: str = "en_US") -> str:
    """Return a message of a plan, or an error with its remedy, as text in a language.

    Raises:
        NotFound: There is no such locale.
    """
    from refundletters.library import text_of

    return text_of(message, locale, _setting())


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


def _setting(packs: _Packs = ()) -> Setting:
    """Return the folders of this installation and of ``packs``, and today."""
    from pathlib import Path

    from refundletters.packs.roots import default_roots, with_user_folder
    from refundletters.packs.setting import Setting

    roots = default_roots()
    for folder in reversed(packs):
        if not Path(folder).is_dir():
            raise _no_pack(folder)
        roots = with_user_folder(roots, Path(folder))
    return Setting(roots, _today())


def _no_pack(folder: str | _Path) -> errors.NotFound:
    from refundletters.errors import NotFound
    from refundletters.messages import say

    return NotFound(say("There is no folder %(name)s.", name=str(folder)), None, name=str(folder))


def __getattr__(name: str) -> _Any:
    """Import a type of the library, or its errors, when they are first asked for."""
    from importlib import import_module

    if name == "errors":
        return import_module("refundletters.errors")
    if name not in _TYPES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_TYPES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *_TYPES, "__version__"])


class _Package(_Module):
    """This module: it keeps functions whose names are also those of layers, imported later.

    Python binds an imported submodule as an attribute of its package, over whatever is there.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name in {"bundle", "render"} and isinstance(value, _Module):
            return
        super().__setattr__(name, value)


_sys.modules[__name__].__class__ = _Package
