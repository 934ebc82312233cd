"""The text of a case file: read strictly, and written in the form it has.

A byte order mark, Windows line endings and comments stay as they are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from refundletters.answers.keys import Answers, known_keys
from refundletters.errors import CaseError, NotFound, RefundLettersError
from refundletters.messages import say
from refundletters.patterns import lazy_pattern
from refundletters.storage.regular_files import check_regular, unreadable

__all__ = ["encode", "load", "missing", "parse"]

_PLACE: Final = lazy_pattern(r"at line ([0-9]+), column ([0-9]+)")
_CASE: Final = Path("case.toml")
# A case with a thousand charges has a tenth of one.
_MOST_MEGABYTES: Final = 10
_BOM: Final = b"\xef\xbb\xbf"


def load(path: Path) -> Answers:
    """Return the answers of a case file unchecked; ``build_case`` checks them.

    A byte order mark and Windows line endings are accepted.

    Raises:
        NotFound: There is no such file.
        UsageError: It cannot be read.
        CaseError: It is not UTF-8 or not TOML; names the file and, for TOML, the line.
    """
    return parse(_read(Path(path)), Path(path))


def parse(content: bytes, path: Path = _CASE) -> Answers:
    """Return the answers in the content of a case file, unchecked.

    Args:
        content: What the file holds.
        path: Where it comes from, for messages.

    Raises:
        CaseError: It is not UTF-8 or not TOML; names the file and, for TOML, the line.
    """
    text = _decode(content, path)
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(text, str(error), path) from error


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CaseError(
            say("%(file)s, line %(line)s: this is not UTF-8 text.", file=path.name, line=line),
            say("Save the file again with the encoding UTF-8."),
            key="",
        ) from error


def encode(old: bytes | None, answers: Mapping[str, Any], path: Path) -> bytes:
    """Return the content of a file with other answers, in the form that it has.

    Args:
        old: What it holds now; ``None`` for a new file.
        answers: What it should hold.
        path: The file, for messages.
    """
    from refundletters.answers.toml_edit import update_toml  # tomlkit, only for writing

    old = old or b""
    text = update_toml(_decode(old, path).replace("\r\n", "\n"), answers)
    if 2 * old.count(b"\r\n") > old.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return (_BOM if old.startswith(_BOM) else b"") + text.encode("utf-8")


def missing(path: Path) -> NotFound:
    """Return the error for a file that is not there; names its neighbors."""
    near = [other.name for other in sorted(path.parent.glob("*.toml")) if _is_case(other)][:5]
    remedy = (
        say("Case files in that folder: %(names)s.", names=", ".join(near))
        if near
        else say("Check the name, or begin a case with: refundletters new")
    )
    return NotFound(
        say("There is no file %(file)s.", file=str(path)), remedy, name=str(path), nearest=near
    )


def _is_case(path: Path) -> bool:
    """Tell whether a file holds answers: TOML that has no tables but those of a case."""
    try:
        answers = load(path)
    except RefundLettersError:
        return False
    return bool(answers) and set(answers) <= {key.partition(".")[0] for key in known_keys()}


def _read(path: Path) -> bytes:
    try:
        check_regular(path, megabytes=_MOST_MEGABYTES)
        return path.read_bytes()
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise unreadable(path, error) from error


def _not_toml(text: str, detail: str, path: Path) -> CaseError:
    """Return the error for text that is not TOML; the text itself is not repeated."""
    place = _PLACE.search(detail)
    line = place.group(1) if place else str(text.count("\n") + 1)
    column = place.group(2) if place else "1"
    if detail.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate")):
        return CaseError(
            say(
                "%(file)s, line %(line)s: this key or table is there twice.",
                file=path.name,
                line=line,
            ),
            say("Keep one of the two."),
            key="",
        )
    return CaseError(
        say(
            "%(file)s, line %(line)s, column %(column)s: this cannot be read as TOML.",
            file=path.name,
            line=line,
            column=column,
        ),
        say("Write text and amounts in quotes, days and numbers without."),
        key="",
    )
