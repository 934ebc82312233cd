"""Messages in Jinja templates."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from refundletters.messages import say
from refundletters.translate.entries import NOTE, SourceMessage, fail
from refundletters.translate.examples import example

__all__ = ["FUNCTIONS", "OPTIONS", "entries"]

# The same settings as in refundletters.letters.environment: a message extracted differently here is
# never found there. Not silent, since a broken template would lose all of its messages.
OPTIONS: Final = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}

# Function → which of its arguments are text; in this order: context, message, plural.
_TEXTS: Final[dict[str, tuple[int | None, int, int | None]]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
FUNCTIONS: Final = frozenset(_TEXTS)
"""The names under which templates translate."""


def entries(source: str, file: str, domain: str) -> Iterator[SourceMessage]:
    """Yield the messages of one template.

    Args:
        source: The template.
        file: Its path, for errors and places.
        domain: The domain its messages belong to.

    Raises:
        TemplateError: The template cannot be parsed, or a text in it is not a literal.
    """
    try:
        found = list(
            babel_extract(io.BytesIO(source.encode()), list(_TEXTS), [NOTE], dict(OPTIONS))
        )
    except TemplateSyntaxError as error:
        detail = (error.message or "").rstrip(".")
        fail(file, error.lineno, say("The template cannot be read: %(detail)s.", detail=detail))
    for line, function, given, notes in found:
        arguments = given if isinstance(given, tuple) else (given,)
        context, msgid, plural = (
            "" if position is None else _text(arguments, position, file, line)
            for position in _TEXTS[function]
        )
        clean = [" ".join(note.split()) for note in notes]
        sample = example(plural or msgid, domain)
        if sample and not any("s in " in note for note in clean):
            clean.append(sample)
        yield SourceMessage(domain, msgid, file, line, plural, context, tuple(clean))


def _text(arguments: Sequence[Any], position: int, file: str, line: int) -> str:
    text = arguments[position] if position < len(arguments) else None
    if not isinstance(text, str):
        fail(
            file,
            line,
            say("A text to translate is not written out here, so translators never see it."),
            say("Write the text itself, and pass what varies as a value."),
        )
    return text
