"""Read tables of data: every ``*.toml`` of a folder, merged by id, the nearest pack winning."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.packs.roots import Roots

__all__ = ["load_rows", "read_toml"]

# Table name → name of its array of tables.
_ARRAYS: Final = {
    "rules": "rule",
    "bodies": "body",
    "services": "service",
    "layouts": "layout",
    "cards": "category",
    "evidence": "evidence",
    "channels": "channel",
}

Row = Mapping[str, Any]

# Here a file is named after its jurisdiction, which a test keeps so.
_SHIPPED: Final = Path(__file__).resolve().parents[1] / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file.

    Raises:
        TemplateError: It is not valid TOML; names the file and the line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(
            say("%(file)s cannot be read: %(detail)s.", file=path.name, detail=str(error)),
            file=str(path),
            line=getattr(error, "lineno", 0),
        ) from error


def load_rows(roots: Roots, table: str, places: tuple[str, ...] = ()) -> Mapping[str, Row]:
    """Return the rows of ``table`` by id, in the order of file names.

    A row of a nearer pack replaces the row of the same id.

    Args:
        roots: Where to look.
        table: ``rules``, ``bodies``, ``services``, ``layouts``, ``cards``, ``evidence``,
            ``channels``.
        places: Names of files that are enough, without suffix; all where it is empty. Files of
            packs may have any name, so they are always read.

    Raises:
        TemplateError: A file cannot be read, or a row has no id.
    """
    return _load(roots.data, table, places)


@lru_cache(maxsize=256)
def _load(folders: tuple[Path, ...], table: str, places: tuple[str, ...]) -> Mapping[str, Row]:
    rows: dict[str, Row] = {}
    for folder in reversed(folders):
        for path in sorted((folder / table).glob("*.toml")):
            if places and folder == _SHIPPED and path.stem not in places:
                continue
            for row in read_toml(path).get(_ARRAYS[table], ()):
                if "id" not in row:
                    raise TemplateError(
                        say("A row of %(file)s has no id.", file=path.name), file=str(path)
                    )
                rows[row["id"]] = MappingProxyType(row)
    return MappingProxyType(rows)
