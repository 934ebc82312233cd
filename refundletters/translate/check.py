"""What is wrong in a catalogue, message by message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from typing import Final
from xml.parsers import expat

from babel.messages.catalog import Catalog, Message

from refundletters.errors import NotFound, TemplateError
from refundletters.i18n import locales
from refundletters.messages import Message as Sentence
from refundletters.messages import say
from refundletters.translate import catalog
from refundletters.translate.catalog import ids, key, strings
from refundletters.translate.entries import lone_percent, placeholders
from refundletters.translate.extract import messages, stale
from refundletters.translate.sources import DOMAINS, Sources
from refundletters.translate.update import kept_locales

__all__ = ["Finding", "check", "check_message"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a translator should look at.

    Attributes:
        rule: ``unreadable folder stale header missing fuzzy unknown placeholder percent markup
            plural blank ending``.
        file: The file, relative to the project.
        line: The line, from 1; 0 where it is about the whole file.
        message: What is wrong.
    """

    rule: str
    file: str
    line: int
    message: Sentence


def check(sources: Sources, only: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Check the lists of messages and all catalogues, or those of some locales.

    Raises:
        NotFound: One of ``only`` is no locale.
        TemplateError: A source cannot be read.
    """
    wanted = {locales.normalize(name) for name in only}
    found = [
        Finding(
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
    return tuple(found)


def _check_file(sources: Sources, domain: str, locale: str, template: Catalog) -> Iterator[Finding]:
    path = sources.po(domain, locale)
    file = sources.place(path)
    try:
        name = locales.normalize(locale)
    except NotFound as error:
        yield Finding("folder", file, 0, error.message)
        return
    if name != locale:
        yield Finding("folder", file, 0, say("This folder has to be called %(name)s.", name=name))
        return
    if not path.is_file():
        if len(template):
            yield Finding("missing", file, 0, say("This catalogue is not there."))
        return
    try:
        read = catalog.read(path, locale)
    except TemplateError as error:
        yield Finding("unreadable", file, error.line, error.message)
        return
    for rule, line, sentence in _check_catalogue(read, path, template, domain):
        yield Finding(rule, file, line, sentence)


Problem = tuple[str, Sentence]


def _check_catalogue(
    read: Catalog, path: Path, template: Catalog, domain: str
) -> Iterator[tuple[str, int, Sentence]]:
    for line, sentence in _check_header(read, path):
        yield "header", line, sentence
    there = {key(message): message for message in read if message.id}
    wanted = {key(message): message for message in template if message.id}
    english = locales.is_english(str(read.locale))
    for name in wanted:
        if name not in there and not english:
            yield "missing", 0, say("Not in this catalogue: %(text)s", text=name[1])
    for name, message in there.items():
        line = message.lineno or 0
        if name not in wanted:
            yield "unknown", line, say("Nothing uses this message: %(text)s", text=name[1])
        elif message.fuzzy:
            yield "fuzzy", line, say("To be confirmed (fuzzy): %(text)s", text=name[1])
        elif not any(strings(message)):
            if not english:
                yield "missing", line, say("Not translated: %(text)s", text=name[1])
        else:
            for rule, sentence in check_message(message, read, domain):
                yield rule, line, sentence


def _check_header(read: Catalog, path: Path) -> Iterator[tuple[int, Sentence]]:
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    for number, line in enumerate(header.splitlines(), 1):
        if "@" in line:
            yield number, say("An address of a person does not belong into a public file.")
    language = re.search(r'^"Language: ([\w-]*)\\n"', header, re.MULTILINE)
    if language is None or language[1].replace("-", "_") != str(read.locale_identifier):
        yield 1, say("The header has to name the language %(locale)s.", locale=path.parents[1].name)


def check_message(message: Message, read: Catalog, domain: str) -> Iterator[Problem]:
    """Yield what is wrong in one translated message, as (rule, sentence)."""
    given = strings(message)
    expected = read.num_plurals if message.pluralizable else 1
    if len(given) != expected or not all(given):
        yield (
            "plural",
            say(
                "This message needs all %(expected)s plural forms, and %(given)s are there.",
                expected=expected,
                given=sum(1 for text in given if text),
            ),
        )
        return
    for form, text in enumerate(given):
        source = ids(message)[0] if form == 0 else ids(message)[-1]
        for rule in _RULES:
            yield from rule(message, source, text, form, read)
    if domain == "letters":
        yield from _well_formed(given)


Rule = Callable[[Message, str, str, int, Catalog], Iterator[Problem]]


def _placeholders(
    message: Message, source: str, text: str, form: int, read: Catalog
) -> Iterator[Problem]:
    known = frozenset().union(*(placeholders(one) for one in ids(message)))
    used = placeholders(text)
    for name in sorted(used - known):
        yield (
            "placeholder",
            say("There is no placeholder %(name)s in the message.", name=_written(name)),
        )
    lost = sorted(placeholders(source) - used)
    may_lose = 1 if message.pluralizable and _means_one_number(read, form) else 0
    if len(lost) > may_lose:
        names = ", ".join(_written(name) for name in lost)
        yield "placeholder", say("The placeholder %(names)s is missing.", names=names)


def _written(name: str) -> str:
    return "%(" + name + ")s"


def _means_one_number(read: Catalog, form: int) -> bool:
    """Tell whether a plural form is for a single number, so that the number may be a word."""
    index = c2py(read.plural_expr)
    return sum(1 for number in range(200) if index(number) == form) == 1


def _percent(
    message: Message,  # noqa: ARG001 - every rule has the same arguments
    source: str,  # noqa: ARG001 - same
    text: str,
    form: int,  # noqa: ARG001 - same
    read: Catalog,  # noqa: ARG001 - same
) -> Iterator[Problem]:
    if lone_percent(text):
        yield "percent", say("There is a percent sign outside a placeholder: %(text)s", text=text)


def _markup(
    message: Message,  # noqa: ARG001 - every rule has the same arguments
    source: str,
    text: str,
    form: int,  # noqa: ARG001 - same
    read: Catalog,  # noqa: ARG001 - same
) -> Iterator[Problem]:
    wanted, given = _tags(source), _tags(text)
    if not wanted or wanted == given:
        return
    if given is None:
        yield "markup", say("The markup is not well-formed: %(text)s", text=text)
    else:
        yield (
            "markup",
            say(
                "The message has the tags %(wanted)s, and its translation %(given)s.",
                wanted=", ".join(sorted(wanted.elements())),
                given=", ".join(sorted(given.elements())) or "-",
            ),
        )


def _well_formed(given: Iterable[str]) -> Iterator[Problem]:
    for text in given:
        if _tags(text) is None:
            yield "markup", say("The markup is not well-formed: %(text)s", text=text)


def _tags(text: str) -> Counter[str] | None:
    """Return how often each tag stands in a text, or ``None`` where it is not well-formed."""
    found: Counter[str] = Counter()
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _attributes: found.update([f"<{tag}>"])
    try:
        parser.Parse(f"<text>{text}</text>", True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError:
        return None
    found["<text>"] -= 1
    return +found


def _blank(
    message: Message,  # noqa: ARG001 - every rule has the same arguments
    source: str,
    text: str,
    form: int,  # noqa: ARG001 - same
    read: Catalog,  # noqa: ARG001 - same
) -> Iterator[Problem]:
    if _outer_space(source) != _outer_space(text):
        yield (
            "blank",
            say("Spaces at the start or end differ from the message: %(text)s", text=text),
        )


def _outer_space(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


# What ends a sentence, by class; some scripts have their own signs, and some have none.
_ENDINGS: Final = {
    **dict.fromkeys(".。．।۔።։", "."),
    **dict.fromkeys("?？؟;;", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(",，、،", ","),
    "…": "…",
}
_NO_FULL_STOP: Final = frozenset({"th", "lo", "km", "my"})
_CLOSING: Final = "\"'”’»“)]）】」』 \u00a0\u202f"


def _ending(
    message: Message,  # noqa: ARG001 - every rule has the same arguments
    source: str,
    text: str,
    form: int,  # noqa: ARG001 - same
    read: Catalog,
) -> Iterator[Problem]:
    wanted, given = _last_sign(source), _last_sign(text)
    language = str(read.locale_identifier).partition("_")[0]
    if wanted == given or (wanted == "." and not given and language in _NO_FULL_STOP):
        return
    yield (
        "ending",
        say(
            "The message ends with “%(wanted)s”, and its translation with “%(given)s”.",
            wanted=source[-1:],
            given=text[-1:],
        ),
    )


def _last_sign(text: str) -> str:
    plain = re.sub(r"</\w+>\s*$", "", text).rstrip(_CLOSING)
    return _ENDINGS.get(plain[-1:], "")


_RULES: Final[tuple[Rule, ...]] = (_placeholders, _percent, _markup, _blank, _ending)
