"""Say what was understood of an answer and what follows, and ask which of two days is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from refundletters.answers import keys
from refundletters.answers.forbidden.redact import refuse_forbidden
from refundletters.answers.parsing.dropped_file import read_path
from refundletters.answers.parsing.typed_answer import TypedAnswer, read_typed
from refundletters.cli.talk.plain_prompter import Special
from refundletters.errors import RefundLettersError
from refundletters.i18n.locales import available, fallbacks
from refundletters.i18n.speech import speaker
from refundletters.interview.options import value_text
from refundletters.messages import N_, Message, say
from refundletters.packs.questions import find_question, load_questions
from refundletters.packs.tables.question import Question

if TYPE_CHECKING:
    from refundletters.cli.context import Context
    from refundletters.cli.talk.conversation import Conversation

__all__ = ["also_known", "read_reply", "settings_understood", "tell_understood"]

# What stands on a statement where a store or wallet took the money for a service.
_STORES: Final = ("apple", "itunes", "google", "amazon", "amzn", "paypal", "roku", "samsung")
# A shorter name may be part of another word.
_SHORTEST_NAME: Final = 5
_EVIDENCE: Final[Mapping[str, str]] = {
    "statement": N_("Statement with the charge"),
    "confirmation": N_("Confirmation of the cancellation"),
    "screenshot": N_("Screenshot"),
    "email": N_("E-mail"),
    "transcript": N_("Chat transcript"),
}
_READ_BACK: Final = frozenset({"date", "moment", "money", "number", "integer"})
_CHOSEN: Final = frozenset({"choice", "choices", "yes_no", "confirm"})


def read_reply(
    talk: Conversation, key: str, text: str, answers: Mapping[str, Any], as_of: dt.date
) -> TypedAnswer | Special:
    """Return what a typed line stands for; a day that may be two is asked about.

    Raises:
        CaseError: It cannot be read.
    """
    if keys.plain(key) == "evidence.file":
        return TypedAnswer(_checked_file(key, text))
    typed = read_typed(key, text, talk.context.interface, answers, as_of=as_of)
    if typed.days:
        days = {str(day): talk.speaker.value(_day(day)) for day in typed.days}
        chosen = talk.choose(say("Which day do you mean?"), days, back=True)
        if chosen is Special.BACK:
            return Special.BACK
        return TypedAnswer(next(day for day in typed.days if str(day) == chosen))
    if not typed.beside:
        return TypedAnswer(typed.value, _currency_of_the_entry_before(key, answers))
    return typed


def tell_understood(
    talk: Conversation, question: Question, key: str, row: int | None, answers: Mapping[str, Any]
) -> None:
    """Say which day, amount or number was understood."""
    value = keys.get(answers, key)
    if question.id == "evidence.file" and value is not None:
        number = (row or 0) + 1
        talk.tell(say("Evidence %(number)s: %(file)s can be read.", number=number, file=value))
    if question.kind not in _READ_BACK or value is None:
        return
    text = value_text(question, value, answers, talk.speaker, talk.context.roots, row)
    if question.kind == "date" and isinstance(value, dt.date):
        text = talk.speaker.formats.date(value, "full")
    talk.tell(say("Understood: %(value)s", value=text))


def settings_understood(
    context: Context, settings: Sequence[tuple[str, str]], answers: Mapping[str, Any]
) -> None:
    """Say on standard error how days, amounts and choices of ``--set`` were understood."""
    from refundletters.i18n.speech import speaker

    if not settings:
        return
    speak = speaker(context.roots, context.interface)
    questions = load_questions(context.roots)
    for key in dict.fromkeys(key for key, _ in settings):
        question, value = find_question(questions, key), keys.get(answers, key)
        if question is None or value is None or question.kind not in _READ_BACK | _CHOSEN:
            continue
        row = next((int(part) for part in key.split(".") if part.isdecimal()), None)
        text = value_text(question, value, answers, speak, context.roots, row)
        context.note(say("%(label)s: %(value)s", label=say(question.label), value=text))


def _checked_file(key: str, text: str) -> str:
    """Return the path of a file that was typed or dragged, once it is known to be good evidence."""
    from refundletters.bundle.read_evidence import check_file  # it reads pictures and PDF files

    refuse_forbidden(text, key)
    path = read_path(text, Path.cwd())
    check_file(path, key)
    return str(path)


def _day(day: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(day.removeprefix("~")) if isinstance(day, str) else day


def _currency_of_the_entry_before(key: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the currency of the charge before, for an amount that was typed without one."""
    table, _, rest = key.partition(".")
    row, _, name = rest.partition(".")
    if table != "charges" or name != "amount" or not row.isdecimal() or row == "0":
        return {}
    before = keys.get(answers, f"charges.{int(row) - 1}.currency")
    own = f"charges.{row}.currency"
    return {own: before} if before and keys.get(answers, own) is None else {}


def also_known(
    key: str, value: Any, answers: Mapping[str, Any], context: Context
) -> dict[str, Any]:
    """Return the answers that follow from one, by their keys; none that is there already.

    Args:
        key: The key that was answered, with positions.
        value: The answer.
        answers: What was answered before.
        context: Streams, day and language.
    """
    found: dict[str, Any] = {}
    if key == "service.descriptor" and _names_the_service(str(value), answers):
        found["service.biller"] = "provider"
    if keys.plain(key) == "evidence.kind" and value in _EVIDENCE:
        label = _in_words_of_letter(_EVIDENCE[value], answers, context)
        found = {f"{key.removesuffix('kind')}label": label} if label else {}
    return {name: known for name, known in found.items() if keys.get(answers, name) is None}


def _names_the_service(text: str, answers: Mapping[str, Any]) -> bool:
    """Tell whether the line of a statement names the service, and no store that bills for it."""
    name = keys.get(answers, "service.name") or keys.get(answers, "service.id") or ""
    line, name = _letters(text), _letters(name)
    is_named = len(name) >= _SHORTEST_NAME and name in line
    return is_named and not any(store in line for store in _STORES if store not in name)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _in_words_of_letter(text: str, answers: Mapping[str, Any], context: Context) -> str:
    """Return a name in the language of the letter; empty where there are no words in it."""
    from refundletters import app
    from refundletters.answers.build import build_case

    try:
        case = build_case(answers, today=context.setting.today)
        letter = app.choose_locale(None, case, context.setting)
    except RefundLettersError:
        return ""
    has_words = available(context.roots, "ui")
    if not set(has_words).intersection(fallbacks(letter)):
        return ""
    return speaker(context.roots, letter)(Message(text))
