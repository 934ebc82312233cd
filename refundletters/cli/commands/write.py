"""``write``: one document for one case, to the screen, a file or the clipboard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refundletters import app
from refundletters.cli.case_argument import answers_of
from refundletters.cli.context import Context
from refundletters.cli.options import WriteOptions
from refundletters.errors import AnswersMissing, SinkError, UsageError
from refundletters.facts.types import Facts
from refundletters.letters.wording import Wording
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta, letter_meta
from refundletters.render import Attachment, Output
from refundletters.render.formats import FORMATS, FormatName, format_for
from refundletters.sink import Receipt

__all__ = ["run"]


def run(context: Context, options: WriteOptions) -> int:
    """Write a document."""
    format = options.format or ("text" if options.path is None else format_for(options.path).name)
    _check_destination(format, options, context)
    meta = letter_meta(context.roots, options.document)
    answers, facts = _complete(
        answers_of(context, options.case, options.set), meta, options, context
    )
    wording = Wording(meta.id, options.locale, options.channel, options.allow_incomplete)
    composed = app.compose_for(wording, facts, context.setting)
    _put(composed, _output(composed, format, meta, facts, options, context), options, context)
    copied = _copy(composed, format, options, context) if options.copy else None
    words = _text(composed, format, options)
    _tell_tone(words, composed, meta, answers, context)
    if context.stdout_is_terminal:
        _tell_personal_data(words, answers, context)
    if options.case:
        _check_evidence(facts, Path(options.case), context)
    kept = options.path is not None or (copied is not None and bool(copied.where))
    if kept and options.case and not options.no_log:
        _note(meta, composed, facts, Path(options.case))
    if copied is not None and not copied.where:
        raise SinkError(copied.message)
    return 0


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
    """Return answers and facts once nothing is missing; on a terminal what is missing is asked."""
    facts = app.facts_from(answers, context.setting)
    try:
        app.check_open(app.status_of(meta.id, facts, context.setting))
    except AnswersMissing:
        if options.no_input or not context.interactive:
            raise
    else:
        return answers, facts
    from refundletters.cli.talk import missing_answers

    answers = missing_answers.run_missing(context, answers, meta.id, options.case)
    facts = app.facts_from(answers, context.setting)
    app.check_open(app.status_of(meta.id, facts, context.setting))
    return answers, facts


def _attachments(
    composed: Document, meta: LetterMeta, facts: Facts, options: WriteOptions, context: Context
) -> tuple[Attachment, ...]:
    """Return the enclosures that an e-mail names, and say which ones still have to be added."""
    from refundletters.letters.compose import lists_enclosures

    if not facts.case.evidence or not lists_enclosures(meta, composed.kind):
        return ()
    from refundletters.bundle.clean_copies import attach

    # Without a case file there is no folder in which its files could lie.
    found = attach(facts.case, Path(options.case).parent) if options.case else None
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
    """Return in which form the document is wanted; an e-mail takes its enclosures along."""
    return Output(
        format,
        options.part,
        options.limit,
        Path(options.letterhead) if options.letterhead else None,
        _attachments(composed, meta, facts, options, context) if format == "eml" else (),
    )


def _put(composed: Document, output: Output, options: WriteOptions, context: Context) -> None:
    """Put the document into a file, or show it."""
    rendered = app.render(composed, output)
    path = options.path
    if path is None:
        from refundletters.sink import stdout

        stdout.put(rendered, context.stdout)
        return
    from refundletters.sink import files

    context.note(files.put(rendered, path, overwrite=options.overwrite).message)
    if options.open:
        files.open_with_system(path)


def _text(
    composed: Document, format: FormatName, options: WriteOptions, part: str | None = None
) -> str:
    """Return the document or a part of it as text, whatever form it was written in."""
    form = "snippet" if format == "snippet" else "text"
    rendered = app.render(composed, Output(form, part or options.part, options.limit))
    return rendered.content.decode("utf-8")


def _first_message(composed: Document) -> str | None:
    """Return the first of several chat messages: nobody pastes them all at once."""
    from refundletters.render.parts import parts_of

    messages = [name for name in parts_of(composed) if name not in ("subject", "recipient", "body")]
    return messages[0] if composed.kind == "chat" and len(messages) > 1 else None


def _copy(
    composed: Document, format: FormatName, options: WriteOptions, context: Context
) -> Receipt:
    from refundletters.sink import clipboard

    # A letter is set in lines for paper; where it is pasted, the box makes lines of its own.
    form: FormatName = "snippet" if composed.kind == "letter" and not options.format else format
    words = _text(composed, form, options, options.part or _first_message(composed))
    receipt = clipboard.put(words, environ=context.environ)
    if receipt.where:
        context.note(receipt.message)
    return receipt


def _tell_personal_data(text: str, answers: Mapping[str, Any], context: Context) -> None:
    """Before somebody sends a text: say what it gives away."""
    from refundletters.cli.talk.personal_data import personal_in

    found = personal_in(text, answers, context)
    if found:
        context.note(
            say("Before you send it: this text contains personal data (%(what)s).", what=found)
        )


def _tell_tone(
    text: str, composed: Document, meta: LetterMeta, answers: Mapping[str, Any], context: Context
) -> None:
    """Offer a gentler wording for the person's own words; nothing is changed."""
    from refundletters.cli.talk.tone_hints import hints_for_letter

    for hint in hints_for_letter(text, answers, composed.locale, meta.stage, context):
        context.note(hint)


def _check_evidence(facts: Facts, case: Path, context: Context) -> None:
    """Say which enclosures are not ready to be sent: the letter names them."""
    if not any(item.file for item in facts.case.evidence):
        return
    from refundletters.bundle.evidence_files import problems

    for problem in problems(facts.case, case.parent):
        context.note(problem)


def _note(meta: LetterMeta, composed: Document, facts: Facts, case: Path) -> None:
    from refundletters.answers import journal, store

    entry = journal.entry(meta.id, audience=meta.audience, channel=composed.channel, at=facts.as_of)
    # The same letter as text and as a file, or once more after a correction, is one contact.
    noted = any(
        contact.document == meta.id and contact.day == facts.as_of for contact in facts.contacts
    )
    if entry is not None and not noted:
        store.append_contact(case, entry)
