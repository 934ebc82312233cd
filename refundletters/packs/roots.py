"""Find the folders that hold templates, catalogues and data.

There are three sources, nearest first: the user's own folder, installed packs (entry point
``refundletters.packs``), and what ships with the program. The shipped templates and catalogues lie
in ``_data`` inside a wheel and at the top level in a checkout; an editable install has only the
checkout.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from refundletters.errors import TemplateError
from refundletters.messages import say

__all__ = ["Roots", "default_roots", "shipped_roots", "with_user_folder"]

_PACKAGE = Path(__file__).resolve().parents[1]
ENTRY_POINT = "refundletters.packs"


@dataclass(frozen=True, slots=True)
class Roots:
    """Folders to look in, nearest first; a value that is passed along, never global.

    Attributes:
        templates: Folders with ``letters/``, ``_base/`` and ``questions.toml``.
        locales: Folders with ``<locale>/LC_MESSAGES/<domain>.po``.
        data: Folders with ``rules/``, ``services/``, ``bodies/`` and the other tables.
    """

    templates: tuple[Path, ...]
    locales: tuple[Path, ...]
    data: tuple[Path, ...]


def shipped_roots(package: Path = _PACKAGE) -> Roots:
    """Return the folders that ship with the program.

    Args:
        package: The folder of the ``refundletters`` package.

    Raises:
        TemplateError: Neither an installed nor a checkout layout is found.
    """
    inside = package / "_data"
    checkout = package.parent
    if (inside / "templates").is_dir():
        base = inside
    elif (checkout / "templates").is_dir() and (checkout / "pyproject.toml").is_file():
        base = checkout
    else:
        raise TemplateError(
            say("The templates that ship with refundletters are not where they should be."),
            say("Install refundletters again."),
            file=str(inside / "templates"),
        )
    return Roots((base / "templates",), (base / "locales",), (package / "data",))


def default_roots(user_folder: Path | None = None) -> Roots:
    """Return all folders: the user's own, then installed packs, then the shipped ones.

    Args:
        user_folder: A folder laid out like a pack, or ``None``.
    """
    roots = _with_packs(shipped_roots(), _installed_packs(tuple(sys.path)))
    return roots if user_folder is None else with_user_folder(roots, user_folder)


def with_user_folder(roots: Roots, folder: Path) -> Roots:
    """Return ``roots`` with ``folder`` in front; parts that the folder lacks are left out."""
    return _with_packs(roots, [folder])


def _with_packs(roots: Roots, folders: Sequence[Path]) -> Roots:
    def front(name: str) -> tuple[Path, ...]:
        return tuple(folder / name for folder in folders if (folder / name).is_dir())

    return Roots(
        front("templates") + roots.templates,
        front("locales") + roots.locales,
        front("data") + roots.data,
    )


@lru_cache(maxsize=8)
def _installed_packs(path: tuple[str, ...]) -> Sequence[Path]:  # noqa: ARG001 - where packs lie
    """Return the folders of installed packs, in the order of their names.

    They are looked for once a process: that takes longer than writing a letter.

    A pack is data only: its entry point names an importable package, which is located but never
    run.
    """
    from importlib.metadata import entry_points  # a third of a bare start; --help needs none

    folders: list[Path] = []
    for entry in sorted(entry_points(group=ENTRY_POINT), key=lambda point: point.name):
        spec = find_spec(entry.value.partition(":")[0])
        if spec is not None and spec.submodule_search_locations:
            folders.append(Path(next(iter(spec.submodule_search_locations))))
    return folders
