"""The data, the day and the interface language that everything is worked out with, as one value."""

from __future__ import annotations

import datetime as dt

import msgspec

from refundletters.packs.roots import Roots

__all__ = ["SOURCE_LOCALE", "Setting"]

SOURCE_LOCALE = "en_US"


class Setting(msgspec.Struct, frozen=True):
    """What does not depend on the case; it is passed along, never looked up.

    Attributes:
        roots: Where templates, catalogues and data are.
        today: The day, for cases without ``as_of``.
        interface: Locale of the person's screen, the last resort for the language of a letter.
    """

    roots: Roots
    today: dt.date
    interface: str = SOURCE_LOCALE
