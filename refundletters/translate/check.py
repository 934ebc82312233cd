"""What is wrong in a catalogue, message by message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog

from refundletters.errors import NotFound, TemplateError
from refundletters.i18n import locales
from refundletters.messages import Message as Sentence
from refundletters.messages import say
from refundletters.translate import catalogue_files
from refundletters.translate.catalogue_files import key, strings
from refundletters.translate.extract import messages, stale
from refundletters.translate.message_rules import check_message
from refundletters.translate.sources import DOMAINS, Sources
from refundletters.translate.update import is_partial, kept_locales
from refundletters.translate.words import AgreedWords, agreed_words

__all__ = ["GAPS", "CatalogueFinding", "check"]

GAPS: Final = frozenset({"missing", "fuzzy"})
"""Rules about missing translations; all others are about mistakes."""


@dataclass(frozen=True, slots=True)
class CatalogueFinding:
    """Something a translator should look at.

    Attributes:
        rule: ``unreadable folder stale header missing fuzzy unknown placeholder percent markup
            plural blank ending untranslated twice spaces character glossary avoid``.
        file: The file, relative to the project.
        line: The line, from 1; 0 where it is about the whole file.
        message: What is wrong.
    """

    rule: str
    file: str
    line: int
    message: Sentence


def check(sources: Sources, only: Sequence[str] = ()) -> tuple[CatalogueFinding, ...]:
    """Check the lists of messages and all catalogues, or those of some locales; gaps come last.

    Raises:
        NotFound: One of ``only`` is not a locale.
        TemplateError: A source cannot be read.
    """
    wanted = {locales.normalize(name) for name in only}
    found = [
        CatalogueFinding(
            "stale",
            sources.place(path),
            0,
            say("The list of messages is not up to date. Run: refundletters translate update"),
        )
        for path in stale(sources)
    ]
    templates = messages(sources)
    for locale in kept_locales(sources):
        if wanted and locale not in wanted:
            continue
        for domain in DOMAINS:
            found += _check_file(sources, domain, locale, templates[domain])
    return tuple(sorted(found, key=lambda finding: finding.rule in GAPS))


def _check_file(
    sources: Sources, domain: str, locale: str, template: Catalog
) -> Iterator[CatalogueFinding]:
    path = sources.po(domain, locale)
    file = sources.place(path)
    try:
        name = locales.normalize(locale)
    except NotFound as error:
        yield CatalogueFinding("folder", file, 0, error.message)
        return
    if name != locale:
        yield CatalogueFinding(
            "folder", file, 0, say("This folder has to be called %(name)s.", name=name)
        )
        return
    if not path.is_file():
        if len(template) and not is_partial(sources, locale):
            yield CatalogueFinding("missing", file, 0, say("This catalogue is not there."))
        return
    try:
        read = catalogue_files.read(path, locale)
    except TemplateError as error:
        yield CatalogueFinding("unreadable", file, error.line, error.message)
        return
    for line, sentence in _check_header(path, locale):
        yield CatalogueFinding("header", file, line, sentence)
    partial = is_partial(sources, locale)
    words = agreed_words(sources.locales, locale)
    for rule, line, sentence in _check_catalogue(read, template, domain, words, partial=partial):
        yield CatalogueFinding(rule, file, line, sentence)


def _check_catalogue(
    read: Catalog, template: Catalog, domain: str, words: AgreedWords, *, partial: bool
) -> Iterator[tuple[str, int, Sentence]]:
    there = {key(message): message for message in read if message.id}
    wanted = {key(message): message for message in template if message.id}
    for name in wanted:
        if name not in there and not partial:
            yield "missing", 0, say("Not in this catalogue: %(text)s", text=name[1])
    for name, message in there.items():
        line = message.lineno or 0
        if name not in wanted:
            yield "unknown", line, say("Nothing uses this message: %(text)s", text=name[1])
        elif message.fuzzy:
            yield "fuzzy", line, say("To be confirmed (fuzzy): %(text)s", text=name[1])
        elif not any(strings(message)):
            if not partial:
                yield "missing", line, say("Not translated: %(text)s", text=name[1])
        else:
            for rule, sentence in check_message(message, read, domain, words):
                yield rule, line, sentence


def _check_header(path: Path, locale: str) -> Iterator[tuple[int, Sentence]]:
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    language = re.search(r'^"Language: ([\w-]*)\\n"', header, re.MULTILINE)
    if language is None or language[1].replace("-", "_") != locale:
        yield 1, say("The header has to name the language %(locale)s.", locale=locale)
