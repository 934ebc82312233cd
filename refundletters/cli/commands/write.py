"""``write``: one document for one case, to the screen, a file or the clipboard."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.cli.case_argument import answers_of
from refundletters.cli.context import Context
from refundletters.errors import AnswersMissing, NotFound, SinkError, UsageError
from refundletters.facts.types import Facts
from refundletters.messages import say
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta, letter_meta
from refundletters.render import SUFFIXES, Attachment
from refundletters.sink import Receipt

__all__ = ["run"]

_BINARY: Final = frozenset({"docx", "pdf"})
_SAMPLES: Final = "samples"


def run(context: Context, values: Namespace) -> int:
    """Write a document."""
    path = None if values.output in {None, "-"} else Path(values.output)
    format = _format(values, path)
    _check_destination(format, path, values, context)
    meta = letter_meta(context.roots, values.document)
    answers, facts = _complete(answers_of(values, context), meta, values, context)
    composed = app.compose_for(
        meta.id,
        facts,
        roots=context.roots,
        locale=values.locale,
        interface=context.interface,
        channel=values.channel,
        allow_incomplete=values.allow_incomplete,
    )
    attachments = _attachments(composed, meta, facts, values, context) if format == "eml" else ()
    _put(composed, format, path, values, context, attachments)
    copied = _copy(composed, format, values, context) if values.copy else None
    words = _text(composed, format, values)
    _tell_tone(words, composed, meta, answers, context)
    if context.stdout_is_terminal:
        _tell_personal_data(words, answers, context)
    if values.case:
        _check_evidence(facts, Path(values.case), context)
    kept = path is not None or (copied is not None and bool(copied.where))
    if kept and values.case and not values.no_log:
        _note(meta, composed, facts, Path(values.case), context)
    if copied is not None and not copied.where:
        raise SinkError(copied.message)
    return 0


def _format(values: Namespace, path: Path | None) -> str:
    if values.format:
        return str(values.format)
    if path is None:
        return "text"
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise NotFound(
            say("The ending of %(file)s does not name a format.", file=path.name),
            say("Use one of %(endings)s, or choose with --format.", endings=", ".join(SUFFIXES)),
            name=path.suffix,
        )
    return found


def _check_destination(format: str, path: Path | None, values: Namespace, context: Context) -> None:
    if path is not None:
        return
    if values.open:
        raise UsageError(
            say("There is no file to open."), say("Name one with -o, such as -o letter.docx.")
        )
    if format in _BINARY and values.copy:
        raise UsageError(
            say("A %(format)s file cannot be put on the clipboard.", format=format),
            say("Leave out --format, or write to a file with -o."),
        )
    if format in _BINARY and context.stdout_is_terminal:
        raise UsageError(
            say("A %(format)s file cannot be shown on a screen.", format=format),
            say("Write it to a file: -o letter.%(format)s", format=format),
        )


def _complete(
    answers: Mapping[str, Any], meta: LetterMeta, values: Namespace, context: Context
) -> tuple[Mapping[str, Any], Facts]:
    """Return answers and facts once nothing is missing; on a terminal what is missing is asked."""
    facts = _facts(answers, meta, context)
    try:
        app.check_open(app.status_of(meta.id, facts, context.roots))
    except AnswersMissing:
        if values.no_input or not context.interactive:
            raise
    else:
        return answers, facts
    from refundletters.cli.talk import missing_answers

    answers = missing_answers.run_missing(context, answers, meta.id, values.case)
    facts = _facts(answers, meta, context)
    app.check_open(app.status_of(meta.id, facts, context.roots))
    return answers, facts


def _facts(answers: Mapping[str, Any], meta: LetterMeta, context: Context) -> Facts:
    case = build_case(answers, today=context.today)
    return app.facts_to_write(meta.id, case, roots=context.roots, today=context.today)


def _attachments(
    composed: Document, meta: LetterMeta, facts: Facts, values: Namespace, context: Context
) -> Sequence[Attachment]:
    """Return the enclosures that an e-mail names, and say which ones still have to be added."""
    from refundletters.letters.compose import lists_enclosures

    if not facts.case.evidence or not lists_enclosures(meta, composed.kind):
        return ()
    from refundletters.bundle.clean_copies import attach

    # Without a case file there is no folder in which its files could lie.
    found = attach(facts.case, Path(values.case).parent) if values.case else None
    for note in found.notes if found else ():
        context.note(note)
    left = found.left if found else [item.label for item in facts.case.evidence if item.label]
    if left:
        context.note(say("Attach these before you send it: %(names)s.", names=list(left)))
    return found.files if found else ()


def _put(
    composed: Document,
    format: str,
    path: Path | None,
    values: Namespace,
    context: Context,
    attachments: Sequence[Attachment],
) -> None:
    """Put the document into a file, or show it."""
    letterhead = Path(values.letterhead) if values.letterhead else None
    rendered = app.render(
        composed,
        format,
        part=values.part,
        limit=values.limit,
        letterhead=letterhead,
        attachments=attachments,
    )
    if path is None:
        from refundletters.sink import stdout

        stdout.put(rendered, context.stdout)
        return
    from refundletters.sink import files

    context.note(files.put(rendered, path, overwrite=values.overwrite).message)
    if values.open:
        files.open_with_system(path)


def _text(composed: Document, format: str, values: Namespace, part: str | None = None) -> str:
    """Return the document or a part of it as plain words, whatever form it was written in."""
    form = "snippet" if format == "snippet" else "text"
    words = app.render(composed, form, part=part or values.part, limit=values.limit)
    return words.content.decode("utf-8")


def _first_message(composed: Document) -> str | None:
    """Return the first of several chat messages: nobody pastes them all at once."""
    from refundletters.render import parts_of

    messages = [name for name in parts_of(composed) if name not in ("subject", "recipient", "body")]
    return messages[0] if composed.kind == "chat" and len(messages) > 1 else None


def _copy(composed: Document, format: str, values: Namespace, context: Context) -> Receipt:
    from refundletters.sink import clipboard

    # A letter is set in lines for paper; where it is pasted, the box makes lines of its own.
    form = "snippet" if composed.kind == "letter" and not values.format else format
    words = _text(composed, form, values, values.part or _first_message(composed))
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


def _note(meta: LetterMeta, composed: Document, facts: Facts, case: Path, context: Context) -> None:
    """Note that the document was written; it is a contact once it is told that it went out."""
    from refundletters.answers import journal, store

    entry = journal.entry(meta.id, audience=meta.audience, channel=composed.channel, at=facts.as_of)
    if entry is not None and not _is_sample(case, context):
        store.change_contacts(case, lambda contacts: journal.note_written(contacts, entry))


def _is_sample(case: Path, context: Context) -> bool:
    """Tell whether a case is one of the samples of a project, which nobody's letter changes."""
    return any(
        case.resolve().is_relative_to(folder.parent / _SAMPLES)
        for folder in context.roots.templates
    )
