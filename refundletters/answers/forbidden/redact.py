"""What a case never holds.

Card numbers, IBANs, security codes, PINs, passwords, one-time codes, national identity numbers that
can be checked, and children's names are refused at every entry point: in every text, number and
key, however deeply nested. An error says which kind was found and where; it never repeats the
value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from refundletters.answers.forbidden import card_numbers, identity_numbers
from refundletters.answers.forbidden.announced_secrets import child_name, national_id, secret
from refundletters.answers.forbidden.digits import digits_in
from refundletters.answers.keys import describe, known_keys, plain
from refundletters.errors import ForbiddenData, UnknownKey
from refundletters.messages import N_, Message
from refundletters.patterns import lazy_pattern

__all__ = [
    "KINDS",
    "forbidden",
    "is_doubtful",
    "normalize_for_scanning",
    "refuse_forbidden",
]

KINDS: Final[Mapping[str, str]] = {
    "card_number": N_("%(key)s seems to hold a card number. It was not kept."),
    "card_or_order": N_("%(key)s may hold a card number. It was not kept."),
    "iban": N_("%(key)s seems to hold an IBAN, a bank account number. It was not kept."),
    "security_code": N_("%(key)s seems to hold the security code of a card. It was not kept."),
    "pin": N_("%(key)s seems to hold a PIN. It was not kept."),
    "one_time_code": N_("%(key)s seems to hold a one-time code. It was not kept."),
    "password": N_("%(key)s seems to hold a password. It was not kept."),
    "expiry": N_("%(key)s seems to hold the expiry date of a card. It was not kept."),
    "us_ssn": N_("%(key)s seems to hold a U.S. social security number. It was not kept."),
    "es_dni": N_("%(key)s seems to hold a Spanish identity number (DNI). It was not kept."),
    "es_nie": N_("%(key)s seems to hold a Spanish foreigner number (NIE). It was not kept."),
    "fr_nir": N_("%(key)s seems to hold a French social security number. It was not kept."),
    "de_tax_id": N_("%(key)s seems to hold a German tax number. It was not kept."),
    "gb_nino": N_("%(key)s seems to hold a UK national insurance number. It was not kept."),
    "child_name": N_("%(key)s seems to name a child. It was not kept."),
}
_REMEDIES: Final[Mapping[str, str]] = {
    "card_number": N_(
        "Take it out. The last four digits, in payment.last4, are enough. If it is the number of "
        "an order, give it as the reference of the charge, in one piece, after the word order."
    ),
    "card_or_order": N_(
        "If it is an order number, write the word for it in front, such as: order 12345. Of a "
        "card, the last four digits are enough, in payment.last4."
    ),
    "expiry": N_(
        "Take it out. If it is not the date of a card, write the name of the month, such as: "
        "April 2027."
    ),
    "iban": N_("Take it out. Where a bank needs it for a repayment, write it on the form by hand."),
    "child_name": N_("Write “my child” or another word for the person, without the name."),
}
_OTHER_REMEDY: Final = N_("Take it out. No letter needs it, and nobody who helps you asks for it.")

# References given by others, which may look like an identity number by chance.
_CODES: Final = frozenset(
    {"reference", "descriptor", "mandate_reference", "creditor_id", "codes", "code", "file"}
)
# A telephone number in international form of at most this many digits is not taken for a card.
_PHONE: Final = lazy_pattern(r"\+[0-9 ()./-]+\Z")
_PHONE_DIGITS: Final = 13
# Fields of digits that stand for themselves, whatever their neighbors hold.
_ALONE: Final = frozenset({"payment.last4", "sender.phone"})
_ONLY_DIGITS: Final = lazy_pattern(r"[0-9][0-9 ./-]*")
_CARD_DIGITS: Final = 16
# India calls its postal codes PIN.
_PIN_DIGITS: Final = 6
_POSTAL_PIN: Final = lazy_pattern(r"(?i)\bpin(?:\s?code)?[\s:.-]*[1-9][0-9]{2}\s?[0-9]{3}(?![0-9])")

# Digits that Unicode counts as letters.
_IDEOGRAPHIC: Final = "〇一二三四五六七八九"


def normalize_for_scanning(text: str) -> str:
    """Return ``text`` as a reader sees it: ASCII digits, no invisible characters, plain spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    signs = []
    for sign in unicodedata.normalize("NFKC", text):
        if sign.isascii():
            signs.append(sign if sign.isprintable() else " " if sign.isspace() else "")
            continue
        category = unicodedata.category(sign)
        digit = unicodedata.digit(sign, None)
        if digit is not None or sign in _IDEOGRAPHIC:
            signs.append(str(_IDEOGRAPHIC.index(sign) if digit is None else digit))
        elif category == "Pd" or sign == "\u2212":
            signs.append("-")
        elif category.startswith("Z"):
            signs.append(" ")
        elif category not in ("Cf", "Cc", "Mn", "Me"):
            signs.append(sign)
    return " ".join("".join(signs).split())


def forbidden(text: str, *, prose: bool = True) -> str | None:
    """Return the kind of forbidden data in ``text`` (a key of :data:`KINDS`), or ``None``.

    Args:
        text: Free text as somebody gave it.
        prose: Whether it is prose, not somebody else's reference; see ``national_id`` and
            ``only_references``.
    """
    if not any(sign.isalnum() for sign in text):
        return None
    simple = normalize_for_scanning(text)
    if any(sign.isdigit() for sign in simple):
        if identity_numbers.has_iban(simple):
            return "iban"
        if kind := national_id(simple, prose=prose):
            return kind
        if card_numbers.has_masked_card(simple):
            return "card_number"
        if kind := _card_kind(simple, prose=prose):
            return kind
    if kind := secret(simple):
        return kind
    return "child_name" if child_name(simple) else None


def _card_kind(text: str, *, prose: bool) -> str | None:
    if not card_numbers.has_card_number(text) or (not prose and card_numbers.only_references(text)):
        return None
    return "card_number" if prose or card_numbers.is_printed_card(text) else "card_or_order"


def is_doubtful(text: str, key: str) -> bool:
    """Return whether ``text`` at ``key`` could be an order number just as well as a card number."""
    is_reference = plain(key).rpartition(".")[2] in _CODES
    return is_reference and forbidden(text, prose=False) == "card_or_order"


def refuse_forbidden(value: Any, key: str = "") -> None:
    """Check a value, or all answers, including everything nested in them.

    Raises:
        ForbiddenData: Something in it must never be kept; names the key and the kind, not the
        value.
    """
    for where, text in _texts(value, key):
        name = where.rpartition(".")[2]
        if plain(where) == "sender.phone" and _is_phone(text):
            continue
        if "address" in where.split(".")[-2:]:
            text = _POSTAL_PIN.sub(" ", text) if digits_in(text) >= _PIN_DIGITS else text
        kind = forbidden(text, prose=plain(where).rpartition(".")[2] not in _CODES)
        if kind is None and _may_identify_value(where):
            kind = forbidden(f"{name.replace('_', ' ').replace('-', ' ')}: {text}")
        if kind is not None:
            raise _refusal(kind, where)


def _refusal(kind: str, key: str) -> ForbiddenData:
    remedy = _REMEDIES.get(kind, _OTHER_REMEDY)
    return ForbiddenData(Message(KINDS[kind], {"key": key}), Message(remedy), key=key)


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield every text and number in ``value`` with its key; names of keys count as texts."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            text = str(name)
            here = f"{key}.{text}" if key else text
            if text not in _names() and forbidden(text) is not None:
                yield key or "…", text
            yield from _texts(inner, here)
        yield from _split_numbers(value, key)
    elif isinstance(value, str):
        yield key, value
    elif isinstance(value, Sequence):
        for position, inner in enumerate(value):
            yield from _texts(inner, f"{key}.{position}")
        if len(value) > 1 and all(isinstance(item, str | int) for item in value):
            # A value split into parts is still checked as a whole.
            yield key, " ".join(map(str, value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield key, f"{value:f}".partition(".")[0] if isinstance(value, float) else str(value)


def _split_numbers(table: Mapping[Any, Any], key: str) -> Iterator[tuple[str, str]]:
    """Yield what neighboring fields of digits alone are together, where it can be one card."""
    run: list[str] = []
    for name, value in table.items():
        here = f"{key}.{name}" if key else str(name)
        is_number = isinstance(value, str) and _ONLY_DIGITS.fullmatch(value) is not None
        if not is_number or plain(here) in _ALONE or not _is_free_text(here):
            run = []
            continue
        run.append(value)
        for first in range(len(run) - 1):
            parts = [re.sub("[^0-9]", "", part) for part in run[first:]]
            if sum(map(len, parts)) == _CARD_DIGITS and all(len(part) % 4 == 0 for part in parts):
                yield here, " ".join(parts)


def _is_free_text(key: str) -> bool:
    try:
        return describe(key).kind == "text"
    except UnknownKey:
        return True


def _is_phone(text: str) -> bool:
    simple = normalize_for_scanning(text).strip()
    return (
        _PHONE.match(simple) is not None and sum(sign.isdigit() for sign in simple) <= _PHONE_DIGITS
    )


def _may_identify_value(key: str) -> bool:
    """Return whether an unknown ``key`` could by its name reveal what its value is."""
    return plain(key) not in _known()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(known_keys())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the names of our own tables and keys, which need no scanning."""
    return frozenset(name for key in known_keys() for name in key.split("."))
