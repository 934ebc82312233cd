"""Take what a form says about several questions: each answer through the interview, one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from refundletters.answers.forbidden.redact import is_doubtful
from refundletters.answers.keys import get
from refundletters.answers.parsing.typed_answer import TypedAnswer, read_typed
from refundletters.errors import CaseError, RefundLettersError
from refundletters.i18n.speech import Speaker
from refundletters.interview import flow
from refundletters.interview.options import day_text
from refundletters.interview.state import Interview
from refundletters.messages import Message, say
from refundletters.packs.questions import find_question
from refundletters.packs.tables.question import Question
from refundletters.web.forms import Form
from refundletters.web.views.questions import Choice, Field, encoded, field_of, step_at, with_typed

__all__ = ["UNKNOWN", "Taken", "error_text", "take"]

#: What follows the key in the name of the box that says that there is no answer.
UNKNOWN: Final = ":unknown"
_ORDER: Final = ":order"
_DAY: Final = ":day"


@dataclass(frozen=True, slots=True)
class Taken:
    """The interview after a form.

    Attributes:
        interview: With every answer that is acceptable.
        wrong: The fields whose answers are not, as they were sent, with what is wrong.
        changed: The keys that have a new answer.
    """

    interview: Interview
    wrong: tuple[Field, ...] = ()
    changed: tuple[str, ...] = ()


def take(interview: Interview, keys: Sequence[str], form: Form, speak: Speaker) -> Taken:
    """Take the answers to ``keys`` from a form, as far as they are acceptable.

    Args:
        interview: The interview; a question that an earlier answer made pointless is left alone.
        keys: The keys on the page, in their order.
        form: What was sent.
        speak: Says what is wrong, and knows the language in which days and amounts are written.
    """
    wrong: list[Field] = []
    changed: list[str] = []
    for key in keys:
        step = step_at(interview, key)
        if step is None:
            continue
        field = field_of(interview, step, speak)
        try:
            after = _answered(interview, field, form, speak)
        except _WhichDay as doubt:
            sent = with_typed(field, form.text(key), form.several(key))
            wrong.append(_with_days(sent, doubt.days, speak))
            continue
        except CaseError as error:
            sent = with_typed(field, form.text(key), form.several(key))
            doubtful = is_doubtful(form.text(key), key)
            wrong.append(
                replace(
                    sent, error=error_text(error, speak, interview.questions), doubtful=doubtful
                )
            )
            continue
        if after is not interview:
            changed.append(key)
        interview = after
    return Taken(interview, tuple(wrong), tuple(changed))


def _with_days(field: Field, days: Sequence[dt.date | str], speak: Speaker) -> Field:
    """Return a field that asks which of two days is meant."""
    offered = tuple(Choice(str(day), day_text(day, speak), chosen=False) for day in days)
    return replace(field, days=offered, error=speak(say("Which day do you mean?")))


def error_text(error: RefundLettersError, speak: Speaker, questions: Mapping[str, Question]) -> str:
    """Return what is wrong and what helps, as one text without any key of the case file."""
    parts = [error.message] if error.remedy is None else [error.message, error.remedy]
    return " ".join(speak(_named(part, questions)) for part in parts)


def _named(message: Message, questions: Mapping[str, Question]) -> Message:
    """Return a message in which answers are named as their questions name them."""
    fields: dict[str, object] = {}
    for name, value in message.fields.items():
        key = value.split(", ") if isinstance(value, str) else []
        labels = [_label(one, questions) for one in key]
        fields[name] = labels if labels and all(labels) else value
        if isinstance(value, Message):
            fields[name] = _named(value, questions)
    return Message(message.msgid, fields, message.plural, message.count)


def _label(key: str, questions: Mapping[str, Question]) -> Message | None:
    question = find_question(questions, key)
    # A word that happens to be a key, such as "reason", has no dot.
    return None if question is None or "." not in key else Message(question.label)


class _WhichDay(Exception):
    """What was typed may mean two days."""

    def __init__(self, days: Sequence[dt.date | str]) -> None:
        super().__init__()
        self.days = days


def _answered(interview: Interview, field: Field, form: Form, speak: Speaker) -> Interview:
    typing = field.kind in {"line", "lines", "area"}
    if typing and field.value and form.text(field.key) == field.value:
        return interview  # it stands as it stood; its words need not be understood again
    typed = _typed(interview, field, form, speak)
    asked = flow.edit(interview, field.key)
    if typed is None:
        if form.text(field.key + UNKNOWN):
            return _done(flow.unknown(asked))
        if not field.may_skip:
            raise CaseError(_please(field), key=field.key)
        return _done(flow.skip(asked))
    return _done(flow.answer(asked, field.key, typed.value, typed.beside))


def _done(interview: Interview) -> Interview:
    """Return an interview that asks what is open next: the page decides what it shows."""
    return replace(interview, focus="", editing=False)


def _please(field: Field) -> Message:
    if field.unknown:
        return say("Please answer this, or say that you do not have it.")
    return say("Please answer this.")


def _typed(interview: Interview, field: Field, form: Form, speak: Speaker) -> TypedAnswer | None:
    """Return the answer as the interview takes it, or ``None`` where the field is empty."""
    if field.kind == "checks":
        chosen = form.several(field.key)
        return TypedAnswer(chosen) if chosen else None
    if field.kind in {"tiles", "select"}:
        value = _choice(interview, field, form.text(field.key))
        return None if value is None else TypedAnswer(value)
    text = form.text(field.key).strip()
    if not text:
        return None
    if field.kind == "lines":
        return TypedAnswer([line.strip() for line in text.splitlines() if line.strip()])
    text = " ".join(text.split())
    if form.text(field.key + _ORDER):
        text = speak(say("Order %(number)s", number=text))
    locale = speak.catalogue.locale
    typed = read_typed(field.key, text, locale, interview.answers, as_of=_as_of(interview))
    if not typed.days:
        return typed
    for day in typed.days:
        if str(day) == form.text(field.key + _DAY):
            return TypedAnswer(day)
    raise _WhichDay(typed.days)


def _choice(interview: Interview, field: Field, sent: str) -> Any:
    if not sent:
        return None
    if all(one.value != sent for one in field.choices):
        raise CaseError(say("Please choose one of these."), key=field.key)
    step = step_at(interview, field.key)
    for choice in step.question.choices if step is not None else ():
        if encoded(choice.value) == sent:
            return choice.value
    return sent


def _as_of(interview: Interview) -> dt.date:
    day = get(dict(interview.answers), "as_of")
    return day if isinstance(day, dt.date) else interview.setting.today
