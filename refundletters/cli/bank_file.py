"""A bank's file as somebody named it: opened once, read again with every answer about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from refundletters.errors import NotFound, UsageError
from refundletters.messages import say

if TYPE_CHECKING:
    from refundletters.cli.context import Context
    from refundletters.statements.services import Services
    from refundletters.statements.values import Known, Statement

__all__ = ["BankFile", "open_bank_file", "read_columns"]


@dataclass(frozen=True)
class BankFile:
    """A file of a bank with what is known about it.

    Attributes:
        content: What stands in it.
        known: What somebody said about it.
        services: The services that are known by name.
        statement: What it holds, as far as that is clear.
    """

    content: bytes = field(repr=False)
    known: Known
    services: Services = field(repr=False)
    statement: Statement = field(repr=False)

    def told(self, what: str, answer: str) -> BankFile:
        """Return the file read again with one more answer.

        Args:
            what: ``taken``, ``day_order`` or the role of a column.
            answer: One of the choices.

        Raises:
            UsageError: With that answer the file cannot be read.
        """
        if what == "taken":
            known = replace(self.known, taken=answer)
        elif what == "day_order":
            known = replace(self.known, day_order=answer)
        else:
            known = replace(self.known, columns={**self.known.columns, what: int(answer)})
        return _read(self.content, known, self.services)


def open_bank_file(
    path: Path,
    context: Context,
    *,
    taken: str | None = None,
    day_order: str | None = None,
    columns: Mapping[str, int] | None = None,
) -> BankFile:
    """Open and read a file.

    Args:
        path: The file.
        context: The day, and where the services lie.
        taken: ``positive`` or ``negative``.
        day_order: ``dmy``, ``mdy`` or ``ymd``.
        columns: Columns by role, numbers from 1.

    Raises:
        NotFound: There is no such file.
        UsageError: It cannot be read, or is no statement.
    """
    from refundletters.packs.rows import load_rows
    from refundletters.packs.tables.service import SERVICES
    from refundletters.statements.library import AHEAD
    from refundletters.statements.services import Services
    from refundletters.statements.values import Known

    services = Services.of_rows(load_rows(context.roots, SERVICES))
    known = Known(context.today + AHEAD, taken, day_order, columns or {})
    return _read(_content(path), known, services)


def _read(content: bytes, known: Known, services: Services) -> BankFile:
    from refundletters.statements.reading import read

    return BankFile(content, known, services, read(content, known, services))


def _content(path: Path) -> bytes:
    """Return what stands in a file, no more than can be a statement."""
    from refundletters.statements.kinds import LARGEST
    from refundletters.storage.regular_files import check_regular

    try:
        check_regular(path, megabytes=LARGEST // 1_000_000)
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise NotFound(
            say("There is no file %(file)s.", file=str(path)),
            say("Name the file that your bank's website gave you."),
            name=str(path),
        ) from error
    except OSError as error:
        raise UsageError(
            say(
                "%(file)s cannot be read: %(detail)s.",
                file=str(path),
                detail=error.strerror or str(error),
            )
        ) from error


def read_columns(text: str) -> dict[str, int]:
    """Return the columns of ``--columns``, such as ``date=1,amount=4``.

    Raises:
        UsageError: A role is not known, or a column is no number.
    """
    from refundletters.statements.library import ROLES

    found: dict[str, int] = {}
    for part in text.split(","):
        role, _, number = part.strip().partition("=")
        if role not in ROLES or not number.isdecimal() or int(number) < 1:
            raise UsageError(
                say("--columns does not accept %(value)s.", value=part.strip() or text),
                say(
                    "Name columns by number, from 1, such as date=1,amount=4. There are %(roles)s.",
                    roles=", ".join(ROLES),
                ),
            )
        found[role] = int(number)
    return found
