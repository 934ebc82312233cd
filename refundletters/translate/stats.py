"""How complete each language is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from refundletters.i18n import catalogues, locales
from refundletters.i18n.compiling import is_finished
from refundletters.translate import catalogue_files
from refundletters.translate.extract import messages
from refundletters.translate.sources import DOMAINS, Sources
from refundletters.translate.update import kept_locales

__all__ = ["Stats", "stats"]


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
