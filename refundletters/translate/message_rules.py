"""What may be wrong in one translated message, one function for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import c2py
from typing import Final
from xml.parsers import expat

from babel.messages.catalog import Catalog, Message

from refundletters.i18n.compiling import is_faithful
from refundletters.messages import Message as Sentence
from refundletters.messages import placeholders, say
from refundletters.translate.catalogue_files import ids, strings
from refundletters.translate.entries import lone_percent
from refundletters.translate.words import NO_WORDS, AgreedWords, word_problems

__all__ = ["Problem", "check_message"]

Problem = tuple[str, Sentence]
"""A rule, and what is wrong by it."""


def check_message(
    message: Message, read: Catalog, domain: str, words: AgreedWords = NO_WORDS
) -> Iterator[Problem]:
    """Yield what is wrong in one translated message, as (rule, sentence).

    Args:
        message: The message and its translation.
        read: The catalogue it stands in.
        domain: ``letters``, ``ui`` or ``authors``.
        words: What the translators of the language agreed on.
    """
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
        yield from word_problems(_plain(pair.source), _plain(text), words, is_letter=pair.is_markup)
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
    # Japanese asks with a particle, and needs no question mark after it.
    if pair.language == "ja" and wanted == "?" and pair.text.rstrip(_CLOSING).endswith("か。"):
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


def _plain(text: str) -> str:
    """Return the words of a text without its markup."""
    read = _read_markup(text)
    return text if read is None else read[1]


def _last_sign(text: str) -> str:
    plain = _plain(text).rstrip(_CLOSING)
    return _ENDINGS.get(plain[-1:], "")


def _source_left(pair: _Pair) -> Iterator[Problem]:
    words = [word for word in pair.text.split() if word.isalpha()]
    if pair.language != "en" and pair.text == pair.source and len(words) >= _A_SENTENCE:
        yield "untranslated", say("This is still in English: %(text)s", text=pair.text)


def _twice(pair: _Pair) -> Iterator[Problem]:
    sentences = [part.strip() for part in pair.text.replace("?", ".").split(".")]
    for sentence, times in Counter(sentences).items():
        if times > 1 and len(sentence.split()) >= _A_SENTENCE:
            yield "twice", say("This sentence stands there twice: %(text)s", text=sentence)


# What this few words say may be the same in two languages, or bear to be repeated.
_A_SENTENCE: Final = 4

_RULES: Final[tuple[Callable[[_Pair], Iterator[Problem]], ...]] = (
    _placeholders,
    _percent,
    _markup,
    _blank,
    _ending,
    _source_left,
    _twice,
)
