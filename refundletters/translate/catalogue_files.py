"""Catalogues on disk: read them, and write them so that a diff shows only real changes.

No dates, no line numbers, no wrapped lines, no names of people: they change with every run, or do
not belong in a public file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from refundletters.i18n.compiling import BadLine, check_lines
from refundletters.messages import say
from refundletters.storage.change import change as change_file
from refundletters.translate.entries import SourceMessage, fail
from refundletters.translate.plurals import plural_forms

__all__ = [
    "Key",
    "change",
    "empty",
    "from_entries",
    "ids",
    "key",
    "read",
    "strings",
    "text_of",
    "write",
]

Key = tuple[str, str]
"""What makes a message one message: its context and its (singular) text."""

_LICENSE: Final = "Distributed under the MIT license, like refundletters itself."
_TITLES: Final = {
    "letters": "Letters of refundletters",
    "ui": "Interface of refundletters",
    "authors": "Words of refundletters for authors and translators",
}
_OWN: Final = tuple(f"# {title}" for title in _TITLES.values())


def key(message: Message) -> Key:
    """Return what distinguishes ``message`` from all others."""
    return (str(message.context or ""), ids(message)[0])


def ids(message: Message) -> tuple[str, ...]:
    """Return the texts of a message: one, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    """Return the translations of a message: one, or one for each plural form."""
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


def empty(locale: str, header_comment: str = "") -> Catalog:
    """Return an empty catalogue of ``locale`` with the plural forms of our own table."""
    catalog = Catalog(locale=locale, header_comment=header_comment, fuzzy=False)
    catalog.mime_headers = [("Plural-Forms", plural_forms(locale))]
    return catalog


def from_entries(entries: Iterable[SourceMessage]) -> Catalog:
    """Return a list of messages without translations, in the order of ``entries``."""
    catalog = Catalog(fuzzy=False)
    for entry in entries:
        if entry.msgid:
            catalog.add(
                (entry.msgid, entry.plural) if entry.plural else entry.msgid,
                locations=[(entry.file, entry.line)],
                auto_comments=list(entry.notes),
                context=entry.context or None,
            )
    return catalog


def read(path: Path, locale: str | None = None) -> Catalog:
    """Read a catalogue.

    Args:
        path: A ``.po`` or ``.pot``.
        locale: The locale of a ``.po``.

    Raises:
        TemplateError: It cannot be read; names file and line.
    """
    return _parsed(path.read_bytes(), path, locale)


def _parsed(source: bytes, path: Path, locale: str | None) -> Catalog:
    try:
        check_lines(source)
        return read_po(io.BytesIO(source), locale=locale, abort_invalid=True)
    except BadLine as error:
        fail(str(path), error.line, say("This is not a line of a catalogue."))
    except PoFileError as error:
        fail(str(path), error.lineno, say("This is not a line of a catalogue."))
    except (UnicodeDecodeError, LookupError) as error:
        fail(str(path), 0, say("The file cannot be read: %(detail)s.", detail=str(error)))


def text_of(catalog: Catalog, domain: str, locale: str | None = None) -> str:
    """Return a catalogue as the text of its file.

    Args:
        catalog: The messages.
        domain: ``letters``, ``ui`` or ``authors``.
        locale: ``None`` for a list without translations.
    """
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, width=0, omit_header=True, include_previous=False, include_lineno=False
    )
    header = _header(catalog, domain, locale)
    body = buffer.getvalue().decode("utf-8").strip("\n")
    return f"{header}\n{body}\n" if body else header


def write(path: Path, catalog: Catalog, domain: str, locale: str | None = None) -> bool:
    """Write a catalogue, whole or not at all; return whether the file changed.

    Raises:
        SinkError: It cannot be written; the file is unchanged.
    """
    return change_file(
        path.resolve(), lambda _: text_of(catalog, domain, locale).encode(), public=True
    )


def change(
    path: Path, domain: str, locale: str | None, edit: Callable[[Catalog], Catalog | None]
) -> bool:
    """Change what a catalogue holds at this moment; return whether the file changed.

    Args:
        path: A ``.po`` or ``.pot``; it need not exist.
        domain: ``letters`` or ``ui``.
        locale: ``None`` for a list without translations.
        edit: Returns the new catalogue for the present one, or ``None`` to leave it alone.

    Raises:
        TemplateError: The file cannot be read; names file and line.
        SinkError: It cannot be written; the file is unchanged.
    """

    def rewrite(old: bytes | None) -> bytes | None:
        if old is None:
            present = Catalog(fuzzy=False) if locale is None else empty(locale)
        else:
            present = _parsed(old, path, locale)
        changed = edit(present)
        return None if changed is None else text_of(changed, domain, locale).encode()

    return change_file(path.resolve(), rewrite, public=True)


def _header(catalog: Catalog, domain: str, locale: str | None) -> str:
    title = _TITLES[domain]
    fields = {"Project-Id-Version": "refundletters"}
    if locale is not None:
        name = Locale.parse(locale).get_display_name("en_US")
        title = f"{title} in {name}"
        fields["Language"] = locale
        fields["Language-Team"] = str(name)
        fields["Plural-Forms"] = str(catalog.plural_forms)
    fields |= {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = [f"# {title}.", f"# {_LICENSE}", *_remarks(catalog, locale), "#"]
    lines += ['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in fields.items())]
    return "\n".join(lines) + "\n"


def _remarks(catalog: Catalog, locale: str | None) -> list[str]:
    """Return the translators' comments above the header, after our own two lines."""
    if locale is None:
        return []
    written = [line for line in catalog.header_comment.splitlines() if line.strip("# ")]
    return [line for line in written if _LICENSE not in line and not line.startswith(_OWN)]
