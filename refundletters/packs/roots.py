"""Find the folders that hold templates, catalogues and data.

There are three sources, nearest first: the user's own folder, installed packs (see
:mod:`.installed`), and what ships with the program. The shipped templates and catalogues lie in
``_data`` inside a wheel and at the top level in a checkout; an editable install has only the
checkout.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.packs.foreign import PARTS, Pack, check_files

__all__ = [
    "Roots",
    "default_roots",
    "roots_beside",
    "shipped_roots",
    "with_user_folder",
    "without_pack",
]

_PACKAGE = Path(__file__).resolve().parents[1]


class Roots(msgspec.Struct, frozen=True):
    """Folders to look in, nearest first; a value that is passed along, never global.

    Attributes:
        templates: Folders with ``letters/``, ``_base/`` and ``questions.toml``.
        locales: Folders with ``<locale>/LC_MESSAGES/<domain>.po``.
        data: Folders with ``rules/``, ``services/``, ``bodies/`` and the other tables.
        packs: The packs among them that are not ours, nearest first.
        left_out: Why installed packs are not among them.
    """

    templates: tuple[Path, ...]
    locales: tuple[Path, ...]
    data: tuple[Path, ...]
    packs: tuple[Pack, ...] = ()
    left_out: tuple[TemplateError, ...] = ()


@lru_cache(maxsize=1)
def shipped_roots() -> Roots:
    """Return the folders that ship with the program.

    Raises:
        TemplateError: Neither an installed nor a checkout layout is found.
    """
    return roots_beside(_PACKAGE)


def roots_beside(package: Path) -> Roots:
    """Return the folders that ship with a package.

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

    Raises:
        TemplateError: A file of the user's own folder lies outside it or is no regular file.
    """
    from refundletters.packs.installed import installed_packs  # --help needs none

    packs, left_out = installed_packs()
    roots = replace(_with_packs(shipped_roots(), packs), left_out=left_out)
    return roots if user_folder is None else with_user_folder(roots, user_folder)


def with_user_folder(roots: Roots, folder: Path) -> Roots:
    """Return ``roots`` with ``folder`` in front; parts that the folder lacks are left out.

    Raises:
        TemplateError: A file in it lies outside it or is no regular file; names it.
    """
    check_files(folder)
    return _with_packs(roots, [Pack(folder.name, folder)])


def without_pack(roots: Roots, pack: Pack, why: TemplateError) -> Roots:
    """Return ``roots`` without one of its packs, which is left out."""

    def rest(folders: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(folder for folder in folders if folder.parent != pack.folder)

    return Roots(
        rest(roots.templates),
        rest(roots.locales),
        rest(roots.data),
        tuple(one for one in roots.packs if one != pack),
        (*roots.left_out, why),
    )


def _with_packs(roots: Roots, packs: Sequence[Pack]) -> Roots:
    def front(name: str) -> tuple[Path, ...]:
        return tuple(pack.folder / name for pack in packs if (pack.folder / name).is_dir())

    templates, locales, data = map(front, PARTS)
    return replace(
        roots,
        templates=templates + roots.templates,
        locales=locales + roots.locales,
        data=data + roots.data,
        packs=tuple(packs) + roots.packs,
    )
