"""Extract the lists of messages from the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from babel.messages.catalog import Catalog

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.translate import catalogue_files, jinja_messages, python_messages, toml_messages
from refundletters.translate.entries import SourceMessage
from refundletters.translate.sources import DOMAINS, Sources, is_for_authors

__all__ = ["extract", "messages", "stale"]

_PAGES = frozenset({".j2", ".html"})


def messages(sources: Sources) -> dict[str, Catalog]:
    """Return all messages of the sources by domain, without translations.

    Raises:
        TemplateError: A source cannot be read, or has a text that translators could not see or use;
            names file and line.
    """
    if sources.lists is not None:
        return {domain: _finished(sources.lists / f"{domain}.pot") for domain in DOMAINS}
    found = _with_authors_apart(list(_entries(sources)))
    return {
        domain: catalogue_files.from_entries(entry for entry in found if entry.domain == domain)
        for domain in DOMAINS
    }


def extract(sources: Sources) -> tuple[Path, ...]:
    """Bring both lists of messages up to date; return those that changed.

    Raises:
        TemplateError: As :func:`messages`; then nothing is written.
    """
    if sources.lists is not None:
        return ()
    found = messages(sources)
    return tuple(
        sources.pot(domain)
        for domain in DOMAINS
        if (len(found[domain]) or sources.pot(domain).is_file())
        and catalogue_files.write(sources.pot(domain), found[domain], domain)
    )


def stale(sources: Sources) -> tuple[Path, ...]:
    """Return the lists of messages that differ from the sources; writes nothing.

    A pack whose author does not translate has no lists, and none is reported.

    Raises:
        TemplateError: As :func:`messages`.
    """
    if sources.lists is not None:
        return ()
    return tuple(
        sources.pot(domain)
        for domain, found in messages(sources).items()
        if ((sources.code is not None and len(found)) or sources.pot(domain).is_file())
        and _text(sources.pot(domain)) != catalogue_files.text_of(found, domain)
    )


def _finished(path: Path) -> Catalog:
    return catalogue_files.read(path) if path.is_file() else Catalog(fuzzy=False)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _entries(sources: Sources) -> Iterator[SourceMessage]:
    yield from _pages(sources, sources.templates, "letters")
    yield from toml_messages.entries(sources)
    if sources.code is not None:
        for path in sorted(sources.code.rglob("*.py")):
            yield from python_messages.entries(_read(path, sources), sources.place(path))
        yield from _pages(sources, sources.code, "ui")


def _with_authors_apart(found: Sequence[SourceMessage]) -> list[SourceMessage]:
    """Move what only authors read out of the interface; what others read too stays there."""
    of_everybody = {
        (entry.context, entry.msgid)
        for entry in found
        if entry.domain == "ui" and not is_for_authors(entry.file)
    }
    return [
        replace(entry, domain="authors")
        if entry.domain == "ui" and (entry.context, entry.msgid) not in of_everybody
        else entry
        for entry in found
    ]


def _pages(sources: Sources, folder: Path, domain: str) -> Iterable[SourceMessage]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _PAGES:
            yield from jinja_messages.entries(_read(path, sources), sources.place(path), domain)


def _read(path: Path, sources: Sources) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError(
            say("%(file)s is not a text in UTF-8.", file=sources.place(path)),
            say("Save it again as UTF-8."),
            file=sources.place(path),
        ) from error
