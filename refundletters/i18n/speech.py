"""Turn a :class:`~refundletters.messages.Message` into text in somebody's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from refundletters.i18n.catalogues import Catalogue, load
from refundletters.i18n.formats import Formats
from refundletters.i18n.locales import direction
from refundletters.messages import Message
from refundletters.model.money import Money
from refundletters.packs.roots import Roots
from refundletters.patterns import lazy_pattern

__all__ = ["Speaker", "speaker"]

# Where Arabic stands around it, "US$" would be drawn "$US" without a mark after it.
_SYMBOL: Final = lazy_pattern("[A-Z]{1,3}[$]")


class Speaker:
    """Says messages in the language of its catalogue, with values in the formats of its locale."""

    def __init__(self, catalogue: Catalogue, formats: Formats) -> None:
        self.catalogue = catalogue
        self.formats = formats

    def __call__(self, message: Message) -> str:
        """Return the message as text.

        Raises:
            KeyError: The sentence has a placeholder for which the message has no field.
        """
        template = self._template(message)
        if not message.fields:
            return template
        return template % {name: self.value(value) for name, value in message.fields.items()}

    def value(self, value: object) -> str:
        """Return one field as text: dates, money, numbers, messages, and lists of any of them."""
        match value:
            case str() | Path():
                return str(value)
            case Message():
                return self(value)
            case Money():
                return self._money(value)
            case dt.datetime():
                return self.formats.moment(value)
            case dt.date():
                return self.formats.date(value)
            case dt.time():
                return self.formats.time(value)
            case bool():
                return str(value)
            case int() | float() | Decimal():
                return self.formats.number(value)
            case Sequence():
                return self.formats.list([self.value(item) for item in value])
            case _:
                return str(value)

    def _money(self, money: Money) -> str:
        shown = self.formats.money(money)
        if direction(self.formats.locale) == "ltr":
            return shown
        return _SYMBOL.sub("\\g<0>\u200e", shown)

    def _template(self, message: Message) -> str:
        if not message.plural:
            return self.catalogue.gettext(message.msgid)
        count = message.fields[message.count]
        if not isinstance(count, int):
            msg = f"{message.count!r} decides between singular and plural; it must be an int"
            raise TypeError(msg)
        return self.catalogue.ngettext(message.msgid, message.plural, count)


def speaker(roots: Roots, locale: str) -> Speaker:
    """Return the speaker of the interface in ``locale``.

    Raises:
        NotFound: There is no such locale.
        TemplateError: A catalogue cannot be read.
    """
    catalogue = load(roots, "ui", locale)
    return Speaker(catalogue, Formats(catalogue.locale))
