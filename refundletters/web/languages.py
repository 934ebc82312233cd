"""The language of the page: chosen by the person, else the browser's, else that of the host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from refundletters.errors import NotFound
from refundletters.i18n import locales
from refundletters.i18n.catalogues import load
from refundletters.i18n.formats import Formats
from refundletters.packs.kept import of_code
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import Roots, shipped_roots

__all__ = ["Language", "choices", "chosen", "read_names", "shown_as"]

_LONGEST: Final = 200
# Shown without a country of its own, the source language needs its name.
_REGIONAL: Final = ("en_US", "en_GB")


@dataclass(frozen=True, slots=True)
class Language:
    """A language to choose: its locale, and its name in itself, with its country and without."""

    locale: str
    name: str
    short: str


def chosen(roots: Roots, cookie: str, accepted: str, host: str) -> str:
    """Return the locale of the page.

    Args:
        roots: Where catalogues are.
        cookie: What the person chose before; empty for nothing.
        accepted: The header ``Accept-Language``.
        host: The locale of the host.
    """
    for name in (cookie, *_by_weight(accepted), host):
        try:
            locale = locales.normalize(name)
        except NotFound:
            continue
        for one in (locale, locales.most_spoken(locale)):
            if _asks_in(roots, one):
                return one
    return locales.SOURCE


def choices(roots: Roots) -> tuple[Language, ...]:
    """Return the languages that the page can be shown in, each in its own words."""
    there = _names(roots)
    plain = {name for name in there if "_" not in name}
    # A variant stands for its language only where the language itself is not there.
    found = [name for name in there if name in plain or name.partition("_")[0] not in plain]
    found = [name for name in found if not locales.is_english(name)] + list(_REGIONAL)
    named = [Language(name, *there[name]) for name in found]
    return tuple(sorted(named, key=lambda one: one.name.casefold()))


# The name of a language in itself, with its country and without.
Names = tuple[str, str]


def _names(roots: Roots) -> Mapping[str, Names]:
    """Return the locales with a catalogue of their own that the page can be shown in."""
    kept: Mapping[str, Names] = _kept() if roots == shipped_roots() else {}
    return kept or read_names(roots)


@lru_cache(maxsize=1)
def _kept() -> Mapping[str, Names]:
    kept: Mapping[str, Names] = of_code("page-languages", dict)
    return kept


@lru_cache(maxsize=8)
def read_names(roots: Roots) -> Mapping[str, Names]:
    """Return the names of all languages of the page by locale, reading every catalogue."""
    there = [*locales.available(roots, "ui"), *_REGIONAL]
    return {name: _name(name) for name in there if _is_translated(roots, name)}


def _asks_in(roots: Roots, locale: str) -> bool:
    if locale in locales.available(roots, "ui"):
        return locale in _names(roots)
    return _is_translated(roots, locale)


@lru_cache(maxsize=128)
def _is_translated(roots: Roots, locale: str) -> bool:
    """Tell whether most questions are translated: a catalogue may have been begun only."""
    catalogue = load(roots, "ui", locale)
    for question in load_questions(roots).values():
        catalogue.gettext(question.text)
    return 2 * len(catalogue.missing) <= len(catalogue.used)


def shown_as(locale: str, offered: Sequence[Language]) -> Language:
    """Return the entry of :func:`choices` that a locale belongs to."""
    for name in (*locales.fallbacks(locale), locales.SOURCE):
        for one in offered:
            if one.locale == name:
                return one
    return Language(locale, *_name(locale))


def _name(locale: str) -> Names:
    formats = Formats(locale)
    whole, short = (formats.language(name) for name in (locale, locale.partition("_")[0]))
    return whole[:1].upper() + whole[1:], short[:1].upper() + short[1:]


def _by_weight(header: str) -> Iterator[str]:
    """Yield the languages of ``Accept-Language``, the one most wanted first."""
    weighted = []
    for part in header[:_LONGEST].split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            weighted.append((-float(weight or 1), name))
        except ValueError:  # no number: the header is the browser's
            continue
    for _, name in sorted(weighted, key=lambda one: one[0]):
        if name and name != "*":
            yield name
