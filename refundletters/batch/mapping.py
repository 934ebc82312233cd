"""Which column of a table is which key of a case."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refundletters.answers import keys
from refundletters.batch.cells import sorting_key
from refundletters.batch.values import ID, Column
from refundletters.errors import NotFound, UnknownKey, UsageError
from refundletters.messages import Message, say
from refundletters.patterns import lazy_pattern
from refundletters.statements.words import roles_of
from refundletters.storage.regular_files import unreadable

__all__ = ["Proposal", "as_toml", "columns_of", "propose", "read_map"]

_TABLE: Final = "columns"
_NUMBERED: Final = lazy_pattern(r"(.*?)[\s_.-]*([1-9][0-9]?)\Z")
_MOST_POSITIONS: Final = 3
# What banks call the columns of their exports, as keys of a case.
_ROLES: Final = {
    "amount": "charges.0.amount",
    "date": "charges.0.date",
    "currency": "charges.0.currency",
    "merchant": "service.name",
    "text": "charges.0.descriptor",
}
_USUAL: Final = frozenset({"service", "account", "charges", "payment", "sender"})
_LINE: Final = lazy_pattern(r"at line ([0-9]+)")
_PROPOSE: Final = say("See a proposal with --dry-run.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A key for a column.

    Attributes:
        title: The title of the column.
        key: The likeliest key, or nothing.
        others: The next likeliest.
    """

    title: str
    key: str
    others: tuple[str, ...] = ()


def read_map(path: Path) -> dict[str, str]:
    """Return the keys that a file gives to titles of columns.

    Raises:
        UsageError: It cannot be read, or is no such file.
    """
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise unreadable(path, error, _PROPOSE) from error
    except UnicodeDecodeError as error:
        raise _not_toml(path, "") from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = found[1] if found else str(path.read_bytes().count(b"\n") + 1)
        raise _not_toml(path, line) from error
    columns = content.pop(_TABLE, None)
    if content or not isinstance(columns, dict) or not columns:
        raise UsageError(say("%(file)s must hold one table, [columns].", file=str(path)), _PROPOSE)
    for title, key in columns.items():
        if not isinstance(key, str):
            raise UsageError(
                say("%(file)s: the key of %(column)s must be text.", file=str(path), column=title),
                say('Write it in quotes, such as "Amount" = "charges.0.amount".'),
            )
    return {title.strip(): key.strip() for title, key in columns.items()}


def _not_toml(path: Path, line: str) -> UsageError:
    if line:
        message = say(
            "%(file)s, line %(line)s: this cannot be read as TOML.", file=str(path), line=line
        )
    else:
        message = say("%(file)s is not UTF-8 text.", file=str(path))
    return UsageError(message, _PROPOSE)


def columns_of(titles: Sequence[str], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of a table.

    Args:
        titles: The titles in the source, in their order.
        chosen: Keys by title, as :func:`read_map` gives them; a title that is a key needs none.

    Raises:
        NotFound: ``chosen`` names a column that the table does not have; names the nearest.
        UnknownKey: A column has no key, or one that no case has; names the nearest.
        UsageError: A title or key is there twice, or a position is missing.
    """
    _check_titles(titles)
    for title in chosen:
        if title not in titles:
            nearest = difflib.get_close_matches(title, titles, n=3, cutoff=0.4)
            raise NotFound(
                say("The table has no column %(column)s.", column=title),
                say("Its columns are: %(names)s.", names=", ".join(nearest or titles)),
                name=title,
                nearest=nearest,
            )
    columns = tuple(Column(title, chosen.get(title, title)) for title in titles)
    for column in columns:
        if column.key not in ("", ID):
            _check_key(column, chosen)
    _check_places(columns)
    return columns


def _check_titles(titles: Sequence[str]) -> None:
    for title, count in Counter(titles).items():
        if not title:
            raise UsageError(
                say("Column %(number)s has no title.", number=list(titles).index(title) + 1),
                say("Give every column a title, in the first row of the table."),
            )
        if count > 1:
            raise UsageError(
                say("The column %(column)s is there twice.", column=title),
                say("Give every column a title of its own."),
            )


def _check_key(column: Column, chosen: Mapping[str, str]) -> None:
    try:
        keys.find(column.key)
    except UnknownKey as error:
        if column.title in chosen:
            raise
        found = propose([column.title])[0]
        remedy: Message | None = say(
            "Name it with --map, or leave it out there; see a proposal with --dry-run."
        )
        if found.key:
            remedy = say(
                "Did you mean %(nearest)s? Name it with --map; see a proposal with --dry-run.",
                nearest=found.key,
            )
        raise UnknownKey(
            say("The column %(column)s is no key of a case.", column=column.title),
            remedy,
            key=column.title,
            allowed=(found.key, *found.others) if found.key else (),
        ) from error


def _check_places(columns: Sequence[Column]) -> None:
    """Check that the keys fit together: none twice, and positions without a gap."""
    named = Counter(column.key for column in columns if column.key)
    for key, count in named.items():
        if count > 1:
            raise UsageError(
                say("Two columns have the key %(key)s.", key=key),
                say('Leave one of them out with "" in the file of --map.'),
            )
    answers: keys.Answers = {}
    for key in sorted(named.keys() - {ID}, key=sorting_key):
        answers = keys.put(answers, key, "")


def propose(titles: Sequence[str]) -> tuple[Proposal, ...]:
    """Return the likeliest key of each column; no key is proposed twice."""
    found: list[Proposal] = []
    taken: set[str] = set()
    for title in titles:
        likely = [key for key in _likely(title) if key not in taken]
        best = likely[0] if likely else ""
        taken.add(best)
        found.append(Proposal(title, best, tuple(likely[1:_MOST_POSITIONS])))
    return tuple(found)


def _likely(title: str) -> list[str]:
    plain = title.strip()
    if plain.lower() == ID:
        return [ID]
    try:
        info = keys.describe(plain)
    except UnknownKey:
        info = None
    if info is not None and (not info.repeated or keys.plain(plain) != plain):
        return [plain]
    numbered = _NUMBERED.match(plain)
    words, number = (numbered[1], int(numbered[2])) if numbered else (plain, 1)
    found = [*_by_role(words), *_by_name(words), *keys.nearest(re.sub(r"[\s_-]+", "_", words))]
    found = [*_by_name(plain), *(key.replace(".0", f".{number - 1}", 1) for key in found)]
    return [key for key in dict.fromkeys(found) if keys.describe(key).kind != "table"]


def _by_role(title: str) -> list[str]:
    """Return the keys for a title that banks use, in the languages of their exports."""
    return [key for role, key in _ROLES.items() if role in roles_of(title)]


def _by_name(title: str) -> list[str]:
    """Return the keys whose last word is the title, those of the usual tables first."""
    name = re.sub(r"[\s-]+", "_", title.strip().lower())
    same = [key for key in keys.known_keys() if key.rpartition(".")[2] == name]
    usual = sorted(same, key=lambda key: key.partition(".")[0] not in _USUAL)
    return [keys.nearest(key, 1)[0] for key in usual]


def as_toml(proposals: Sequence[Proposal]) -> str:
    """Return a file for ``--map``; keys that might be meant instead stand behind each line."""
    lines = [f"[{_TABLE}]"]
    for one in proposals:
        line = f"{_quoted(one.title)} = {_quoted(one.key)}"
        lines.append(f"{line}  # {', '.join(one.others)}" if one.others else line)
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
