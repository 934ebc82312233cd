"""Rules about data: files can be read, and quotable law was verified and names its source."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from refundletters.errors import TemplateError
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.lexicon import matches
from refundletters.lint.sources.letter_settings import place_of
from refundletters.messages import Message, say
from refundletters.model.document import Place
from refundletters.packs.questions import QUESTIONS
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables import rule as tables
from refundletters.packs.tables.conversion import convert, problems_of
from refundletters.packs.tables.kinds import KINDS
from refundletters.packs.tables.letter import LetterMeta
from refundletters.patterns import lazy_pattern

__all__ = ["FIELDS", "READABLE", "RULES", "DataFile", "LawFile"]

_UNITS: Final = ("days", "business_days", "weeks", "months", "years")
_GONE: Final = lazy_pattern(
    r"\b(?:vacated|repealed|annulled|struck down|withdrawn)\b", re.IGNORECASE
)

_HEDGE: Final = lazy_pattern(
    r"\b(?:in particular|insbesondere|notamment|en particulier|en particular)\b", re.IGNORECASE
)
_FIELD: Final = lazy_pattern(r"\{\w*\}")
_MOST_WORDS: Final = 30


@dataclass(frozen=True, slots=True)
class LawFile:
    """A file of rules.

    Attributes:
        file: Its path, for people.
        source: Its text.
        rows: What it holds.
        roots: Where all rules are.
    """

    file: str
    source: str
    rows: tuple[tables.Rule, ...]
    roots: Roots


def unread_figures(law: LawFile) -> Iterator[Problem]:
    """A figure that was not verified is not printed."""
    for row in law.rows:
        read, unread = (
            {
                str(figure)
                for period in (row.deadline, row.owed)
                if period is not None and period.figure_verified is state
                for unit in _UNITS
                if (figure := getattr(period, unit))
            }
            for state in (True, False)
        )
        for sentence in row.says.values():
            for figure in sorted(unread - read):
                if re.search(rf"\b{figure}\b", sentence):
                    message = say(
                        "%(id)s prints the figure %(figure)s, which was not read.",
                        id=row.id,
                        figure=figure,
                    )
                    yield _problem(law, row, message)


def unquotable(law: LawFile) -> Iterator[Problem]:
    """A rule that may not be cited has no sentence for letters, nor does a repealed one."""
    for row in law.rows:
        if row.says and (not row.citable or row.role == "warning"):
            message = say("%(id)s may not be cited, and has a sentence.", id=row.id)
            yield _problem(law, row, message)
        elif row.citable and _GONE.search(row.status):
            message = say(
                "%(id)s may be cited, and its status is %(status)s.", id=row.id, status=row.status
            )
            yield _problem(law, row, message)


def quotes_traps(law: LawFile) -> Iterator[Problem]:
    """No sentence quotes a rule that may not be cited."""
    traps = {
        row.citation: row.id
        for row in load_rows(law.roots, tables.RULES).values()
        if not row.citable and any(map(str.isdigit, row.citation))
    }
    for row in law.rows:
        for citation, trap in traps.items():
            if any(matches((citation,), text) for text in row.says.values()):
                message = say("%(id)s quotes %(trap)s.", id=row.id, trap=trap)
                yield _problem(law, row, message)


def cites(law: LawFile) -> Iterator[Problem]:
    """A sentence for letters contains its citation, and no other placeholder."""
    for row in law.rows:
        for language, sentence in row.says.items():
            fields = set(re.findall(r"\{(\w*)\}", sentence))
            if fields != {"citation"}:
                message = say(
                    "The %(language)s sentence of %(id)s needs {citation} once and no other field.",
                    language=language,
                    id=row.id,
                )
                yield _problem(law, row, message)


def hedges(law: LawFile) -> Iterator[Problem]:
    """A sentence for letters says what the rule says, and does not hedge."""
    for row in law.rows:
        for language, sentence in row.says.items():
            found = _HEDGE.search(sentence)
            if found:
                message = say(
                    "The %(language)s sentence of %(id)s hedges: “%(words)s”.",
                    language=language,
                    id=row.id,
                    words=found.group(),
                )
                yield _problem(law, row, message)


def length(law: LawFile) -> Iterator[Problem]:
    """A sentence for letters has at most 30 words, with its citation counted as one."""
    for row in law.rows:
        for language, sentence in row.says.items():
            words = len(re.findall(r"\w[\w'’.-]*", _FIELD.sub("x", sentence)))
            if words > _MOST_WORDS:
                message = say(
                    "The %(language)s sentence of %(id)s has %(count)s words; %(most)s are the "
                    "most.",
                    language=language,
                    id=row.id,
                    count=words,
                    most=_MOST_WORDS,
                )
                yield _problem(law, row, message)


def _problem(law: LawFile, row: tables.Rule, message: Message) -> Problem:
    place = place_of(f'id = "{row.id}"', law.file, law.source)
    return Problem(message, place if place.line else Place(law.file))


RULES: Final = (
    Rule("rows.figure", say("A number in a letter was read at its source."), unread_figures),
    Rule("rows.gone", say("A rule that is not law does harm in a letter."), unquotable),
    Rule("rows.trap", say("A rule that is not law does harm in a letter."), quotes_traps),
    Rule("rows.citation", say("A legal sentence without its citation proves nothing."), cites),
    Rule("rows.hedge", say("A hedge makes a reader ask what else there is."), hedges),
    Rule("rows.length", say("A clerk reads a short sentence about law, and no long one."), length),
)


# ------------------------------------------------------------------ files of any kind

# Folders of word lists, which are not rows.
_LISTS: Final = frozenset({"lexicon", "schemas", "statements", "words"})


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of settings or data.

    Attributes:
        file: Its path, for people.
        path: Where it is.
        folder: Its folder below the folder of data or templates; empty for none.
    """

    file: str
    path: Path
    folder: str


def is_toml(data: DataFile) -> Iterator[Problem]:
    """The file is TOML."""
    try:
        _content(data)
    except tomllib.TOMLDecodeError as error:
        found = say("This cannot be read: %(detail)s.", detail=str(error))
        yield Problem(found, Place(data.file))


def is_in_a_known_folder(data: DataFile) -> Iterator[Problem]:
    """The file is where it is looked for."""
    if data.folder in {"", "letters", *_LISTS, *KINDS}:
        return
    nearest = difflib.get_close_matches(data.folder, [*_LISTS, *KINDS], n=1)
    message = (
        say(
            "Nothing is read from the folder %(name)s. Did you mean %(nearest)s?",
            name=data.folder,
            nearest=nearest[0],
        )
        if nearest
        else say("Nothing is read from the folder %(name)s.", name=data.folder)
    )
    yield Problem(message, Place(data.file))


def fields(data: DataFile) -> Iterator[Problem]:
    """Every field exists and has a valid value."""
    try:
        content = _content(data)
    except tomllib.TOMLDecodeError:
        return
    for error in _problems(data, content):
        message = error.message
        if error.remedy is not None:
            message = Message(
                "%(problem)s %(remedy)s", {"problem": message, "remedy": error.remedy}
            )
        yield Problem(message, Place(data.file, error.line))


def _problems(data: DataFile, content: dict[str, Any]) -> Iterator[TemplateError]:
    if data.folder in KINDS:
        yield from problems_of(content, KINDS[data.folder], data.path)
    elif data.path.name == "questions.toml":
        yield from problems_of(content, QUESTIONS, data.path)
    elif data.path.name == "letter.toml":
        try:
            convert(content, LetterMeta, data.path)
        except TemplateError as error:
            yield error


def _content(data: DataFile) -> dict[str, Any]:
    return tomllib.loads(data.path.read_text(encoding="utf-8"))


FIELDS: Final = "data.fields"
READABLE: Final = (
    Rule("data.readable", say("What cannot be read is not there."), is_toml),
    Rule("data.folder", say("What lies elsewhere is never read."), is_in_a_known_folder),
    Rule(
        FIELDS,
        say("A field or a word that does not exist would be passed over in silence."),
        fields,
    ),
)
