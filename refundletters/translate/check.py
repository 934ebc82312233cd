"""What is wrong in a catalogue, message by message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from typing import Final
from xml.parsers import expat

from babel.messages.catalog import Catalog, Message

from refundletters.errors import NotFound, TemplateError
from refundletters.i18n import locales
from refundletters.i18n.compiling import is_faithful
from refundletters.messages import Message as Sentence
from refundletters.messages import placeholders, say
from refundletters.translate import catalogue_files
from refundletters.translate.catalogue_files import ids, key, strings
from refundletters.translate.entries import lone_percent
from refundletters.translate.extract import messages, stale
from refundletters.translate.sources import DOMAINS, Sources
from refundletters.translate.update import is_partial, kept_locales

__all__ = ["GAPS", "CatalogueFinding", "check", "check_message"]

GAPS: Final = frozenset({"missing", "fuzzy"})
"""Rules about missing translations; all others are about mistakes."""


@dataclass(frozen=True, slots=True)
class CatalogueFinding:
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
        if len(template):
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
    for rule, line, sentence in _check_catalogue(read, template, domain, partial=partial):
        yield CatalogueFinding(rule, file, line, sentence)


Problem = tuple[str, Sentence]


def _check_catalogue(
    read: Catalog, template: Catalog, domain: str, *, partial: bool
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
            for rule, sentence in check_message(message, read, domain):
                yield rule, line, sentence


def _check_header(path: Path, locale: str) -> Iterator[tuple[int, Sentence]]:
    header = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    for number, line in enumerate(header.splitlines(), 1):
        if "@" in line:
            yield number, say("An address of a person does not belong into a public file.")
    language = re.search(r'^"Language: ([\w-]*)\\n"', header, re.MULTILINE)
    if language is None or language[1].replace("-", "_") != locale:
        yield 1, say("The header has to name the language %(locale)s.", locale=locale)


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
    known = frozenset().union(*(placeholders(one) for one in ids(message)))
    told = 0
    for form, text in enumerate(given):
        pair = _Pair(
            source=ids(message)[0] if form == 0 else ids(message)[-1],
            text=text,
            known=known,
            may_lose=1 if message.pluralizable and _means_one_number(read, form) else 0,
            language=str(read.locale_identifier).partition("_")[0],
            is_markup=domain == "letters",
            is_frame=message.context in _FRAMES,
        )
        found = [problem for rule in _RULES for problem in rule(pair)]
        yield from found
        told += len(found)
    if not told and not is_faithful(message, read):
        yield (
            "placeholder",
            say("It says something twice, or holds signs that turn the direction: it is not used."),
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A text and its translation, as the rules see them.

    Attributes:
        known: Placeholders that the message may use.
        may_lose: How many placeholders this plural form may leave out.
        is_markup: Whether it becomes part of a letter's markup.
        is_frame: Whether it may be a salutation or a closing.
    """

    source: str
    text: str
    known: frozenset[str]
    may_lose: int
    language: str
    is_markup: bool
    is_frame: bool


def _placeholders(pair: _Pair) -> Iterator[Problem]:
    used = placeholders(pair.text)
    for name in sorted(used - pair.known):
        yield (
            "placeholder",
            say("There is no placeholder %(name)s in the message.", name=_written(name)),
        )
    lost = sorted(placeholders(pair.source) - used)
    if len(lost) > pair.may_lose:
        names = ", ".join(_written(name) for name in lost)
        yield "placeholder", say("The placeholder %(names)s is missing.", names=names)


def _written(name: str) -> str:
    return "%(" + name + ")s"


def _means_one_number(read: Catalog, form: int) -> bool:
    """Tell whether a plural form is for a single number, so that the number may be a word."""
    index = c2py(read.plural_expr)
    return sum(1 for number in range(200) if index(number) == form) == 1


def _percent(pair: _Pair) -> Iterator[Problem]:
    if lone_percent(pair.text):
        text = pair.text
        yield "percent", say("There is a percent sign outside a placeholder: %(text)s", text=text)


def _markup(pair: _Pair) -> Iterator[Problem]:
    wanted, given = _tags(pair.source), _tags(pair.text)
    if given is None and (pair.is_markup or wanted):
        yield "markup", say("The markup is not well-formed: %(text)s", text=pair.text)
    elif given is not None and wanted is not None and wanted != given:
        yield (
            "markup",
            say(
                "The message has the tags %(wanted)s, and its translation %(given)s.",
                wanted=", ".join(sorted(wanted.elements())),
                given=", ".join(sorted(given.elements())) or "-",
            ),
        )


def _tags(text: str) -> Counter[str] | None:
    """Return how often each tag occurs in a text, or ``None`` where it is not well-formed."""
    read = _read_markup(text)
    return None if read is None else read[0]


def _read_markup(text: str) -> tuple[Counter[str], str] | None:
    """Return the tags and the plain words of a text; ``None`` where it is not well-formed."""
    tags: Counter[str] = Counter()
    words: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: tags.update([_tag(tag, given)])
    parser.CharacterDataHandler = words.append
    try:
        parser.Parse(f"<text>{text}</text>", True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError:
        return None
    tags["<text>"] -= 1
    return +tags, "".join(words)


def _tag(name: str, attributes: dict[str, str]) -> str:
    return f"<{' '.join([name, *(f'{key}={value}' for key, value in attributes.items())])}>"


def _blank(pair: _Pair) -> Iterator[Problem]:
    if _outer_space(pair.source) != _outer_space(pair.text):
        yield (
            "blank",
            say("Spaces at the start or end differ from the message: %(text)s", text=pair.text),
        )


def _outer_space(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


# What ends a sentence, by class; some scripts have their own punctuation, and some have none.
_ENDINGS: Final = {
    **dict.fromkeys(".。．।۔።։", "."),
    **dict.fromkeys("?？؟;;", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(",，、،", ","),
    "…": "…",
}
# Where salutations and closings come from; each language ends them in its own way: "Mit
# freundlichen Grüßen" takes no comma.
_FRAMES: Final = frozenset({"letter", "e-mail", "formal e-mail", "chat"})
_NO_FULL_STOP: Final = frozenset({"th", "lo", "km", "my"})
_CLOSING: Final = "\"'”’»“)]）】」』 \u00a0\u202f"


def _ending(pair: _Pair) -> Iterator[Problem]:
    wanted, given = _last_sign(pair.source), _last_sign(pair.text)
    if wanted == given or (wanted == "." and not given and pair.language in _NO_FULL_STOP):
        return
    # Fewer exclamation marks are a matter of taste, too.
    if (pair.is_frame and wanted in {",", ":"}) or (wanted == "!" and given == "."):
        return
    yield (
        "ending",
        say(
            "The message ends with “%(wanted)s”, and its translation with “%(given)s”.",
            wanted=pair.source[-1:],
            given=pair.text[-1:],
        ),
    )


def _last_sign(text: str) -> str:
    read = _read_markup(text)
    plain = (text if read is None else read[1]).rstrip(_CLOSING)
    return _ENDINGS.get(plain[-1:], "")


_RULES: Final[tuple[Callable[[_Pair], Iterator[Problem]], ...]] = (
    _placeholders,
    _percent,
    _markup,
    _blank,
    _ending,
)
