"""Catalogues: the words of a locale, and a record of those that are missing.

There are three domains: ``letters``, ``ui`` and ``authors``, which holds what the interface says to
authors and translators only. :func:`load` gives a :class:`Catalogue` that looks
through the locale's own words and those it may borrow (:func:`.locales.fallbacks`), in all packs,
and remembers which messages were asked for and which had no finished translation. So a caller
knows, after writing one letter for one case, whether that letter is complete in that language.

A wheel holds compiled ``.mo`` files. Elsewhere a ``.po`` is compiled on first use, into the user's
cache, under a name derived from its contents.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refundletters.errors import TemplateError
from refundletters.i18n import locales, pseudo
from refundletters.messages import say
from refundletters.packs.kept import of_file
from refundletters.packs.own_cache import is_private
from refundletters.packs.roots import Roots
from refundletters.storage.places import cache_folder

if TYPE_CHECKING:
    from refundletters.i18n.message_table import Table

__all__ = ["MISS", "Catalogue", "check_folder", "load", "read_share", "share"]

_FORMAT: Final = "2"  # part of the name of a cached file; raise it when compiling changes
_BROKEN_MO: Final = (OSError, UnicodeDecodeError, ValueError, struct.error)

# Whoever talks to a person looks into both catalogues of the interface.
_FILES: Final = {"ui": ("ui", "authors")}

MISS: Final = "".join(("\0", "miss"))
"""What a table returns for a message it does not have; compared by identity."""

Lookup = Callable[["Table"], str]


class Catalogue:
    """The words of one locale and domain, with a record of what was asked for.

    The four methods are those of gettext, so that Jinja's ``i18n`` extension can call them. A
    message without a finished translation comes back in American English, and is recorded. Make
    one for each letter; the tables behind it are shared and never change.

    Attributes:
        domain: ``letters`` or ``ui``.
        locale: The locale that was asked for, normalized.
    """

    def __init__(self, domain: str, locale: str, tables: tuple[Table, ...]) -> None:
        self.domain = domain
        self.locale = locale
        self._tables = tables
        self._source_is_enough = locales.is_english(locale)
        self._used: dict[str, None] = {}
        self._missing: dict[str, None] = {}

    @property
    def used(self) -> tuple[str, ...]:
        """The messages that were asked for, in the order of their first use."""
        return tuple(self._used)

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of them without a finished translation; always empty for English."""
        return tuple(self._missing)

    @property
    def complete(self) -> bool:
        """Whether every message asked for so far was translated."""
        return not self._missing

    def gettext(self, message: str) -> str:
        """Return the translation of ``message``."""
        return self._find(message, message, lambda table: table.gettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the translation in the form that ``n`` needs."""
        source = singular if n == 1 else plural
        return self._find(singular, source, lambda table: table.ngettext(singular, plural, n))

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of ``message`` where it is used as ``context`` says."""
        return self._find(message, message, lambda table: table.pgettext(context, message))

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the translation for ``context``, in the form that ``n`` needs."""
        source = singular if n == 1 else plural
        return self._find(
            singular, source, lambda table: table.npgettext(context, singular, plural, n)
        )

    def _find(self, msgid: str, source: str, look_up: Lookup) -> str:
        self._used[msgid] = None
        if self.locale in locales.PSEUDO_LOCALES:
            made = pseudo.mirror if self.locale == locales.MIRRORED else pseudo.accent
            return made(source)
        for table in self._tables:
            text = look_up(table)
            if text is not MISS:
                return text
        if not self._source_is_enough:
            self._missing[msgid] = None
        return source


def load(roots: Roots, domain: str, locale: str, *, cache: Path | None = None) -> Catalogue:
    """Return a fresh catalogue of the words of ``locale``.

    Nearer locales are searched before more general ones, and nearer packs before farther ones: what
    one lacks, the next one fills in.

    Args:
        roots: Where catalogues are.
        domain: ``letters`` or ``ui``.
        locale: Any spelling of a locale.
        cache: Folder for compiled catalogues; the user's own cache by default.

    Raises:
        NotFound: There is no such locale.
        TemplateError: A catalogue cannot be read; names the file.
    """
    name = locales.normalize(locale)
    return Catalogue(domain, name, tuple(_tables(roots, domain, name, cache)))


def share(roots: Roots, domain: str, locale: str, *, cache: Path | None = None) -> float:
    """Return what share of all messages is translated, from 0 to 1; inherited ones count.

    Args:
        roots: Where catalogues and the lists of messages (``<domain>.pot``) are.
        domain: ``letters`` or ``ui``.
        locale: Any spelling of a locale.
        cache: Folder for compiled catalogues.

    Raises:
        NotFound: There is no such locale.
        TemplateError: A catalogue cannot be read.
    """
    name = locales.normalize(locale)
    if locales.is_english(name) or name in locales.PSEUDO_LOCALES:
        return 1.0
    kept = _kept_share(roots, domain, name)
    return read_share(roots, domain, name, cache=cache) if kept is None else kept


def read_share(roots: Roots, domain: str, locale: str, *, cache: Path | None = None) -> float:
    """Return what share of all messages is translated, by looking every one of them up.

    Args:
        roots: Where catalogues and the lists of messages are.
        domain: ``letters`` or ``ui``.
        locale: A normalized name.
        cache: Folder for compiled catalogues.

    Raises:
        TemplateError: A catalogue cannot be read.
    """
    messages = [message for root in roots.locales for message in _pot(root / f"{domain}.pot")]
    if not messages:
        return 0.0
    tables = tuple(_tables(roots, domain, locale, cache))
    found = sum(1 for context, ids in messages if _has(tables, context, ids))
    return found / len(messages)


def _kept_share(roots: Roots, domain: str, locale: str) -> float | None:
    """Return the share that the wheel holds, where its own catalogues are all there is."""
    if len(roots.locales) != 1 or any(
        (roots.locales[0] / name / "LC_MESSAGES" / f"{domain}.po").exists()
        for name in locales.fallbacks(locale)
    ):
        return None
    pot = roots.locales[0] / f"{domain}.pot"
    if not pot.is_file():
        return None
    shares: dict[str, float] | None = of_file(pot, "shares", lambda _: None)
    return None if shares is None else shares.get(locale)


def check_folder(folder: Path) -> None:
    """Read every catalogue of a pack once.

    Raises:
        TemplateError: One cannot be read; names the file.
    """
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        _table(po, po.parents[1].name, (_stamp(po), None), None)


def _has(tables: tuple[Table, ...], context: str, ids: tuple[str, ...]) -> bool:
    singular, plural = ids[0], ids[-1]
    for table in tables:
        if len(ids) == 1:
            text = table.pgettext(context, singular) if context else table.gettext(singular)
        elif context:
            text = table.npgettext(context, singular, plural, 1)
        else:
            text = table.ngettext(singular, plural, 1)
        if text is not MISS:
            return True
    return False


def _pot(path: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (context, ids) of every message of a ``.pot``; nothing where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return ()
    return _read_pot(path, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=16)
def _read_pot(
    path: Path,
    stamp: tuple[int, int],  # noqa: ARG001 - a changed file is another entry of the cache
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file)
    return tuple(
        (message.context or "", (message.id,) if isinstance(message.id, str) else tuple(message.id))
        for message in catalog
        if message.id
    )


def _tables(roots: Roots, domain: str, locale: str, cache: Path | None) -> Iterator[Table]:
    for name in locales.fallbacks(locale):
        for root in roots.locales:
            for file in _FILES.get(domain, (domain,)):
                po = root / name / "LC_MESSAGES" / f"{file}.po"
                stamps = (_stamp(po), _stamp(po.with_suffix(".mo")))
                if stamps != (None, None):
                    yield _table(po, name, stamps, cache)


Stamp = tuple[int, int] | None


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None  # missing or not readable: the same for a search path
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=128)
def _table(po: Path, locale: str, stamps: tuple[Stamp, Stamp], cache: Path | None) -> Table:
    from refundletters.i18n.message_table import parse

    of_po, of_mo = stamps
    try:
        if of_mo is not None and (of_po is None or of_mo[0] >= of_po[0]):
            return parse(po.with_suffix(".mo").read_bytes())
        return _compiled(po.read_bytes(), locale, cache or cache_folder("catalogues"))
    except _BROKEN_MO as error:
        raise TemplateError(
            say(
                "The catalogue %(file)s cannot be read: %(detail)s.",
                file=f"{locale}/{po.name}",
                detail=str(error).rstrip("."),
            ),
            say("Run refundletters translate check to see what is wrong in it."),
            file=str(po),
        ) from error


def _compiled(source: bytes, locale: str, cache: Path) -> Table:
    import hashlib

    from refundletters.i18n.message_table import parse

    digest = hashlib.sha256(f"{_FORMAT} {locale}\n".encode() + source).hexdigest()
    path = cache / f"{digest}.mo"
    is_usable = is_private(cache)
    with suppress(*_BROKEN_MO):  # missing or damaged: it is compiled again
        if is_usable:
            return parse(path.read_bytes())
    from refundletters.i18n.compiling import compile_po
    from refundletters.storage import write

    content = compile_po(source, locale)
    with suppress(OSError):  # a cache that cannot be written only costs time
        if is_usable:
            write.replace(path, content, durable=False)
    return parse(content)
