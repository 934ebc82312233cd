"""The pipeline on one page; every entry point goes through it.

answers → Case → Facts → Document → Rendered. Nothing in here reads the clock, the environment or a
file outside the roots of the setting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, assert_never

import msgspec

from refundletters.errors import AnswersMissing, DocumentBlocked, DocumentWaiting
from refundletters.messages import Message, say

if TYPE_CHECKING:
    from refundletters.facts.types import DocumentStatus, Facts, Plan
    from refundletters.letters.wording import Wording
    from refundletters.model.case import Case
    from refundletters.model.document import Document
    from refundletters.packs.letters import LetterMeta
    from refundletters.packs.setting import Setting
    from refundletters.render import Output, Rendered

__all__ = [
    "Listed",
    "check_open",
    "choose_locale",
    "compose",
    "compose_for",
    "documents",
    "facts_from",
    "facts_of",
    "facts_to_write",
    "plan",
    "plan_of",
    "render",
    "status_of",
    "with_settings",
    "write",
]

Answers = Mapping[str, Any]


class Listed(msgspec.Struct, frozen=True):
    """A document as lists show it; ``status`` is there where a case was given."""

    meta: LetterMeta
    status: DocumentStatus | None = None


def write(answers: Answers, wording: Wording, output: Output, setting: Setting) -> Rendered:
    """Write one document for one case.

    Args:
        answers: A mapping in the shape of the case file.
        wording: Which document, in which language, for which use.
        output: In which form.
        setting: Where the data lies, which day it is, and the language of the screen.

    Raises:
        CaseError: An answer is not acceptable.
        NotFound: There is no such document, locale, format or part.
        DocumentBlocked: The document does not fit the case.
        DocumentWaiting: It opens after an event that has not happened yet.
        AnswersMissing: It needs answers that are not there.
        LocaleIncomplete: It is not fully translated into that language.
        UsageError: The document is not written for that channel, or ``output`` cannot be made.
    """
    from refundletters.answers.build import build_case

    return render(compose(wording, build_case(answers, today=setting.today), setting), output)


def compose(wording: Wording, case: Case, setting: Setting) -> Document:
    """Compose one document for one case; the errors are those of :func:`write`."""
    facts = facts_to_write(wording.document, case, setting)
    check_open(status_of(wording.document, facts, setting))
    return compose_for(wording, facts, setting)


def compose_for(wording: Wording, facts: Facts, setting: Setting) -> Document:
    """Compose a document that is known to be open for this case.

    Raises:
        NotFound: There is no such document or locale.
        UsageError: The document is not written for that channel.
        LocaleIncomplete: It is not fully translated into that language.
    """
    from refundletters.letters.compose import compose as compose_letter

    return compose_letter(
        wording.document,
        facts,
        setting.roots,
        choose_locale(wording.locale, facts.case, setting),
        channel=wording.channel,
        allow_incomplete=wording.allow_incomplete,
    )


def render(document: Document, output: Output) -> Rendered:
    """Turn a composed document into bytes.

    Raises:
        NotFound: There is no such format or part.
        UsageError: An option does not suit the format, or the limit is too small.
    """
    from refundletters.render import render as to_bytes

    return to_bytes(document, output)


def plan(answers: Answers, setting: Setting) -> Plan:
    """Tell where a case stands and what comes next.

    Raises:
        CaseError: An answer is not acceptable.
    """
    return plan_of(facts_from(answers, setting), setting)


def plan_of(facts: Facts, setting: Setting) -> Plan:
    """Tell where a case stands and what comes next."""
    from refundletters.facts.plan.build import build_plan

    return build_plan(facts, setting.roots)


def facts_from(answers: Answers, setting: Setting) -> Facts:
    """Check answers, and gather what follows from them on one day.

    Raises:
        CaseError: An answer is not acceptable.
    """
    from refundletters.answers.build import build_case

    return facts_of(build_case(answers, today=setting.today), setting)


def facts_of(case: Case, setting: Setting) -> Facts:
    """Gather what follows from a case on one day."""
    from refundletters.facts.gather import gather

    return gather(case, setting.roots, setting.today)


def facts_to_write(document: str, case: Case, setting: Setting) -> Facts:
    """Gather what follows from a case for a document that is written now, or written again."""
    from refundletters.facts.contacts import without_itself

    return facts_of(without_itself(case, document, case.as_of or setting.today), setting)


def status_of(document: str, facts: Facts, setting: Setting) -> DocumentStatus:
    """Tell whether a document may be written for a case now.

    Raises:
        NotFound: There is no such document.
    """
    from refundletters.facts.gates import status
    from refundletters.packs.letters import letter_meta

    return status(letter_meta(setting.roots, document), facts)


def documents(setting: Setting, facts: Facts | None = None) -> tuple[Listed, ...]:
    """List all documents in their order, with their status where a case is given."""
    from refundletters.packs.letters import letter_metas

    metas = letter_metas(setting.roots).values()
    if facts is None:
        return tuple(Listed(meta) for meta in metas)
    from refundletters.facts.gates import status

    return tuple(Listed(meta, status(meta, facts)) for meta in metas)


def check_open(status: DocumentStatus) -> None:
    """Raise unless the document is offered and all its answers are there.

    Raises:
        DocumentBlocked: The document does not fit the case.
        DocumentWaiting: It opens after an event that has not happened yet.
        AnswersMissing: It needs answers that are not there.
    """
    match status.status:
        case "blocked":
            raise DocumentBlocked(
                status.why, _instead(status.instead), document=status.id, instead=status.instead
            )
        case "waiting":
            raise DocumentWaiting(
                status.why, _instead(status.instead), document=status.id, instead=status.instead
            )
        case "offered":
            if status.missing:
                raise AnswersMissing(status.missing)
        case _:
            assert_never(status.status)


def _instead(documents: Sequence[str]) -> Message | None:
    if not documents:
        return None
    return say("Write this instead: %(documents)s.", documents=", ".join(documents))


def choose_locale(option: str | None, case: Case, setting: Setting) -> str:
    """Return the locale of the letter: as requested, or else of the case, country or screen.

    In a country with several languages, that of the screen is preferred if it is one of them. A
    language without a catalogue is not used.

    Raises:
        NotFound: The locale asked for is not known.
    """
    from refundletters.i18n.locales import available, default_for, fallbacks, normalize

    named = option or case.locale
    if named:
        return normalize(named)
    if not case.country:
        return setting.interface
    screen = setting.interface.partition("_")[0]
    usual = default_for(case.country)
    if screen != usual.partition("_")[0] and _is_official(screen, case.country):
        return default_for(case.country, screen)
    if set(fallbacks(usual)).isdisjoint(available(setting.roots, "letters")):
        return default_for(case.country, screen)
    return usual


def _is_official(language: str, country: str) -> bool:
    from babel.languages import get_official_languages

    return language in get_official_languages(country)


def with_settings(
    answers: Answers, settings: Sequence[tuple[str, str]], *, today: dt.date
) -> dict[str, Any]:
    """Return ``answers`` with ``key=value`` settings applied, the later one winning.

    Values are parsed as American English or as in a case file, whatever the language of the screen,
    so that a script means the same everywhere.

    Args:
        answers: A mapping in the shape of the case file; it is not changed.
        settings: Dotted keys and the texts given for them.
        today: The day, for "yesterday" in a case without ``as_of``.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
        CaseError: A value is not acceptable, or may mean two days.
    """
    from refundletters.answers import keys
    from refundletters.answers.parsing.answer import DayInDoubt
    from refundletters.answers.parsing.typed_answer import read_typed

    result = dict(answers)
    country = next((text for key, text in reversed(settings) if key == "country"), None)
    for key, text in settings:
        day = result.get("as_of")
        as_of = day if isinstance(day, dt.date) else today
        # What "$" means hangs on the country, whichever of the two is given first.
        known = result if country is None else {**result, "country": country.upper()}
        typed = read_typed(key, text, "en_US", known, as_of=as_of)
        if typed.days:
            raise DayInDoubt(key, text, typed.days)
        for name, value in {key: typed.value, **typed.beside}.items():
            result = keys.put(result, name, value)
    return result
