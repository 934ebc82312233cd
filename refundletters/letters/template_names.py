"""What templates of letters may call: messages of the catalogue, and formats of the locale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Final, Literal, TypeVar

from markupsafe import Markup, escape

from refundletters.i18n.catalogues import Catalogue
from refundletters.i18n.formats import Formats
from refundletters.i18n.spans import first_of_span, listed_days, short_day

__all__ = ["PLACE", "Catalogued", "Modules", "call_without_context", "printable", "words"]

T = TypeVar("T")

# The attribute that tells the parser where in a template an element is written.
PLACE: Final = "at"
_USUAL: Final[frozenset[type]] = frozenset({str, Markup})
_PLAIN: Final = (str, int, float, Decimal)


class Catalogued:
    """Catalogue lookups as Jinja calls them: a message in, escaped text out."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def gettext(self, message: str, **values: object) -> Markup:
        """Translate a message and insert the escaped values."""
        return _filled(self._catalogue.gettext(message), values)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """Translate a message with a context."""
        return _filled(self._catalogue.pgettext(context, message), values)

    def ngettext(self, one: str, many: str, num: int, **values: object) -> Markup:
        """Translate a message that counts something."""
        values.setdefault("num", num)
        return _filled(self._catalogue.ngettext(one, many, num), values)

    def npgettext(self, context: str, one: str, many: str, num: int, **values: object) -> Markup:
        """Translate a message with a context that counts something."""
        values.setdefault("num", num)
        return _filled(self._catalogue.npgettext(context, one, many, num), values)

    def names(self) -> Mapping[str, Callable[..., Markup]]:
        """Return the functions under the names that ``{% trans %}`` calls."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
        }


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    """Return a message with its values in it; only they are escaped."""
    safe = {
        name: value if value.__class__ is Markup else escape(printable(value))
        for name, value in values.items()
    }
    return Markup(message % safe)  # noqa: S704  # catalogues are markup, checked by the parser


def words(formats: Formats) -> Mapping[str, Callable[..., object]]:
    """Return the formatting functions that letters may call, bound to one locale.

    ``date(day)``, ``money(amount)``, ``number(n)``, ``country_name(code)``, ``all_of([...])``,
    ``any_of([...])``, ``listed([...])`` with commas alone, and for days listed together
    ``short_day(day)``, ``first_of_span(first, last)``, ``listed_days([...])``.
    """
    return {
        "date": formats.date,
        "money": formats.money,
        "number": formats.number,
        "country_name": formats.territory,
        "all_of": lambda items: _join(formats, list(items), "standard"),
        "any_of": lambda items: _join(formats, list(items), "or"),
        "listed": lambda items: _join(formats, list(items), "unit"),
        "short_day": lambda day: short_day(formats, day),
        "first_of_span": lambda first, last: first_of_span(formats, first, last),
        "listed_days": lambda days: listed_days(formats, days),
    }


def _join(
    formats: Formats, items: Sequence[str], style: Literal["standard", "or", "unit"]
) -> Markup:
    """Join escaped items by the locale's own list pattern."""
    links = formats.list_links([str(printable(item)) for item in items], style)
    pairs = zip_longest(items, links, fillvalue="")
    return Markup("").join(escape(part) for pair in pairs for part in pair)


class Modules(dict[str, Any]):
    """The templates that one letter has imported, by name.

    Attributes:
        names: The names of the letter, which are all that an imported template sees.
    """

    KEY: Final = "_modules"

    def __init__(self, names: Mapping[str, Any], more: Mapping[str, Any]) -> None:
        """Begin with none; ``names`` are completed by ``more`` and this value."""
        super().__init__()
        self.names = {**more, **names, self.KEY: self}


def call_without_context(
    _context: object, called: Callable[..., Any], /, *args: Any, **values: Any
) -> Any:
    """Call a macro or function of a letter, none of which asks for the context."""
    if values:
        # What Jinja's compiler adds for those that do.
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
    return called(*args, **values)


def printable(value: T) -> T:
    """Return what a template prints.

    Raises:
        SecurityError: It is neither words nor a number.
    """
    # Most of what is printed is one of two types, and a letter prints a thousand times.
    if type(value) in _USUAL or isinstance(value, _PLAIN) or hasattr(value, "__html__"):
        return value
    from jinja2 import Undefined
    from jinja2.exceptions import SecurityError

    if isinstance(value, Undefined):
        return value
    msg = f"a value of the kind {type(value).__name__} cannot be printed as it is"
    raise SecurityError(msg)
