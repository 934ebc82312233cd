"""Bring catalogues up to date with the sources, and never lose what a translator wrote."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message

from refundletters.errors import NotFound, UsageError
from refundletters.i18n import locales
from refundletters.messages import placeholders, say
from refundletters.translate import catalogue_files
from refundletters.translate.catalogue_files import Key, ids, key, strings
from refundletters.translate.extract import extract, messages
from refundletters.translate.sources import DOMAINS, Sources

__all__ = ["init", "is_partial", "kept_locales", "merge", "rename", "update"]

# How alike two sentences must be for the translation of one to be offered for the other.
_ALIKE: Final = 0.75


def init(sources: Sources, locale: str) -> tuple[Path, ...]:
    """Start a language: create its folder with its catalogues; return the files.

    Raises:
        NotFound: There is no such locale.
        UsageError: It already exists, or it is the source itself.
        TemplateError: A source cannot be read.
    """
    name = locales.normalize(locale)
    if name == locales.SOURCE or name in locales.PSEUDO_LOCALES:
        raise UsageError(say("%(locale)s needs no catalogue.", locale=name))
    if any(sources.po(domain, name).exists() for domain in DOMAINS):
        raise UsageError(
            say("There are catalogues for %(locale)s already.", locale=name),
            say("Bring them up to date with: refundletters translate update"),
        )
    extract(sources)
    written = {domain: found for domain, found in messages(sources).items() if len(found)}
    for domain, found in written.items():
        partly = is_partial(sources, name)
        merged = merge(catalogue_files.empty(name), found, name, partial=partly)
        catalogue_files.write(sources.po(domain, name), merged, domain, name)
    return tuple(sources.po(domain, name) for domain in written)


def update(sources: Sources, only: Sequence[str] = ()) -> tuple[Path, ...]:
    """Bring the lists of messages and the catalogues up to date; return the files that changed.

    A translation stays with its message. A new message that resembles one that was removed takes
    its translation, marked fuzzy. Translations no longer used are kept at the end of the file.

    Args:
        sources: The project.
        only: Locales to update; all by default.

    Raises:
        NotFound: One of ``only`` has no catalogue.
        TemplateError: A source or a catalogue cannot be read.
    """
    chosen = _chosen(sources, only)
    changed = list(extract(sources))
    for domain, found in messages(sources).items():
        for locale in chosen:
            path = sources.po(domain, locale)
            bring = partial(_brought, found, locale, partly=is_partial(sources, locale))
            if catalogue_files.change(path, domain, locale, bring):
                changed.append(path)
    return tuple(changed)


def _brought(template: Catalog, locale: str, old: Catalog, *, partly: bool) -> Catalog | None:
    merged = merge(old, template, locale, partial=partly)
    # A region begins a catalogue of its own with its first difference, not before.
    return merged if any(message.id for message in (*old, *merged)) else None


def kept_locales(sources: Sources) -> tuple[str, ...]:
    """Return the locales that have a folder with a catalogue."""
    found = {path.parents[1].name for path in sources.locales.glob("*/LC_MESSAGES/*.po")}
    return tuple(sorted(found))


def is_partial(sources: Sources, locale: str) -> bool:
    """Tell whether a catalogue holds only differences: English, or a region of another one."""
    nearer = set(locales.fallbacks(locale)[1:])
    return locales.is_english(locale) or not nearer.isdisjoint(kept_locales(sources))


def merge(old: Catalog, template: Catalog, locale: str, *, partial: bool = False) -> Catalog:
    """Return the messages of ``template`` with the translations of ``old``.

    A partial catalogue (see :func:`is_partial`) takes no untranslated messages.
    """
    new = catalogue_files.empty(locale, old.header_comment)
    new.mime_headers = [("Plural-Forms", old.plural_forms)]
    by_key = {key(message): message for message in old if message.id}
    gone = _gone(old, template)
    for message in template:
        if not message.id:
            continue
        known = by_key.get(key(message)) or old.obsolete.get(_obsolete_key(message))
        if known is not None and any(strings(known)):
            _add(new, message, known, fuzzy=known.fuzzy)
        elif not partial:
            alike = _alike(message, gone)
            if alike is None:
                _add(new, message, message, fuzzy=False)
            else:
                _add(new, message, alike, fuzzy=True)
    for message in gone.values():
        if _obsolete_key(message) not in new.obsolete:
            new.obsolete[_obsolete_key(message)] = message
    return new


def _gone(old: Catalog, template: Catalog) -> dict[Key, Message]:
    wanted = {key(message) for message in template}
    everything = [*(message for message in old if message.id), *old.obsolete.values()]
    return {
        key(message): message
        for message in everything
        if key(message) not in wanted and any(strings(message))
    }


def _obsolete_key(message: Message) -> str | tuple[str, str]:
    singular = ids(message)[0]
    return (singular, message.context) if message.context else singular


def _alike(message: Message, gone: Mapping[Key, Message]) -> Message | None:
    context, text = key(message)
    candidates = {other[1]: found for other, found in gone.items() if other[0] == context}
    close = difflib.get_close_matches(text, candidates, n=1, cutoff=_ALIKE)
    return candidates[close[0]] if close else None


def _add(new: Catalog, message: Message, source: Message, *, fuzzy: bool) -> None:
    """Add ``message`` with the translation and the translator's remarks of ``source``."""
    translated = source is not message
    count = new.num_plurals if message.pluralizable else 1
    given = [*strings(source), *[""] * count][:count] if translated else [""] * count
    flags = {"fuzzy"} if fuzzy else set()
    new.add(
        message.id,
        tuple(given) if message.pluralizable else given[0],
        locations=message.locations,
        flags=flags,
        auto_comments=message.auto_comments,
        user_comments=source.user_comments if translated else (),
        previous_id=ids(source) if fuzzy and key(source) != key(message) else source.previous_id,
        context=message.context,
    )


def rename(sources: Sources, old: str, new: str) -> tuple[Path, ...]:
    """Reword a message without changing its meaning, and keep its translations everywhere.

    Change the words in the source before or afterwards; this changes only the catalogues.

    Args:
        sources: The project.
        old: The text as catalogues have it; one of the two texts of a plural.
        new: The new text, with the same placeholders.

    Returns:
        The files that changed.

    Raises:
        NotFound: No catalogue has the old text.
        UsageError: The placeholders differ, or the new text is already another message.
    """
    if placeholders(old) != placeholders(new):
        names = ", ".join(sorted(placeholders(old)))
        raise UsageError(
            say("The two texts have different placeholders."),
            say("Keep these: %(names)s.", names=names) if names else say("The old text has none."),
        )
    changed = [
        path
        for domain in DOMAINS
        for path, locale in _files(sources, domain)
        if _rename_in(path, domain, locale, old, new)
    ]
    if not changed:
        known = _all_texts(sources)
        nearest = difflib.get_close_matches(old, known, n=1)
        raise NotFound(
            say("No catalogue has this text: %(text)s", text=old),
            say("Did you mean this one: %(text)s", text=nearest[0]) if nearest else None,
            name=old,
            nearest=nearest,
        )
    return tuple(changed)


def _files(sources: Sources, domain: str) -> list[tuple[Path, str | None]]:
    everything: list[tuple[Path, str | None]] = [(sources.pot(domain), None)]
    everything += [(sources.po(domain, locale), locale) for locale in kept_locales(sources)]
    return [(path, locale) for path, locale in everything if path.is_file()]


def _rename_in(path: Path, domain: str, locale: str | None, old: str, new: str) -> bool:
    edit = partial(_renamed, locale, old, new)
    return catalogue_files.change(path, domain, locale, edit)


def _renamed(locale: str | None, old: str, new: str, before: Catalog) -> Catalog | None:
    if not any(old in ids(message) for message in before if message.id):
        return None
    after = Catalog(locale=locale, header_comment=before.header_comment, fuzzy=False)
    after.mime_headers = [("Plural-Forms", before.plural_forms)]
    taken = {key(message) for message in before}
    for message in before:
        if not message.id:
            continue
        texts = tuple(new if text == old else text for text in ids(message))
        renamed = (str(message.context or ""), texts[0])
        if renamed != key(message) and renamed in taken:
            raise UsageError(say("There is such a message already: %(text)s", text=new))
        after.add(
            texts if message.pluralizable else texts[0],
            message.string,
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            user_comments=message.user_comments,
            previous_id=message.previous_id,
            context=message.context,
        )
    after.obsolete = before.obsolete
    return after


def _all_texts(sources: Sources) -> list[str]:
    return [
        text
        for domain in DOMAINS
        for path, locale in _files(sources, domain)
        for message in catalogue_files.read(path, locale)
        if message.id
        for text in ids(message)
    ]


def _chosen(sources: Sources, only: Sequence[str]) -> tuple[str, ...]:
    kept = kept_locales(sources)
    names = [locales.normalize(name) for name in only]
    for name in names:
        if name not in kept:
            raise NotFound(
                say("There is no catalogue for %(locale)s.", locale=name),
                say("Start one with: refundletters translate init %(locale)s", locale=name),
                name=name,
                nearest=difflib.get_close_matches(name, kept),
            )
    return tuple(names) or kept
