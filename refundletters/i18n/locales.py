"""Names of locales: how they are written, whose words they borrow, which one is meant.

Two locales are used side by side and never mixed: that of a letter and that of the interface.
Babel is imported inside the functions, since a plain ``en_US`` start does not need it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final, Literal

from refundletters.errors import NotFound
from refundletters.messages import say
from refundletters.packs.kept import of_code
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.patterns import lazy_pattern

__all__ = [
    "MIRRORED",
    "PSEUDO",
    "PSEUDO_LOCALES",
    "SOURCE",
    "available",
    "cldr_name",
    "default_for",
    "direction",
    "fallbacks",
    "interface_locale",
    "is_english",
    "most_spoken",
    "normalize",
    "read_direction",
]

SOURCE: Final = "en_US"
"""The locale of the source strings: its msgids are its words."""

PSEUDO: Final = "en_XA"
"""The pseudo-locale: every translated sentence is recognizable (see :mod:`.pseudo`)."""

MIRRORED: Final = "en_XB"
"""The pseudo-locale that is written from right to left."""

PSEUDO_LOCALES: Final = frozenset({PSEUDO, MIRRORED})
"""Locales without a catalogue: their words are made from the source strings."""

_FORM: Final = lazy_pattern(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8}){0,3}")
_ENVIRONMENT: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
_BRITISH: Final = frozenset({"en_001", "en_150"})  # CLDR's world English; uses our en_GB words

# Liechtenstein writes German like Switzerland, without ß; CLDR has it follow Germany.
_NEIGHBORS: Final = {"de_LI": "de_CH"}

# Where CLDR's most spoken language is not the one in which people there write to companies, or
# where several are official and this one reaches more companies abroad.
_LANGUAGES: Final = {"BE": "fr", "IN": "en", "KE": "en", "MT": "en", "PH": "en", "PK": "en"}


def normalize(name: str) -> str:
    """Return the name of a locale in the form our folders and catalogues use.

    Args:
        name: A locale in any usual spelling: ``en-GB``, ``en_GB``, ``EN_gb``.

    Raises:
        NotFound: CLDR has no such locale; names the nearest.
    """
    return name if name == SOURCE or name in PSEUDO_LOCALES else _normalize(name)


@lru_cache(maxsize=256)
def _normalize(name: str) -> str:
    from babel import Locale, UnknownLocaleError

    plain = name.strip().replace("-", "_")
    for pseudo in PSEUDO_LOCALES:
        if plain.lower() == pseudo.lower():
            return pseudo
    if _FORM.fullmatch(plain):
        try:
            return str(Locale.parse(plain))
        except (UnknownLocaleError, ValueError):
            pass  # both cases raise the same error with the nearest names
    nearest = _nearest(plain)
    raise NotFound(
        say("There is no locale called %(name)s.", name=name),
        say("Try one of these: %(names)s.", names=", ".join(nearest)),
        name=name,
        nearest=nearest,
    )


def _nearest(name: str) -> list[str]:
    import difflib

    from babel.localedata import locale_identifiers

    there = {one.partition("_")[0] for one in available(shipped_roots(), "letters")}
    known = sorted(one for one in locale_identifiers() if one.partition("_")[0] in there)
    language, _, rest = name.partition("_")
    likely = f"{language.lower()}_{rest.upper()}" if rest else language.lower()
    found = difflib.get_close_matches(likely, known, n=4, cutoff=0.5)
    if language.lower() in known:
        found.insert(0, language.lower())
    return list(dict.fromkeys(found))[:4] or [SOURCE]


def cldr_name(locale: str) -> str:
    """Return the locale whose names, dates and numbers apply: the source's for a pseudo-locale.

    Args:
        locale: A normalized name.
    """
    return SOURCE if locale in PSEUDO_LOCALES else locale


def is_english(locale: str) -> bool:
    """Return whether the source strings already are in this locale."""
    return locale not in PSEUDO_LOCALES and locale.split("_", 1)[0] == "en"


@lru_cache(maxsize=256)
def fallbacks(locale: str) -> tuple[str, ...]:
    """Return the locales whose words ``locale`` may use, itself first.

    Every English ends in ``en_US``, the source; every other locale ends at its own language, so a
    letter never mixes languages. ``de_AT`` gives ``("de_AT", "de")``, ``en_AU`` gives
    ``("en_AU", "en_GB", "en_US")``.

    Args:
        locale: A normalized name.
    """
    chain: list[str] = []
    name = locale
    while name:
        chain.append(name)
        name = _parent(name)
    return tuple(chain)


def _parent(name: str) -> str:
    if name == SOURCE or name in PSEUDO_LOCALES:
        return ""
    if name in {"en", "en_GB"}:
        return SOURCE
    if name in _NEIGHBORS:
        return _NEIGHBORS[name]
    from babel.core import get_global

    parent = str(get_global("parent_exceptions").get(name) or name.rpartition("_")[0])
    if parent in _BRITISH:
        return "en_GB"
    if parent == "en":
        return SOURCE
    if parent.partition("_")[0] not in {name.partition("_")[0], "no"}:
        return ""  # the end, or another language: CLDR sends Haitian Creole to French
    return "" if _is_other_script(name, parent) else parent


def _is_other_script(name: str, parent: str) -> bool:
    """Tell whether going from ``name`` to ``parent`` would change the script (zh_Hant, zh)."""
    from babel.core import get_global

    last = name.rpartition("_")[2]
    if len(last) != 4 or not last.isalpha():  # ISO 15924
        return False
    likely = str(get_global("likely_subtags").get(parent, ""))
    return last not in likely.split("_")


def most_spoken(locale: str) -> str:
    """Return a language alone with the country that most of its speakers live in.

    ``pt`` gives ``pt_BR``, whose words a language without a catalogue of its own is shown in; a
    locale with a country stays as it is.

    Args:
        locale: A normalized name.
    """
    from babel.core import get_global

    country = str(get_global("likely_subtags").get(locale, "")).rpartition("_")[2]
    return f"{locale}_{country}" if country and "_" not in locale else locale


def interface_locale(environ: Mapping[str, str], supported: Collection[str] | None = None) -> str:
    """Return the locale of the questions, from LC_ALL, LC_MESSAGES and LANG.

    Args:
        environ: The environment of the process.
        supported: Locales with catalogues of the interface; ``None`` accepts any known locale.

    Returns:
        A normalized name; ``en_US`` for C and POSIX and for what is not supported.
    """
    value = next((environ[name] for name in _ENVIRONMENT if environ.get(name)), "")
    name = re.split(r"[.@]", value, maxsplit=1)[0]
    if name in {"", "C", "POSIX"}:
        return SOURCE
    for candidate in (name, re.split("[_-]", name)[0]):
        try:
            locale = normalize(candidate)
        except NotFound:
            continue  # a system may set locales that CLDR does not know, such as no_NO
        if supported is None or not set(supported).isdisjoint(fallbacks(locale)):
            return locale
    return SOURCE


def direction(locale: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a locale is written.

    Raises:
        NotFound: CLDR has no such locale.
    """
    if is_english(locale) or locale in PSEUDO_LOCALES:
        return "rtl" if locale == MIRRORED else "ltr"
    kept: dict[str, Literal["ltr", "rtl"]] = of_code("directions", dict)
    return kept.get(locale) or read_direction(locale)


def read_direction(locale: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a locale is written, from CLDR.

    Raises:
        NotFound: CLDR has no such locale.
    """
    from babel import Locale

    return "rtl" if Locale.parse(normalize(locale)).text_direction == "rtl" else "ltr"


@lru_cache(maxsize=512)
def default_for(country: str, language: str = "") -> str:
    """Return the locale in which people of a country usually write.

    Args:
        country: ISO 3166-1 alpha-2.
        language: A language code that is wanted instead of the usual one.

    Returns:
        ``DE`` gives ``de_DE``; ``CH`` with ``fr`` gives ``fr_CH``; a language without a variant for
        that country gives the language alone.
    """
    from babel.core import get_global
    from babel.localedata import exists

    country = country.upper()
    if not language:
        likely = str(get_global("likely_subtags").get(f"und_{country}", SOURCE))
        language = _LANGUAGES.get(country, likely.partition("_")[0])
    name = f"{language.lower()}_{country}"
    if exists(name):
        return normalize(name)
    return SOURCE if language.lower() == "en" else normalize(language)


def available(roots: Roots, domain: str) -> tuple[str, ...]:
    """Return the locales that have a catalogue of ``domain``, and the source, sorted.

    A locale without a catalogue may still be covered: see :func:`fallbacks`.

    Args:
        roots: Where to look.
        domain: ``letters`` or ``ui``.
    """
    found = {SOURCE}
    for root in roots.locales:
        for path in root.glob(f"*/LC_MESSAGES/{domain}.[mp]o"):
            found.add(path.parents[1].name)
    return tuple(sorted(found))
