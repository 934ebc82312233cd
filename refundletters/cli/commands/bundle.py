"""``bundle``: letters, summary and evidence as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.bundle.read_evidence import read_evidence, reminders
from refundletters.cli.case_argument import answers_of, tell_settings
from refundletters.cli.cases.current import needed_case
from refundletters.cli.commands.output_file import put_output
from refundletters.cli.context import Context
from refundletters.cli.next_steps import tell_after_writing, tell_warnings
from refundletters.cli.option_values import BundleOptions
from refundletters.cli.outside_evidence import may_leave_folder
from refundletters.errors import UsageError
from refundletters.facts.types import Facts
from refundletters.letters.wording import Wording
from refundletters.library import letters_for_bundle
from refundletters.messages import Message, say
from refundletters.model.closed_words import TextChannel
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta, letter_meta

__all__ = ["run"]

_SUMMARY: Final = "case-summary"
_SUFFIXES: Final = (".zip", ".pdf")
# Kinds that can have enclosures; the first that a document offers is used.
_WRITTEN: Final[tuple[TextChannel, ...]] = ("letter", "email", "form")


def run(context: Context, options: BundleOptions) -> int:
    """Write a bundle."""
    path = _path(options)
    file = needed_case(context, options.case)
    answers = answers_of(context, file, options.set)
    case = build_case(answers, today=context.today)
    may_leave = may_leave_folder(case, file.parent, context)
    evidence_files = read_evidence(case, file.parent, may_leave=may_leave)
    plan = app.plan_of(app.facts_of(case, context.setting), context.setting)
    chosen = letters_for_bundle(plan, options.document, context.setting)
    for meta in chosen:
        app.check_open(app.status_of(meta.id, plan.facts, context.setting))
    letters = [_composed(meta, plan.facts, options, context) for meta in chosen]
    summary = _composed(letter_meta(context.roots, _SUMMARY), plan.facts, options, context)
    tell_settings(context, options.set, answers)
    if path.suffix.lower() == ".zip":
        from refundletters.bundle.zip_bundle import zip_bundle

        bundle = zip_bundle(letters, summary, evidence_files)
    else:
        from refundletters.bundle.pdf_bundle import pdf_bundle

        bundle = pdf_bundle(letters, summary, evidence_files)
    put_output(context, bundle.rendered, options, cases=(file,))
    if chosen:
        titles = [Message(meta.title) for meta in chosen]
        context.note(say("Letters in it: %(letters)s.", letters=titles))
    for note in (*bundle.notes, *reminders(case, evidence_files)):
        context.note(note)
    tell_warnings(plan.facts, context)
    tell_after_writing(list(zip(chosen, letters, strict=True)), plan.facts, file, context)
    return 0


def _path(options: BundleOptions) -> Path:
    path = Path(options.output or "")
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            say("A bundle is a .zip or a .pdf file."),
            say("Name it with -o, such as -o bundle.zip."),
        )
    return path


def _composed(meta: LetterMeta, facts: Facts, options: BundleOptions, context: Context) -> Document:
    channel = next((kind for kind in _WRITTEN if kind in meta.kinds), None)
    wording = Wording(meta.id, options.locale, channel, options.allow_incomplete)
    return app.compose_for(wording, facts, context.setting)
