"""``write``: one document for one case, to the screen, a file or the clipboard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.cli.case_argument import answers_of, case_without_settings, tell_settings
from refundletters.cli.context import Context
from refundletters.cli.next_steps import tell_after_writing, tell_warnings
from refundletters.cli.option_values import WriteOptions
from refundletters.errors import AnswersMissing, SinkError, UsageError
from refundletters.facts.types import Facts
from refundletters.letters.wording import Wording
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta, letter_meta
from refundletters.render import Attachment, Output
from refundletters.render.formats import FORMATS, FormatName, format_for
from refundletters.sink import Receipt

__all__ = ["run", "write_document"]

_SAMPLES: Final = "samples"


def run(context: Context, options: WriteOptions) -> int:
    """Write a document, and tell how it is sent and what to note then."""
    case = case_without_settings(context, options.case, options.set)
    options = replace(options, case=None if case is None else str(case))
    meta, composed, facts = write_document(context, options)
    if options.path is not None or options.copy or context.stdout_is_terminal:
        tell_after_writing([(meta, composed)], facts, case, context)
    return 0


def write_document(context: Context, options: WriteOptions) -> tuple[LetterMeta, Document, Facts]:
    """Write a document for the case that the options name, with whatever has to be checked.

    Returns:
        The letter, its words, and the facts that they were written for.

    Raises:
        SinkError: It could not be put where it should go; a copy may have failed after the rest.
    """
    format = options.format or ("text" if options.path is None else format_for(options.path).name)
    _check_destination(format, options, context)
    meta = letter_meta(context.roots, options.document)
    answers, facts = _complete(
        answers_of(context, options.case, options.set), meta, options, context
    )
    wording = Wording(meta.id, options.locale, options.channel, options.allow_incomplete)
    composed = app.compose_for(wording, facts, context.setting)
    tell_settings(context, options.set, answers)
    _deliver(composed, _output(composed, format, meta, facts, options, context), options, context)
    copied = _copy(composed, format, options, context) if options.copy else None
    words = _as_text(composed, format, options)
    tell_warnings(facts, context)
    _suggest_tone(words, composed, meta, answers, context)
    if context.stdout_is_terminal:
        _warn_of_personal_data(words, answers, context)
    if options.case:
        _check_evidence(facts, Path(options.case), context)
    kept = options.path is not None or (copied is not None and bool(copied.where))
    if kept and options.case and not options.no_log:
        _log_contact(meta, composed, facts, Path(options.case), context)
    if copied is not None and not copied.where:
        raise SinkError(copied.message)
    return meta, composed, facts


def _check_destination(format: FormatName, options: WriteOptions, context: Context) -> None:
    if options.path is not None:
        return
    if options.open:
        raise UsageError(
            say("There is no file to open."), say("Name one with -o, such as -o letter.docx.")
        )
    binary = FORMATS[format].binary
    if binary and options.copy:
        raise UsageError(
            say("A %(format)s file cannot be put on the clipboard.", format=format),
            say("Leave out --format, or write to a file with -o."),
        )
    if binary and context.stdout_is_terminal:
        raise UsageError(
            say("A %(format)s file cannot be shown on a screen.", format=format),
            say("Write it to a file: -o letter.%(format)s", format=format),
        )


def _complete(
    answers: Mapping[str, Any], meta: LetterMeta, options: WriteOptions, context: Context
) -> tuple[Mapping[str, Any], Facts]:
    """Return complete answers and their facts; on a terminal, ask for what is missing."""
    facts = _facts(answers, meta, context)
    try:
        app.check_open(app.status_of(meta.id, facts, context.setting))
    except AnswersMissing:
        if options.no_input or not context.interactive:
            raise
    else:
        return answers, facts
    from refundletters.cli.talk.missing_answers import run_missing
    from refundletters.cli.talk.prompts import open_prompter

    prompter = open_prompter(context)
    answers = run_missing(context, answers, meta.id, options.case, prompter=prompter)
    facts = _facts(answers, meta, context)
    app.check_open(app.status_of(meta.id, facts, context.setting))
    return answers, facts


def _facts(answers: Mapping[str, Any], meta: LetterMeta, context: Context) -> Facts:
    case = build_case(answers, today=context.today)
    return app.facts_to_write(meta.id, case, context.setting)


def _attachments(
    composed: Document, meta: LetterMeta, facts: Facts, options: WriteOptions, context: Context
) -> tuple[Attachment, ...]:
    """Return the attachments of an e-mail, and note which ones have to be added by hand."""
    from refundletters.letters.template_words import lists_enclosures

    if not facts.case.evidence or not lists_enclosures(meta, composed.kind):
        return ()
    from refundletters.bundle.clean_copies import email_enclosures
    from refundletters.bundle.read_evidence import outside

    # Without a case file there is no folder to which paths could be relative.
    found = None
    if options.case:
        from refundletters.cli.outside_evidence import may_leave_folder

        folder = Path(options.case).parent
        may_leave = may_leave_folder(facts.case, folder, context, no_input=options.no_input)
        if not may_leave:
            for path in outside(facts.case, folder):
                context.note(say("%(file)s lies outside the folder of the case.", file=str(path)))
        found = email_enclosures(facts.case, folder, may_leave=may_leave)
    for note in found.notes if found else ():
        context.note(note)
    left = found.left if found else [item.label for item in facts.case.evidence if item.label]
    if left:
        context.note(say("Attach these before you send it: %(names)s.", names=list(left)))
    return found.files if found else ()


def _output(
    composed: Document,
    format: FormatName,
    meta: LetterMeta,
    facts: Facts,
    options: WriteOptions,
    context: Context,
) -> Output:
    """Return the output options; an e-mail gets its enclosures as attachments."""
    if format == "eml":
        _tell_lost_addresses(composed, context)
    return Output(
        format,
        options.part,
        options.limit,
        Path(options.letterhead) if options.letterhead else None,
        _attachments(composed, meta, facts, options, context) if format == "eml" else (),
    )


def _tell_lost_addresses(composed: Document, context: Context) -> None:
    """Note the addresses that the header of an e-mail cannot hold."""
    from refundletters.render.eml import mail_address

    for address in (composed.author_email, composed.recipient_email):
        if address and not mail_address(address):
            context.note(
                say(
                    "%(address)s cannot stand in an e-mail file. Add it in your mail program.",
                    address=address,
                )
            )


def _deliver(composed: Document, output: Output, options: WriteOptions, context: Context) -> None:
    """Write the document to a file or to standard output."""
    rendered = app.render(composed, output)
    if options.path is None:
        from refundletters.sink import stdout

        if output.format == "text" and context.stdout.isatty():
            # A screen breaks its lines within words; what is copied or saved stays whole.
            for line in rendered.content.decode("utf-8").splitlines():
                context.print(context.wrap(line) if len(line) > context.width else line)
            return
        stdout.put(rendered, context.stdout)
        return
    from refundletters.cli.commands.output_file import put_output

    cases = (Path(options.case),) if options.case else ()
    path = put_output(context, rendered, options, cases=cases, others=(options.letterhead,))
    if options.open:
        from refundletters.sink.files import open_with_system

        open_with_system(path)


def _as_text(
    composed: Document, format: FormatName, options: WriteOptions, part: str | None = None
) -> str:
    """Return the document or a part of it as text, whatever its output format."""
    form = "snippet" if format == "snippet" else "text"
    rendered = app.render(composed, Output(form, part or options.part, options.limit))
    return rendered.content.decode("utf-8")


def _first_message(composed: Document) -> str | None:
    """Return the name of the first of several chat messages: nobody pastes them all at once."""
    from refundletters.render.parts import parts_of

    messages = [name for name in parts_of(composed) if name not in ("subject", "recipient", "body")]
    return messages[0] if composed.kind == "chat" and len(messages) > 1 else None


def _copy(
    composed: Document, format: FormatName, options: WriteOptions, context: Context
) -> Receipt:
    from refundletters.sink import clipboard

    # As text, a letter is wrapped for paper; a box it is pasted into wraps by itself.
    form: FormatName = "snippet" if composed.kind == "letter" and not options.format else format
    words = _as_text(composed, form, options, options.part or _first_message(composed))
    receipt = clipboard.put(words, environ=context.environ)
    if receipt.where:
        context.note(receipt.message)
    return receipt


def _warn_of_personal_data(text: str, answers: Mapping[str, Any], context: Context) -> None:
    """Note which personal data the text contains, before it is sent."""
    from refundletters.cli.talk.personal_data import personal_in

    found = personal_in(text, answers, context)
    if found:
        context.note(
            say("Before you send it: this text contains personal data (%(what)s).", what=found)
        )


def _suggest_tone(
    text: str, composed: Document, meta: LetterMeta, answers: Mapping[str, Any], context: Context
) -> None:
    """Suggest a gentler wording for the user's own words; nothing is changed."""
    from refundletters.cli.talk.tone_hints import hints_for_letter

    for hint in hints_for_letter(text, answers, composed.locale, meta.stage, context):
        context.note(hint)


def _check_evidence(facts: Facts, case: Path, context: Context) -> None:
    """Note which enclosures named in the letter are not ready to be sent."""
    if not any(item.file for item in facts.case.evidence):
        return
    from refundletters.bundle.read_evidence import problems

    for problem in problems(facts.case, case.parent):
        context.note(problem)


def _log_contact(
    meta: LetterMeta, composed: Document, facts: Facts, case: Path, context: Context
) -> None:
    """Note that the document was written; it is a contact once it is told that it went out."""
    from refundletters.answers import journal, store

    entry = journal.entry(meta.id, audience=meta.audience, channel=composed.channel, at=facts.as_of)
    if entry is None or _is_sample(case, context):
        return
    try:
        store.change_contacts(case, lambda contacts: journal.note_written(contacts, entry))
    except SinkError as error:
        raise SinkError(
            say(
                "The document is written, but it could not be noted in the case: %(why)s",
                why=error.message,
            ),
            say("Check that you may change the case, or leave it out with --no-log."),
        ) from error


def _is_sample(case: Path, context: Context) -> bool:
    """Tell whether a case is one of the samples of a project, which nobody's letter changes."""
    return any(
        case.resolve().is_relative_to(folder.parent / _SAMPLES)
        for folder in context.roots.templates
    )
