"""Read tables of data: every ``*.toml`` of a folder, merged by id, the nearest pack first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.packs.kept import of_file, of_tables
from refundletters.packs.roots import Roots
from refundletters.packs.tables.base import Row, RowKind
from refundletters.packs.tables.conversion import rows_of

__all__ = ["load_rows", "parsed", "read_toml", "rows_in"]

R = TypeVar("R", bound=Row)

# Files in these folders are named after their jurisdiction; a test enforces it.
_SHIPPED: Final = Path(__file__).resolve().parents[1] / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file.

    Raises:
        TemplateError: It is not valid TOML; names the file and the line.
    """
    return of_file(path, "toml", lambda content: parsed(content, path))


def parsed(content: bytes, path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file from its bytes.

    Args:
        content: The bytes.
        path: The file, for errors.

    Raises:
        TemplateError: It is not valid TOML; names the file and the line.
    """
    return of_tables(content, lambda content: _parsed(content, path))


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    import tomllib  # not needed for what a wheel holds

    try:
        return tomllib.loads(content.decode("utf-8").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(
            say("%(file)s cannot be read: %(detail)s.", file=path.name, detail=str(error)),
            file=str(path),
            line=getattr(error, "lineno", 0),
        ) from error


def load_rows(roots: Roots, kind: RowKind[R], places: tuple[str, ...] = ()) -> Mapping[str, R]:
    """Return the rows of a kind by id, in the order of file names.

    A row of a nearer pack replaces the row of the same id.

    Args:
        roots: Where to look.
        kind: Which rows, such as ``RULES`` or ``SERVICES``.
        places: The file names to read, without suffix; all if empty. Files of packs may have any
            name, so they are always read.

    Raises:
        TemplateError: A file cannot be read, or a row in it is wrong; names file, row and field.
    """
    rows: Mapping[str, R] = _load(roots.data, kind, places)
    return rows


def rows_in(path: Path, kind: RowKind[R]) -> tuple[R, ...]:
    """Return the rows of one file.

    Raises:
        TemplateError: It cannot be read, or a row in it is wrong; names file, row and field.
    """
    return of_file(path, "rows", lambda content: rows_of(parsed(content, path), kind, path))


@lru_cache(maxsize=256)
def _load(
    folders: tuple[Path, ...], kind: RowKind[Any], places: tuple[str, ...]
) -> Mapping[str, Any]:
    rows: dict[str, Any] = {}
    for folder in reversed(folders):
        for path in sorted((folder / kind.folder).glob("*.toml")):
            if places and folder == _SHIPPED and path.stem not in places:
                continue
            for row in rows_in(path, kind):
                rows[row.id] = row
    return MappingProxyType(rows)
