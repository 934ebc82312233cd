"""What the library does beyond the pipeline: questions in a language, answers, days, bundles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import msgspec

from refundletters import app
from refundletters.errors import RefundLettersError, UsageError
from refundletters.messages import N_, Message, say

if TYPE_CHECKING:
    from refundletters.bundle.result import Bundle
    from refundletters.facts.types import Facts, Plan
    from refundletters.model.case import Case
    from refundletters.model.document import Document
    from refundletters.packs.letters import LetterMeta
    from refundletters.packs.setting import Setting
    from refundletters.packs.tables.question import Choice, Question
    from refundletters.render import Rendered

__all__ = [
    "answered",
    "bundle_of",
    "calendar_of",
    "for_callers",
    "letters_for_bundle",
    "text_of",
    "worded",
]

P = ParamSpec("P")
R = TypeVar("R")

_SUMMARY: Final = "case-summary"
# Kinds that can have enclosures; the first that a document offers is used.
_WRITTEN: Final = ("letter", "email", "form")
_EVIDENCE: Final = "evidence.label"
_LAST_STAGES: Final = frozenset({"bank", "outside"})
# Remedies for a command line or a TOML file, and what a caller in Python does instead.
_FOR_CALLERS: Final[Mapping[str, str]] = {
    "Add them to the case file or with --set, or run the command on a terminal.": N_(
        "Add them to the answers; next_question asks for them one by one."
    ),
    "Choose another language with --locale, or add --allow-incomplete.": N_(
        "Pass another locale, or allow_incomplete=True."
    ),
    "Leave out --letterhead, or write to a .docx file.": N_(
        'Leave out letterhead, or pass the format "docx".'
    ),
    "Allow more with --limit, or choose another channel.": N_(
        "Pass a larger limit, or compose it for another channel."
    ),
    'Write it in quotes, such as "text".': N_("Pass a str."),
    'Write it in quotes, with a dot and without a currency, such as "9.99".': N_(
        'Pass a str with a dot and without a currency, such as "9.99", or a Decimal.'
    ),
    'Write it like 2026-03-14, or "~2026-03-14" for about that day.': N_(
        'Pass a datetime.date, or the str "~2026-03-14" for about that day.'
    ),
    "Write a number without quotes, such as 14.": N_("Pass an int."),
    "Write true or false, without quotes.": N_("Pass True or False."),
    'Write it in square brackets, such as ["first", "second"].': N_("Pass a list."),
    "Begin the table on its own line, with its name in square brackets.": N_("Pass a mapping."),
    "Begin each entry on its own line, with its name in double square brackets.": N_(
        "Pass a list of mappings."
    ),
}


def for_callers(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function whose errors say what a caller in Python can do about them."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except RefundLettersError as error:
            if error.remedy is not None and error.remedy.msgid in _FOR_CALLERS:
                error.remedy = Message(_FOR_CALLERS[error.remedy.msgid], error.remedy.fields)
            raise

    return called


def text_of(message: Message | RefundLettersError, locale: str, setting: Setting) -> str:
    """Return a message, or an error with its remedy, as text in a language.

    Raises:
        NotFound: There is no such locale.
    """
    from refundletters.i18n.speech import speaker

    speak = speaker(setting.roots, locale)
    if isinstance(message, Message):
        return speak(message)
    return " ".join(speak(part) for part in (message.message, message.remedy) if part is not None)


def worded(
    question: Question, answers: Mapping[str, Any], locale: str, setting: Setting
) -> Question:
    """Return a question in a language, with all the choices that it really has.

    Raises:
        NotFound: There is no such locale.
    """
    from refundletters.i18n.speech import speaker
    from refundletters.interview.options import example_text, options
    from refundletters.packs.tables.question import Choice

    speak = speaker(setting.roots, locale)
    offered = options(question, question.choices, answers, speak, setting.roots)
    own: dict[Any, Choice] = {choice.value: choice for choice in question.choices}
    return msgspec.structs.replace(
        question,
        label=speak(Message(question.label)),
        text=speak(Message(question.text)),
        help=speak(Message(question.help)),
        statements=tuple(speak(Message(line)) for line in question.statements),
        example=example_text(question, speak, setting.today),
        choices=tuple(
            msgspec.structs.replace(own[option.value], label=option.label)
            if option.value in own
            else Choice(value=option.value, label=option.label)
            for option in offered
        ),
    )


def answered(answers: Mapping[str, Any], key: str, value: Any, setting: Setting) -> dict[str, Any]:
    """Return ``answers`` with one more; ``None`` notes that the person does not have it.

    Raises:
        CaseError: The value is not acceptable.
        UsageError: The value stands for another question, or not having it is no answer.
    """
    from refundletters.answers import keys
    from refundletters.answers.build import build_case, check
    from refundletters.packs.questions import find_question, load_questions

    question = find_question(load_questions(setting.roots), key)
    result = dict(answers)
    if value is None:
        if question is None or not question.unknown:
            raise UsageError(say("%(key)s needs a value.", key=key))
        noted = [*(result.get("not_known") or ()), key]
        return dict(keys.put(result, "not_known", list(dict.fromkeys(noted))))
    for choice in () if question is None else question.choices:
        if choice.value == value and choice.opens:
            raise UsageError(
                say("%(value)s is not kept in a case.", value=str(value)),
                say("Answer %(key)s instead.", key=choice.opens),
            )
        if choice.value == value and choice.puts:
            return _stood_for(result, choice, answers)
    result = dict(keys.put(result, key, check(key, value)))
    build_case(result, today=setting.today)
    return result


def _stood_for(
    result: dict[str, Any], choice: Choice, answers: Mapping[str, Any]
) -> dict[str, Any]:
    from refundletters.answers import keys

    for put in choice.puts:
        value = keys.get(answers, put.of) if put.of else put.value
        result = dict(keys.put(result, put.key, value))
    return result


def calendar_of(case: Case, locale: str, key: str, setting: Setting) -> Rendered:
    """Return the days of a case as a calendar file.

    Raises:
        UsageError: There is no day to remember.
        NotFound: There is no such locale.
    """
    from refundletters.facts.plan.reminders import reminders
    from refundletters.i18n.speech import speaker
    from refundletters.packs.letters import letter_metas
    from refundletters.render import ics

    plan = app.plan_of(app.facts_of(case, setting), setting)
    speak = speaker(setting.roots, locale)
    service = plan.facts.service.name
    days = [(one.id, one.day, one.what, one.early) for one in reminders(plan)]
    if plan.next_document is not None and plan.next_on is not None:
        title = Message(letter_metas(setting.roots)[plan.next_document].title)
        what = say("Write next: %(document)s.", document=title)
        days.append(("next-document", max(plan.next_on, plan.facts.as_of), what, 0))
    if not days:
        raise UsageError(say("There is no day to remember now, so no file was written."))

    def titled(what: Message) -> str:
        return speak(say("%(service)s: %(what)s", service=service, what=what) if service else what)

    events = tuple(
        ics.CalendarEvent(id, day, titled(what), "", (0, early) if early else (0,))
        for id, day, what, early in days
    )
    return ics.render(ics.Calendar(key, service or key, locale, plan.facts.as_of, events))


def bundle_of(
    case: Case,
    suffix: str,
    documents: Sequence[str],
    folder: Path,
    locale: str | None,
    setting: Setting,
) -> Bundle:
    """Return letters, summary and evidence as one file; the errors are those of writing them."""
    from refundletters.bundle.read_evidence import read_evidence
    from refundletters.packs.letters import letter_meta

    if suffix not in ("zip", "pdf"):
        raise UsageError(say("A bundle is a .zip or a .pdf file."))
    evidence = read_evidence(case, folder)
    plan = app.plan_of(app.facts_of(case, setting), setting)
    chosen = letters_for_bundle(plan, documents, setting)
    for meta in chosen:
        app.check_open(app.status_of(meta.id, plan.facts, setting))
    letters = [_composed(meta, plan.facts, locale, setting) for meta in chosen]
    summary = _composed(letter_meta(setting.roots, _SUMMARY), plan.facts, locale, setting)
    if suffix == "zip":
        from refundletters.bundle.zip_bundle import zip_bundle

        return zip_bundle(letters, summary, evidence)
    from refundletters.bundle.pdf_bundle import pdf_bundle

    return pdf_bundle(letters, summary, evidence)


def letters_for_bundle(plan: Plan, documents: Sequence[str], setting: Setting) -> list[LetterMeta]:
    """Return the letters to include: those asked for, otherwise those that are ready.

    Raises:
        NotFound: There is no such document.
    """
    from refundletters.packs.letters import letter_meta

    if documents:
        names = dict.fromkeys(documents)
        return [letter_meta(setting.roots, name) for name in names if name != _SUMMARY]
    ready = [
        meta
        for entry in plan.documents
        if entry.status == "offered" and not entry.missing
        for meta in [letter_meta(setting.roots, entry.id)]
        if _takes_evidence(meta)
    ]
    upcoming = [meta for meta in ready if meta.id == plan.next_document]
    return upcoming or [meta for meta in ready if meta.stage in _LAST_STAGES] or ready[:1]


def _takes_evidence(meta: LetterMeta) -> bool:
    return meta.audience != "user" and ("letter" in meta.kinds or _EVIDENCE in meta.wants)


def _composed(meta: LetterMeta, facts: Facts, locale: str | None, setting: Setting) -> Document:
    from refundletters.letters.wording import Wording

    channel = next((kind for kind in _WRITTEN if kind in meta.kinds), None)
    return app.compose_for(
        Wording(meta.id, locale, channel, allow_incomplete=False), facts, setting
    )
