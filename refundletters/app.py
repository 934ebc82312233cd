"""The whole way of a letter on one page; every context goes through here.

answers → Case → Facts → Document → Rendered. Nothing in here reads the clock, the environment or a
file outside ``roots``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refundletters.errors import AnswersMissing, DocumentBlocked, DocumentWaiting
from refundletters.messages import Message, say

if TYPE_CHECKING:
    from refundletters.facts.types import DocumentStatus, Facts, Plan
    from refundletters.model.case import Case
    from refundletters.model.document import Document
    from refundletters.packs.letters import LetterMeta
    from refundletters.packs.roots import Roots
    from refundletters.render import Attachment, Rendered

__all__ = [
    "Listed",
    "check_open",
    "choose_locale",
    "compose",
    "documents",
    "facts_of",
    "facts_to_write",
    "plan",
    "render",
    "with_settings",
    "write",
]

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as lists show it; ``status`` is there where a case was given."""

    meta: LetterMeta
    status: DocumentStatus | None = None


def write(
    answers: Answers,
    document: str,
    *,
    roots: Roots,
    today: dt.date,
    locale: str | None = None,
    interface: str = "en_US",
    channel: str | None = None,
    format: str = "text",
    part: str | None = None,
    limit: int | None = None,
    letterhead: Path | None = None,
    allow_incomplete: bool = False,
) -> Rendered:
    """Write one document for one case.

    Args:
        answers: A mapping in the shape of the case file.
        document: Id of the document, such as ``refund-request``.
        roots: Where templates, catalogues and data lie.
        today: The day, for cases without ``as_of``.
        locale: Language of the letter; see :func:`choose_locale` for what ``None`` means.
        interface: Locale of the person's screen, the last resort for the letter's language.
        channel: Where the text will be used: ``chat email letter form sms x phone``.
        format: ``text snippet docx html eml pdf``.
        part: Only this part of the document.
        limit: Largest number of characters.
        letterhead: A Word file whose header, footer and page are taken over.
        allow_incomplete: Accept a language in which some sentences are not translated.

    Raises:
        CaseError: An answer is not acceptable.
        NotFound: There is no such document, locale, format or part.
        DocumentBlocked: The document does not fit the case.
        DocumentWaiting: It opens after an event that has not happened yet.
        AnswersMissing: It needs answers that are not there.
        LocaleIncomplete: It is not fully translated into that language.
    """
    from refundletters.answers.build import build_case

    composed = compose(
        document,
        build_case(answers, today=today),
        roots=roots,
        today=today,
        locale=locale,
        interface=interface,
        channel=channel,
        allow_incomplete=allow_incomplete,
    )
    return render(composed, format, part=part, limit=limit, letterhead=letterhead)


def compose(
    document: str,
    case: Case,
    *,
    roots: Roots,
    today: dt.date,
    locale: str | None = None,
    interface: str = "en_US",
    channel: str | None = None,
    allow_incomplete: bool = False,
) -> Document:
    """Compose one document for one case; arguments and errors are those of :func:`write`."""
    facts = facts_to_write(document, case, roots=roots, today=today)
    check_open(status_of(document, facts, roots))
    return compose_for(
        document,
        facts,
        roots=roots,
        locale=locale,
        interface=interface,
        channel=channel,
        allow_incomplete=allow_incomplete,
    )


def compose_for(
    document: str,
    facts: Facts,
    *,
    roots: Roots,
    locale: str | None = None,
    interface: str = "en_US",
    channel: str | None = None,
    allow_incomplete: bool = False,
) -> Document:
    """Compose a document that is open for this case; see :func:`write` for the arguments."""
    from refundletters.letters.compose import compose as compose_letter

    language = choose_locale(locale, facts.case, interface, roots)
    return compose_letter(
        document, facts, roots, language, channel=channel, allow_incomplete=allow_incomplete
    )


def render(
    document: Document,
    format: str,
    *,
    part: str | None = None,
    limit: int | None = None,
    letterhead: Path | None = None,
    attachments: Sequence[Attachment] = (),
) -> Rendered:
    """Turn a composed document into bytes.

    Raises:
        NotFound: There is no such format or part.
    """
    from refundletters.render import render as to_bytes

    return to_bytes(
        document, format, part=part, limit=limit, letterhead=letterhead, attachments=attachments
    )


def plan(answers: Answers, *, roots: Roots, today: dt.date) -> Plan:
    """Tell where a case stands and what comes next.

    Raises:
        CaseError: An answer is not acceptable.
    """
    from refundletters.answers.build import build_case

    return plan_of(build_case(answers, today=today), roots=roots, today=today)


def plan_of(case: Case, *, roots: Roots, today: dt.date) -> Plan:
    """Tell where a case stands and what comes next."""
    from refundletters.facts.plan.build import build_plan as plan_journey

    return plan_journey(facts_of(case, roots=roots, today=today), roots)


def facts_of(case: Case, *, roots: Roots, today: dt.date) -> Facts:
    """Gather what follows from a case on one day."""
    from refundletters.facts.gather import gather

    return gather(case, roots, today)


def facts_to_write(document: str, case: Case, *, roots: Roots, today: dt.date) -> Facts:
    """Gather what follows from a case for a document that is written now, or written again."""
    from refundletters.facts.contacts import without_itself

    day = case.as_of or today
    return facts_of(without_itself(case, document, day), roots=roots, today=today)


def status_of(document: str, facts: Facts, roots: Roots) -> DocumentStatus:
    """Tell whether a document may be written for a case now.

    Raises:
        NotFound: There is no such document.
    """
    from refundletters.facts.gates import status
    from refundletters.packs.letters import letter_meta

    return status(letter_meta(roots, document), facts)


def documents(roots: Roots, facts: Facts | None = None) -> tuple[Listed, ...]:
    """List all documents in their order, with their status where a case is given."""
    from refundletters.packs.letters import letter_metas

    metas = letter_metas(roots).values()
    if facts is None:
        return tuple(Listed(meta) for meta in metas)
    from refundletters.facts.gates import status

    return tuple(Listed(meta, status(meta, facts)) for meta in metas)


def check_open(status: DocumentStatus) -> None:
    """Let an offered and fully answered document pass.

    Raises:
        DocumentBlocked: The document does not fit the case.
        DocumentWaiting: It opens after an event that has not happened yet.
        AnswersMissing: It needs answers that are not there.
    """
    if status.status == "blocked":
        raise DocumentBlocked(
            status.why, _instead(status.instead), document=status.id, instead=status.instead
        )
    if status.status == "waiting":
        raise DocumentWaiting(
            status.why, _instead(status.instead), document=status.id, instead=status.instead
        )
    if status.missing:
        raise AnswersMissing(status.missing)


def _instead(documents: Sequence[str]) -> Message | None:
    if not documents:
        return None
    return say("Write this instead: %(documents)s.", documents=", ".join(documents))


def choose_locale(option: str | None, case: Case, interface: str, roots: Roots) -> str:
    """Return the locale of the letter: as asked, else the case's, the country's, the screen's.

    A country with several languages gives the screen's language if it is one of them, and a
    language without a catalogue is passed over.

    Raises:
        NotFound: The locale asked for is not known.
    """
    from refundletters.i18n.locales import available, default_for, fallbacks, normalize

    named = option or case.locale
    if named:
        return normalize(named)
    if not case.country:
        return interface
    screen = interface.partition("_")[0]
    usual = default_for(case.country)
    if screen != usual.partition("_")[0] and _is_official(screen, case.country):
        return default_for(case.country, screen)
    if set(fallbacks(usual)).isdisjoint(available(roots, "letters")):
        return default_for(case.country, screen)
    return usual


def _is_official(language: str, country: str) -> bool:
    from babel.languages import get_official_languages

    return language in get_official_languages(country)


def with_settings(
    answers: Answers, settings: Sequence[tuple[str, str]], *, today: dt.date
) -> dict[str, Any]:
    """Return ``answers`` with ``key=value`` settings applied, the later one winning.

    Values are read as American English or as a case file writes them, whatever the language of the
    screen: a script means the same everywhere.

    Args:
        answers: A mapping in the shape of the case file; it is not changed.
        settings: Dotted keys and the texts given for them.
        today: The day, for "yesterday" in a case without ``as_of``.

    Raises:
        UnknownKey: No case has such a key; names the nearest.
        CaseError: A value is not acceptable.
    """
    from refundletters.answers import keys
    from refundletters.answers.parsing.answer import parse_answer

    result = dict(answers)
    for key, text in settings:
        day = result.get("as_of")
        as_of = day if isinstance(day, dt.date) else today
        result = keys.put(result, key, parse_answer(key, text, "en_US", as_of=as_of))
    return result
