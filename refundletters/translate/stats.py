"""How complete each language is, and what to translate first to offer a letter in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refundletters.i18n import catalogues, locales
from refundletters.i18n.compiling import is_finished
from refundletters.translate import catalogue_files
from refundletters.translate.extract import messages
from refundletters.translate.sources import DOMAINS, Sources
from refundletters.translate.update import kept_locales
from refundletters.translate.usage import letter_uses

__all__ = ["LetterStats", "Stats", "letter_stats", "stats", "unfinished"]


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of one catalogue.

    Attributes:
        total: All messages of the domain.
        translated: Messages that are finished in this file.
        fuzzy: Messages to be confirmed.
        missing: Messages without a translation here; for English they are the source's words.
        share: The share that people see translated, including inherited messages, from 0 to 1.
    """

    locale: str
    domain: str
    total: int
    translated: int
    fuzzy: int
    missing: int
    share: float


@dataclass(frozen=True, slots=True)
class LetterStats:
    """How far one letter is in a language.

    Attributes:
        document: Id of the letter.
        reasons: The reasons for which it may be written.
        complete: Those for which every message it uses is translated.
        missing: Messages it still needs for all reasons together.
        first: The reason that needs the fewest more; empty where none needs any.
        first_missing: How many that one still needs.
    """

    document: str
    reasons: tuple[str, ...]
    complete: tuple[str, ...]
    missing: int
    first: str = ""
    first_missing: int = 0


def stats(sources: Sources, only: Sequence[str] = ()) -> tuple[Stats, ...]:
    """Count every catalogue, or those of some locales.

    Raises:
        NotFound: One of ``only`` is not a locale.
        TemplateError: A source or a catalogue cannot be read.
    """
    wanted = {locales.normalize(name) for name in only}
    templates = messages(sources)
    return tuple(
        _count(
            sources,
            domain,
            locale,
            {catalogue_files.key(one) for one in templates[domain] if one.id},
        )
        for locale in kept_locales(sources)
        if not wanted or locale in wanted
        for domain in DOMAINS
    )


def letter_stats(
    sources: Sources, locale: str, documents: Sequence[str] = ()
) -> tuple[LetterStats, ...]:
    """Return how far each letter is in ``locale``, those nearest to being offered first.

    Raises:
        NotFound: There is no such locale.
        TemplateError: A source or a catalogue cannot be read.
    """
    lacking = unfinished(sources, locales.normalize(locale))
    by_letter: dict[str, dict[str, frozenset[str]]] = {}
    for use in letter_uses(sources.roots, documents=documents):
        by_letter.setdefault(use.document, {})[use.reason] = use.messages & lacking
    found = [_of_letter(document, left) for document, left in by_letter.items()]
    return tuple(sorted(found, key=lambda letter: (bool(letter.missing), letter.first_missing)))


def unfinished(sources: Sources, locale: str) -> frozenset[str]:
    """Return the sentences of letters that ``locale`` has no finished translation for.

    What it inherits counts as translated.
    """
    catalogue = catalogues.load(sources.roots, "letters", locale)
    for message in messages(sources)["letters"]:
        if not message.id:
            continue
        texts, context = catalogue_files.ids(message), str(message.context or "")
        if message.pluralizable:
            one, many = texts
            if context:
                catalogue.npgettext(context, one, many, 1)
            else:
                catalogue.ngettext(one, many, 1)
        elif context:
            catalogue.pgettext(context, texts[0])
        else:
            catalogue.gettext(texts[0])
    return frozenset(catalogue.missing)


def _of_letter(document: str, left: dict[str, frozenset[str]]) -> LetterStats:
    open_reasons = {reason: len(missing) for reason, missing in left.items() if missing}
    first = min(open_reasons, key=lambda reason: open_reasons[reason], default="")
    return LetterStats(
        document=document,
        reasons=tuple(left),
        complete=tuple(reason for reason in left if reason not in open_reasons),
        missing=len(frozenset().union(*left.values())),
        first=first,
        first_missing=open_reasons.get(first, 0),
    )


def _count(sources: Sources, domain: str, locale: str, keys: set[catalogue_files.Key]) -> Stats:
    path = sources.po(domain, locale)
    used = [
        message
        for message in (catalogue_files.read(path, locale) if path.is_file() else ())
        if message.id and catalogue_files.key(message) in keys
    ]
    translated = sum(1 for message in used if is_finished(message))
    fuzzy = sum(1 for message in used if message.fuzzy)
    return Stats(
        locale=locale,
        domain=domain,
        total=len(keys),
        translated=translated,
        fuzzy=fuzzy,
        missing=len(keys) - translated - fuzzy,
        share=catalogues.share(sources.roots, domain, locale),
    )
