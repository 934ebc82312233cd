"""The sentences for answers that are not acceptable: key, value, what is allowed, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from refundletters.answers.case_schema import KeyInfo
from refundletters.errors import CaseError
from refundletters.messages import N_, Message, say

__all__ = ["length", "not_allowed", "shown", "wrong"]

_LONGEST: Final = 40

# kind → (what is wrong, what to do)
_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "text": (
        N_("%(key)s cannot be %(value)s: it takes text."),
        N_('Write it in quotes, such as "text".'),
    ),
    "date": (
        N_("%(key)s cannot be %(value)s: it takes a date."),
        N_('Write it like 2026-03-14, or "~2026-03-14" for about that day.'),
    ),
    "moment": (
        N_("%(key)s cannot be %(value)s: it takes a date, or a date with the local time."),
        N_("Write it like 2026-03-14 or 2026-03-14T15:30:00, without a time zone."),
    ),
    "money": (
        N_("%(key)s cannot be %(value)s: it takes an amount."),
        N_('Write it in quotes, with a dot and without a currency, such as "9.99".'),
    ),
    "integer": (
        N_("%(key)s cannot be %(value)s: it takes a whole number."),
        N_("Write a number without quotes, such as 14."),
    ),
    "number": (
        N_("%(key)s cannot be %(value)s: it takes a number."),
        N_("Write a number, such as 42.5."),
    ),
    "yes_no": (
        N_("%(key)s cannot be %(value)s: it takes true or false."),
        N_("Write true or false, without quotes."),
    ),
    "list": (
        N_("%(key)s cannot be %(value)s: it takes a list."),
        N_('Write it in square brackets, such as ["first", "second"].'),
    ),
    "choices": (
        N_("%(key)s cannot be %(value)s: it takes a list."),
        N_('Write it in square brackets, such as ["first", "second"].'),
    ),
    "table": (
        N_("%(key)s cannot be %(value)s: it takes a table."),
        N_("Begin the table on its own line, with its name in square brackets."),
    ),
    "tables": (
        N_("%(key)s cannot be %(value)s: it takes tables, one for each entry."),
        N_("Begin each entry on its own line, with its name in double square brackets."),
    ),
}

# Patterns mean nothing to most people: describe in words what a text has to look like.
_EXAMPLES: Final[Mapping[str, Message]] = {
    "payment.last4": say("Write the last four digits of the card, such as 1234."),
    "promise.within": say("Write it like 5 days, 10 business days or 2 weeks."),
    "contract.notice": say("Write it like 5 days, 10 business days or 2 weeks."),
    "not_known": say("Write the name of a key, such as charges.0.reference."),
    "sender.email": say("Write it like name@example.org."),
    "recipient.email": say("Write it like name@example.org."),
    "country": say("Write the two capital letters of the country, such as GB."),
    "region": say("Write the capital letters of the state or province, such as OH."),
    "locale": say("Write a language, or a language and a country, such as en_GB."),
    "charges.currency": say("Write the three capital letters of the currency, such as EUR."),
    "fees.currency": say("Write the three capital letters of the currency, such as EUR."),
    "technical.codes": say("Write only the code, with letters, digits, dots and dashes."),
    "technical.incidents.code": say("Write only the code, with letters, digits, dots and dashes."),
    "service.id": say("Write an id such as disney_plus, or use service.name for the name."),
    "contacts.document": say("Write the id of a document, such as refund-request."),
}


def shown(value: Any) -> str:
    """Format ``value`` for an error: on one line, shortened, empty text made visible."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = " ".join(str(value).split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return text or '""'


def wrong(info: KeyInfo, key: str, value: Any, kind: str = "") -> CaseError:
    """Return the error for a value of the wrong type."""
    message, remedy = _SENTENCES[kind or info.kind]
    text = shown(value)
    return CaseError(
        Message(message, {"key": key, "value": text}), Message(remedy), key=key, value=text
    )


def not_allowed(info: KeyInfo, key: str, value: Any) -> CaseError:
    """Return the error for a value that is not in the closed list or does not match its pattern."""
    text = shown(value)
    if key == "schema" and isinstance(value, int) and value > 1:
        return CaseError(
            say("This case was written by a newer refundletters (format %(value)s).", value=text),
            say("Update refundletters, then read it again. The file was not changed."),
            key=key,
            value=text,
        )
    if not info.allowed:
        remedy = _EXAMPLES.get(info.key, say("Use other characters, or leave the key out."))
        message = say("%(key)s cannot be %(value)s.", key=key, value=text)
        return CaseError(message, remedy, key=key, value=text)
    import difflib  # only where something is wrong

    guess = str(value).strip().lower().replace("-", "_").replace(" ", "_")
    close = difflib.get_close_matches(guess, info.allowed, n=1, cutoff=0.5)
    return CaseError(
        say(
            "%(key)s cannot be %(value)s. Allowed: %(allowed)s.",
            key=key,
            value=text,
            allowed=", ".join(info.allowed),
        ),
        say("Did you mean %(nearest)s?", nearest=close[0])
        if close
        else say("Choose one of these."),
        key=key,
        value=text,
        allowed=info.allowed,
    )


def length(info: KeyInfo, key: str, value: str) -> CaseError:
    """Return the error for a text that is empty or too long."""
    text = shown(value)
    if len(value) < max(info.shortest, 1):
        message, remedy = (
            say("%(key)s is empty.", key=key),
            say("Write something, or leave it out."),
        )
    else:
        message = say(
            "%(key)s has %(count)s characters; at most %(most)s are allowed. It begins: %(value)s",
            key=key,
            count=len(value),
            most=info.longest,
            value=text,
        )
        remedy = say("Write it shorter.")
    return CaseError(message, remedy, key=key, value=text)
