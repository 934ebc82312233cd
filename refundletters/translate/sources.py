"""Where messages come from and where catalogues are kept: this checkout, or a pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.packs.roots import Roots, shipped_roots

__all__ = [
    "DOMAINS",
    "Sources",
    "is_for_authors",
    "of_checkout",
    "of_installation",
    "of_pack",
    "project_at",
]

DOMAINS: Final = ("letters", "ui", "authors")

# Where the words stand that only people meet who write letters, packs or catalogues. A language is
# useful long before they are translated, so they have a catalogue of their own.
_OF_AUTHORS: Final = (
    "refundletters/cli/commands/lint.py",
    "refundletters/cli/commands/translate.py",
    "refundletters/i18n/compiling.py",
    "refundletters/letters/markup.py",
    "refundletters/lint/generated_letters.py",
    "refundletters/lint/letter_checks/",
    "refundletters/lint/lexicon.py",
    "refundletters/lint/sources/",
    "refundletters/packs/",
    "refundletters/translate/",
)

_PACKAGE: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders of one translation project.

    Attributes:
        base: The folder that paths in catalogues are relative to.
        templates: Folder with ``letters/`` and ``questions.toml``.
        data: Folder with the tables.
        code: The Python package, or ``None`` for a pack.
        locales: Folder of the catalogues.
        lists: Folder of the finished lists of messages, for a language that is added to an
            installed program; ``None`` where messages are read from the sources.
    """

    base: Path
    templates: Path
    data: Path
    code: Path | None
    locales: Path
    lists: Path | None = None

    @property
    def roots(self) -> Roots:
        """The same folders, in the form that the rest of the program uses."""
        shipped = () if self.lists is None else (self.lists,)
        return Roots((self.templates,), (self.locales, *shipped), (self.data,))

    def pot(self, domain: str) -> Path:
        """Return where the list of messages of ``domain`` is kept."""
        return self.locales / f"{domain}.pot"

    def po(self, domain: str, locale: str) -> Path:
        """Return where the catalogue of ``domain`` in ``locale`` is kept."""
        return self.locales / locale / "LC_MESSAGES" / f"{domain}.po"

    def place(self, path: Path) -> str:
        """Return ``path`` as written in catalogues."""
        return path.relative_to(self.base).as_posix()


def of_checkout(package: Path = _PACKAGE) -> Sources:
    """Return the sources of refundletters itself.

    Args:
        package: The folder of the ``refundletters`` package.

    Raises:
        UsageError: This is an installed copy, which has no sources of its own.
    """
    base = package.parent
    if not _is_checkout(base):
        raise UsageError(
            say("An installed refundletters has no catalogues to work on."),
            say("Run this in a checkout of its sources, or name the folder of a pack."),
        )
    return Sources(base, base / "templates", package / "data", package, base / "locales")


def of_installation(folder: Path) -> Sources:
    """Return the sources of a language that is added to an installed refundletters.

    Args:
        folder: Where the new catalogues go, laid out like a pack.
    """
    shipped = shipped_roots()
    base = folder.resolve()
    return Sources(
        base, shipped.templates[-1], shipped.data[-1], None, base / "locales", shipped.locales[-1]
    )


def project_at(here: Path, package: Path = _PACKAGE) -> Sources:
    """Return the project that a translator works on who stands in the folder ``here``.

    That is the checkout that ``here`` lies in, whichever refundletters was started; otherwise the
    checkout that was started; otherwise the words of the installed program, in ``here``.
    """
    for base in (here, *here.parents, package.parent):
        if _is_checkout(base):
            return of_checkout(base / "refundletters")
    return of_installation(here)


def _is_checkout(base: Path) -> bool:
    parts = (base / "pyproject.toml", base / "templates/letters", base / "refundletters/data")
    return all(part.exists() for part in parts)


def of_pack(folder: Path) -> Sources:
    """Return the sources of a pack: a folder with ``templates``, ``locales`` or ``data``.

    Raises:
        UsageError: There is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(
            say("There is no folder %(path)s.", path=folder),
            say("Name the folder that holds the templates and locales of your pack."),
        )
    base = folder.resolve()
    return Sources(base, base / "templates", base / "data", None, base / "locales")


def is_for_authors(file: str) -> bool:
    """Tell whether the words of a file are for authors and translators only.

    Args:
        file: A path as written in catalogues.
    """
    return file.startswith(_OF_AUTHORS)
