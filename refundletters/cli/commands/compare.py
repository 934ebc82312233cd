"""``compare``: one document in two languages, side by side."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from refundletters import app
from refundletters.cli.case_argument import answers_of, facts_for
from refundletters.cli.context import Context
from refundletters.errors import NotFound, UsageError
from refundletters.facts.types import Facts
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.packs.letters import letter_meta
from refundletters.render.result import Rendered
from refundletters.render.side_by_side import columns, side_by_side

__all__ = ["run"]

_FORMATS: Final = {".txt": "text", ".html": "html", ".docx": "docx"}
# A file is read on screens that are not known yet: the width of a printed page.
_PAGE: Final = 88


def run(context: Context, values: Namespace) -> int:
    """Show a document in two languages."""
    path = None if values.output in {None, "-"} else Path(values.output)
    format = _format(values, path, context)
    meta = letter_meta(context.roots, values.document)
    facts = facts_for(answers_of(values, context), context)
    app.check_open(app.status_of(meta.id, facts, context.roots))
    left = _composed(values.locale, facts, values, context)
    right = _composed(getattr(values, "with") or context.interface, facts, values, context)
    if left.locale == right.locale:
        raise UsageError(
            say("Both columns would be in one language (%(locale)s).", locale=left.locale),
            say("Name two languages: --locale de --with en."),
        )
    both = side_by_side(left, right, (_language(left, context), _language(right, context)))
    rendered = _rendered(both, format, context.width if path is None else _PAGE)
    if path is None:
        from refundletters.sink import stdout

        stdout.put(rendered, context.stdout)
    else:
        from refundletters.sink import files

        context.note(files.put(rendered, path, overwrite=values.overwrite).message)
    return 0


def _format(values: Namespace, path: Path | None, context: Context) -> str:
    if values.format:
        format = str(values.format)
    elif path is None:
        format = "text"
    else:
        format = _FORMATS.get(path.suffix.lower(), "")
    if not format and path is not None:
        raise NotFound(
            say("The ending of %(file)s does not name a format.", file=path.name),
            say("Use one of %(endings)s, or choose with --format.", endings=", ".join(_FORMATS)),
            name=path.suffix,
        )
    if format == "docx" and path is None and context.stdout_is_terminal:
        raise UsageError(
            say("A %(format)s file cannot be shown on a screen.", format=format),
            say("Write it to a file: -o letter.%(format)s", format=format),
        )
    return format


def _composed(locale: str | None, facts: Facts, values: Namespace, context: Context) -> Document:
    return app.compose_for(
        values.document,
        facts,
        roots=context.roots,
        locale=locale,
        interface=context.interface,
        channel=values.channel,
        allow_incomplete=values.allow_incomplete,
    )


def _language(document: Document, context: Context) -> str:
    from refundletters.i18n.formats import Formats

    return Formats(context.interface).language(document.locale)


def _rendered(both: Document, format: str, width: int) -> Rendered:
    return columns(both, width) if format == "text" else app.render(both, format)
