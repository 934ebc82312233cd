"""``compare``: one document in two languages, side by side."""

from __future__ import annotations

from typing import Final

from refundletters import app
from refundletters.cli.case_argument import answers_of, case_without_settings, tell_settings
from refundletters.cli.context import Context
from refundletters.cli.option_values import CompareOptions
from refundletters.errors import UsageError
from refundletters.facts.types import Facts
from refundletters.letters.wording import Wording
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.packs.letters import letter_meta
from refundletters.render.formats import COMPARED, FORMATS, FormatName, Output, format_for
from refundletters.render.result import Rendered
from refundletters.render.side_by_side import columns, side_by_side

__all__ = ["run"]

# The screen on which a file will be read is unknown: the width of a printed page.
_PAGE: Final = 88


def run(context: Context, options: CompareOptions) -> int:
    """Show a document in two languages."""
    format = _format(options, context)
    meta = letter_meta(context.roots, options.document)
    case = case_without_settings(context, options.case, options.set)
    answers = answers_of(context, case, options.set)
    facts = app.facts_from(answers, context.setting)
    app.check_open(app.status_of(meta.id, facts, context.setting))
    left = _composed(options.locale, facts, options, context)
    right = _composed(options.with_ or context.interface, facts, options, context)
    if left.locale == right.locale:
        raise UsageError(
            say("Both columns would be in one language (%(locale)s).", locale=left.locale),
            say("Name two languages: --locale de --with en."),
        )
    tell_settings(context, options.set, answers)
    both = side_by_side(left, right, (_language(left, context), _language(right, context)))
    rendered = _rendered(both, format, context.width if options.path is None else _PAGE)
    if options.path is None:
        from refundletters.sink import stdout

        stdout.put(rendered, context.stdout)
    else:
        from refundletters.cli.commands.output_file import put_output

        put_output(context, rendered, options, cases=() if case is None else (case,))
    return 0


def _format(options: CompareOptions, context: Context) -> FormatName:
    """Return the requested format, otherwise that of the file, otherwise text.

    Raises:
        NotFound: The ending of the file stands for no format.
        UsageError: The format cannot be shown on a screen.
    """
    format: FormatName = options.format or "text"
    if options.path is not None:
        return options.format or format_for(options.path, COMPARED).name
    if FORMATS[format].binary and context.stdout_is_terminal:
        raise UsageError(
            say("A %(format)s file cannot be shown on a screen.", format=format),
            say("Write it to a file: -o letter.%(format)s", format=format),
        )
    return format


def _composed(
    locale: str | None, facts: Facts, options: CompareOptions, context: Context
) -> Document:
    wording = Wording(options.document, locale, options.channel, options.allow_incomplete)
    return app.compose_for(wording, facts, context.setting)


def _language(document: Document, context: Context) -> str:
    from refundletters.i18n.formats import Formats

    return Formats(context.interface).language(document.locale)


def _rendered(both: Document, format: FormatName, width: int) -> Rendered:
    return columns(both, width) if format == "text" else app.render(both, Output(format))
