"""Find installed packs through the files of their distributions; no code of theirs is run.

A pack is data: its entry point in the group ``refundletters.packs`` names a folder of its
distribution as a package is named, ``outer.inner``. A pack that cannot be used is left out and
named; it never stops a command.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.packs.foreign import PARTS, Pack, check_files

if TYPE_CHECKING:
    from importlib.metadata import Distribution

__all__ = ["ENTRY_POINT", "installed_packs"]

ENTRY_POINT: Final = "refundletters.packs"
_METADATA: Final = (".dist-info", ".egg-info", ".egg")


def installed_packs() -> tuple[tuple[Pack, ...], tuple[TemplateError, ...]]:
    """Return the installed packs in the order of their names, and why others are left out.

    They are looked for once a process: that takes longer than writing a letter.
    """
    return _found(tuple(sys.path))


@lru_cache(maxsize=8)
def _found(path: tuple[str, ...]) -> tuple[tuple[Pack, ...], tuple[TemplateError, ...]]:  # noqa: ARG001 - a key of the cache
    if not _any_pack():
        return (), ()
    entries = sorted(_entries(), key=lambda entry: entry[:2])
    if not entries:
        return (), ()
    from refundletters.packs.readable import check_tables  # reads tables, which need every kind

    found: dict[str, Pack] = {}
    problems: list[TemplateError] = []
    for name, module, distribution in entries:
        try:
            pack = Pack(name, _folder(name, module, distribution))
            check_files(pack.folder)
            check_tables(pack.folder)
        except TemplateError as error:
            problems.append(error)
        else:
            found.setdefault(name, pack)
    return tuple(found.values()), tuple(problems)


def _any_pack() -> bool:
    """Tell whether some installed distribution could have a pack; reads their small files only.

    The library that reads distributions properly costs more than a bare start of Python.
    """
    for place in dict.fromkeys(sys.path):
        try:
            with os.scandir(place or os.curdir) as entries:
                names = [entry.path for entry in entries if entry.name.endswith(_METADATA)]
        except FileNotFoundError:
            continue
        except OSError:
            return True  # an archive, which only the library can read
        if any(_names_packs(name) for name in names):
            return True
    return False


def _names_packs(folder: str) -> bool:
    if folder.endswith(".egg"):
        return True
    try:
        with open(f"{folder}/entry_points.txt", "rb") as file:  # noqa: PTH123 - one a distribution
            return ENTRY_POINT.encode() in file.read()
    except OSError:  # most distributions have no such file
        return False


def _entries() -> Iterator[tuple[str, str, Distribution]]:
    from importlib.metadata import distributions

    for distribution in distributions():
        # Of a hundred distributions one may have a pack; parsing takes longest.
        if ENTRY_POINT not in (distribution.read_text("entry_points.txt") or ""):
            continue
        for entry in distribution.entry_points:
            if entry.group == ENTRY_POINT:
                yield entry.name, entry.value.partition(":")[0].strip(), distribution


def _folder(name: str, module: str, distribution: Distribution) -> Path:
    """Return the folder that an entry point names, among the files of its distribution.

    Raises:
        TemplateError: The distribution has no such folder with parts of a pack in it.
    """
    parts = module.split(".")
    if all(part.isidentifier() for part in parts):
        for base in _bases(distribution, parts):
            folder = base.joinpath(*parts)
            if any((folder / part).is_dir() for part in PARTS):
                return folder
    raise TemplateError(
        say("The pack %(name)s has no folder %(module)s of its own.", name=name, module=module),
        say("Install it again, or remove it."),
        file=module,
    )


def _bases(distribution: Distribution, parts: list[str]) -> Iterator[Path]:
    """Yield the folders the named one may lie in: those installed, or the sources (PEP 610)."""
    import json
    from urllib.parse import unquote, urlsplit

    begin = "/".join(parts) + "/"
    if any(file.as_posix().startswith(begin) for file in distribution.files or ()):
        yield Path(str(distribution.locate_file("")))
    try:
        origin = json.loads(distribution.read_text("direct_url.json") or "{}")
        url = urlsplit(str(origin["url"]))
        is_editable = bool(origin["dir_info"]["editable"])
    except (KeyError, TypeError, ValueError):  # not an editable install, or not readable as one
        return
    if is_editable and url.scheme == "file":
        source = Path(unquote(url.path))
        yield from (source, source / "src")
