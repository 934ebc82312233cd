"""Answers that follow from another one: they are read back instead of being asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from refundletters.answers import keys
from refundletters.cli.context import Context
from refundletters.errors import RefundLettersError
from refundletters.i18n.locales import available, fallbacks
from refundletters.i18n.speech import speaker
from refundletters.messages import N_, Message

__all__ = ["also_known"]

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
