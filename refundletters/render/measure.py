"""The length of a text in the units of its channel."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, assert_never

import msgspec

from refundletters.model.closed_words import TextChannel
from refundletters.patterns import lazy_pattern

__all__ = ["SmsParts", "characters", "length", "sms_parts", "weighted_length"]

# X counts these code points as one and every other as two; a link counts as 23 whatever its length
# (docs.x.com, "Counting characters"; configuration 3 of its open-source text library).
_SINGLE: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LINK_WEIGHT: Final = 23
# It links every host with a dot whose last part is a top-level domain, in any script. There are
# some 1,500 of those, and brands among them; so any run of letters is taken for one, which errs on
# the long side.
_LINK: Final = lazy_pattern(
    r"(?:https?://|(?<![\w@.-]))"
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
    r"[^\W\d_]{2,24}(?![^\W_]|[@-])"
    r"(?::\d+)?(?:/[!-~]*[a-z0-9=_#/+-]|/)?(?:\?[!-~]*[a-z0-9_&=#/-])?",
    re.IGNORECASE,
)
_PICTURE: Final = (
    "(?:[\u00a9\u00ae](?=\ufe0f)|[\u2122-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff])"
)
_PICTURE_TAIL: Final = "[\ufe0f\U0001f3fb-\U0001f3ff]*[\U000e0020-\U000e007f]*"
_EMOJI: Final = lazy_pattern(
    "[\U0001f1e6-\U0001f1ff]{2}|[#*0-9]\ufe0f?\u20e3"
    f"|{_PICTURE}{_PICTURE_TAIL}(?:\u200d{_PICTURE}{_PICTURE_TAIL})*"
)

# The basic alphabet of GSM 03.38; those of its extension table take an escape before them.
_GSM_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED: Final = frozenset("\f^{}\\[~]|€")


def weighted_length(text: str) -> int:
    """Return the length of ``text`` as X counts it.

    Latin letters and common punctuation count one, most other characters two, an emoji of any
    make two, and a link 23. The text is normalized to NFC first.
    """
    text = unicodedata.normalize("NFC", text)
    links = len(_LINK.findall(text))
    text = _LINK.sub("", text)
    emoji = len(_EMOJI.findall(text))
    text = _EMOJI.sub("", text)
    return _LINK_WEIGHT * links + 2 * emoji + sum(_weight(ord(char)) for char in text)


def _weight(code: int) -> int:
    return 1 if any(first <= code <= last for first, last in _SINGLE) else 2


class SmsParts(msgspec.Struct, frozen=True):
    """How a text message is sent.

    Attributes:
        encoding: ``GSM-7``, or ``UCS-2`` once one character needs it.
        units: Septets in GSM-7, 16-bit units in UCS-2.
        parts: Number of messages it takes.
    """

    encoding: str
    units: int
    parts: int


def sms_parts(text: str) -> SmsParts:
    """Return how many messages ``text`` takes: 160 or 70 units in one, 153 or 67 in each of more.

    A character of two units is never divided between two messages.
    """
    if all(char in _GSM_BASIC or char in _GSM_EXTENDED for char in text):
        sizes = [2 if char in _GSM_EXTENDED else 1 for char in text]
        return SmsParts("GSM-7", sum(sizes), _parts(sizes, 160, 153))
    sizes = [2 if ord(char) > 0xFFFF else 1 for char in text]
    return SmsParts("UCS-2", sum(sizes), _parts(sizes, 70, 67))


def _parts(sizes: list[int], single: int, several: int) -> int:
    if sum(sizes) <= single:
        return 1
    parts, used = 1, 0
    for size in sizes:
        if used + size > several:
            parts, used = parts + 1, 0
        used += size
    return parts


def characters(text: str) -> int:
    """Return the length of ``text`` as a browser counts it: in UTF-16 units, the safe upper end."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(text: str, channel: TextChannel) -> int:
    """Return the length of ``text`` in the units of ``channel``.

    Args:
        text: What will be sent.
        channel: ``x`` counts weighted characters, ``sms`` septets (160 are one message; a character
            outside the basic alphabet makes every character cost 16 bits, that is 160 for 70),
            every other channel characters.
    """
    match channel:
        case "x":
            return weighted_length(text)
        case "sms":
            sent = sms_parts(text)
            return sent.units if sent.encoding == "GSM-7" else sent.units * 16 // 7
        case "chat" | "email" | "letter" | "form" | "phone":
            return characters(text)
        case _:
            assert_never(channel)
