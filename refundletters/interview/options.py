"""The options of a question, and answers as text, in the user's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from refundletters.answers import keys
from refundletters.facts.countries import default_currency
from refundletters.facts.parties import serves
from refundletters.i18n import locales
from refundletters.i18n.collation import sort_key
from refundletters.i18n.speech import Speaker
from refundletters.messages import Message, say
from refundletters.model.money import Money
from refundletters.packs.countries import countries, currencies_in_use
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import answer_to
from refundletters.packs.regions import regions
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.question import Choice, Question
from refundletters.packs.tables.service import SERVICES

__all__ = [
    "Option",
    "choice_label",
    "day_text",
    "example_text",
    "options",
    "unknown_label",
    "value_text",
]

_MANY = 9


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its value in the case file, or a reply, and its label.

    Attributes:
        value: The value of the case file, or a reply.
        label: What the person reads.
        always: Whether it is shown even where a long list is cut.
    """

    value: Any
    label: str
    always: bool = field(default=False, compare=False)


def options(
    question: Question,
    choices: Sequence[Choice],
    answers: Mapping[str, Any],
    speaker: Speaker,
    roots: Roots,
) -> tuple[Option, ...]:
    """Return the options of ``question``, the likeliest first.

    Args:
        question: The question.
        choices: Its choices that apply now.
        answers: What is known already; regions and currencies depend on the country.
        speaker: Says labels in the language of the person.
        roots: Where services, regions and letters lie.
    """
    from_data: tuple[Option, ...] = ()
    country = str(answers.get("country") or "")
    match question.source:
        case "countries":
            from_data = _countries(speaker, roots)
        case "regions":
            from_data = _regions(country, speaker, roots)
        case "locales":
            from_data = _locales(country, speaker, roots)
        case "currencies":
            from_data = _currencies(country, speaker)
        case "services":
            from_data = _services(country, speaker, roots)
        case "documents":
            from_data = tuple(
                Option(meta.id, speaker(Message(meta.title)))
                for meta in letter_metas(roots).values()
            )
    # "Another one" beside a list from data must not be lost when the list is shortened.
    always = bool(from_data)
    own = tuple(
        Option(choice.value, speaker(Message(choice.label)), always=always) for choice in choices
    )
    return from_data + own


def value_text(
    question: Question,
    value: Any,
    answers: Mapping[str, Any],
    speaker: Speaker,
    roots: Roots,
    row: int | None = None,
) -> str:
    """Return an answer as text in the language of the person.

    Args:
        question: The question it answers.
        value: The answer as the case file holds it.
        answers: The other answers; amounts take their currency from them.
        speaker: Says labels, dates and amounts.
        roots: Where services, regions and letters lie.
        row: The position of its entry, for amounts in a table.
    """
    if isinstance(value, list | tuple):
        return speaker.value(
            [value_text(question, item, answers, speaker, roots, row) for item in value]
        )
    if question.kind in {"choice", "choices", "yes_no", "confirm"}:
        return _label(question, value, answers, speaker, roots)
    if question.kind == "money":
        return _money(question, value, answers, speaker, row)
    if question.kind in {"date", "moment"}:
        return day_text(value, speaker)
    return speaker.value(value)


def choice_label(question: Question, value: Any) -> Message | None:
    """Return what a question calls one of its choices; ``None`` for a value that is none."""
    for choice in question.choices:
        if choice.value == value:
            return Message(choice.label)
    return None


def unknown_label(question: Question) -> Message:
    """Return what not having an answer is called where a question allows it."""
    match question.absent:
        case "none":
            return say("I don't have it")
        case "not_yet":
            return say("Not yet")
    return say("I don't know")


def example_text(question: Question, speaker: Speaker, today: dt.date) -> str:
    """Return an example of what can be typed, or an empty text.

    Args:
        question: The question.
        speaker: Writes dates and numbers as the person does.
        today: The day; dates are shown near it.
    """
    if question.kind in {"date", "moment"}:
        return speaker.value(today - dt.timedelta(days=11))
    if not question.example:
        return ""
    if question.kind in {"money", "integer", "number"}:
        return speaker.value(Decimal(question.example))
    return speaker(Message(question.example))


def _label(
    question: Question, value: Any, answers: Mapping[str, Any], speaker: Speaker, roots: Roots
) -> str:
    # A choice that stands for several answers is the one that was made.
    if value == keys.get(answers, question.id):
        value = answer_to(question, question.id, partial(keys.get, answers))
    label = choice_label(question, value)
    if label is not None:
        return speaker(label)
    formats = speaker.formats
    text = str(value)
    match question.source:
        case "countries":
            return formats.territory(text)
        case "locales":
            return formats.language(text)
        case "currencies":
            return formats.currency(text)
        case "services":
            service = load_rows(roots, SERVICES).get(text)
            return text if service is None else service.name
        case "regions":
            known = regions(str(answers.get("country") or ""), roots)
            return known[text].name if text in known else text
        case "documents":
            meta = letter_metas(roots).get(text)
            return text if meta is None else speaker(Message(meta.title))
        case _:
            return text


def _money(
    question: Question, value: Any, answers: Mapping[str, Any], speaker: Speaker, row: int | None
) -> str:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    table = question.id.partition(".")[0]
    own = keys.get(answers, f"{table}.{row}.currency") if row is not None else None
    # A charge or fee without a currency is in that of the country; other sums are in the charge's.
    first = None if table in ("charges", "fees") else keys.get(answers, "charges.0.currency")
    currency = own or first or default_currency(str(answers.get("country") or ""))
    return speaker.value(Money(amount, currency))


def day_text(value: Any, speaker: Speaker) -> str:
    """Return a day as text in the language of the person; a rough one says so."""
    if isinstance(value, str) and value.startswith("~"):
        day = dt.date.fromisoformat(value[1:11])
        return speaker(say("around %(date)s", date=day))
    return speaker.value(value)


def _sorted(found: Sequence[Option], locale: str) -> list[Option]:
    return sorted(found, key=lambda option: sort_key(option.label, locale))


def _countries(speaker: Speaker, roots: Roots) -> tuple[Option, ...]:
    everywhere = _sorted(
        [Option(code, speaker.formats.territory(code)) for code in sorted(countries())],
        speaker.formats.locale,
    )
    first = _likely_countries(speaker.formats.locale, roots)
    ahead = {code: position for position, code in enumerate(first)}
    return tuple(sorted(everywhere, key=lambda option: ahead.get(str(option.value), len(ahead))))


def _likely_countries(locale: str, roots: Roots) -> list[str]:
    """Return the countries likeliest for a person with this screen, at most nine.

    They are the country of the locale, then those with rules of their own that have its language
    as an official one.
    """
    from babel.core import get_global
    from babel.languages import get_official_languages

    language, _, rest = locale.partition("_")
    home = rest.rpartition("_")[2]
    if home not in countries():
        likely = str(get_global("likely_subtags").get(language, "en_Latn_US"))
        home = likely.rpartition("_")[2]
    known = sorted({path.stem for root in roots.data for path in (root / "rules").glob("??.toml")})
    same = [code for code in known if language in get_official_languages(code, de_facto=True)]
    found = [home, *same] if home in countries() else same
    return list(dict.fromkeys(found))[:_MANY]


def _regions(country: str, speaker: Speaker, roots: Roots) -> tuple[Option, ...]:
    offered = [
        Option(code, region.name)
        for code, region in regions(country, roots).items()
        if not region.old
    ]
    return tuple(_sorted(offered, speaker.formats.locale))


def _locales(country: str, speaker: Speaker, roots: Roots) -> tuple[Option, ...]:
    """Return the languages letters exist in, in the form of the country; its own come first."""
    there = locales.available(roots, "letters")
    usual = locales.default_for(country) if country else speaker.formats.locale
    languages = dict.fromkeys(
        [usual.partition("_")[0], *(name.partition("_")[0] for name in there)]
    )
    covered = [
        locales.default_for(country, language) if country else language
        for language in languages
        if any(name.partition("_")[0] == language for name in there)
    ]
    found = [Option(name, speaker.formats.language(name)) for name in dict.fromkeys(covered)]
    return tuple(found[:1] + _sorted(found[1:], speaker.formats.locale))


def _currencies(country: str, speaker: Speaker) -> tuple[Option, ...]:
    own = default_currency(country)
    ahead = [code for code in (own, "USD", "EUR", "GBP") if code]
    everything = _sorted(
        [Option(code, speaker.formats.currency(code)) for code in currencies_in_use()],
        speaker.formats.locale,
    )
    return tuple(
        sorted(
            everything,
            key=lambda option: (
                ahead.index(str(option.value)) if option.value in ahead else len(ahead)
            ),
        )
    )


def _services(country: str, speaker: Speaker, roots: Roots) -> tuple[Option, ...]:
    """Return the services: those best known, then those of the country, then those elsewhere."""
    rows = load_rows(roots, SERVICES)

    def rank(option: Option) -> int:
        row = rows[option.value]
        if row.cancel or row.refund or not row.entity:
            return 0
        return 1 if not country or serves(row, country) else 2

    named = [Option(row.id, row.name) for row in rows.values()]
    return tuple(sorted(_sorted(named, speaker.formats.locale), key=rank))
