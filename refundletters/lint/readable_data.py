"""Whether files of settings and data can be read: TOML, known folders, fields that exist."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from refundletters.errors import TemplateError
from refundletters.lint.finding import Problem, Rule
from refundletters.messages import Message, say
from refundletters.model.document import Place
from refundletters.packs.questions import QUESTIONS
from refundletters.packs.tables.base import convert, problems_of
from refundletters.packs.tables.kinds import KINDS
from refundletters.packs.tables.letter import LetterMeta

__all__ = ["FIELDS", "RULES", "DataFile"]

# Folders of word lists, which are no rows.
_LISTS: Final = frozenset({"lexicon", "schemas", "statements", "words"})


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of settings or data.

    Attributes:
        file: Its path, for people.
        path: Where it lies.
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
    """The file lies where it is looked for."""
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
    """Every field exists and holds what it may hold."""
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
RULES: Final = (
    Rule("data.readable", say("What cannot be read is not there."), is_toml),
    Rule("data.folder", say("What lies elsewhere is never read."), is_in_a_known_folder),
    Rule(
        FIELDS,
        say("A field or a word that does not exist would be passed over in silence."),
        fields,
    ),
)
