"""From a template and a case to the words of a letter, as markup.

This is where templates run. Those that are not ours run in a process of their own, see
:mod:`.child_process`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import msgspec
from markupsafe import Markup

from refundletters.facts.parties import BANK_AUDIENCES
from refundletters.facts.types import Facts
from refundletters.i18n.catalogues import Catalogue, load
from refundletters.i18n.formats import Formats
from refundletters.letters.layout import layout_for, page_words
from refundletters.letters.letter_head import LetterHead
from refundletters.letters.shipped_templates import LeaveToJinja, shipped_templates
from refundletters.letters.template_names import Catalogued, Modules, words
from refundletters.letters.view import LetterView
from refundletters.letters.voice import is_to_company, voice_for
from refundletters.model.case import Case
from refundletters.model.closed_words import TextChannel, TextKind
from refundletters.packs.letters import LetterMeta, letter_meta
from refundletters.packs.roots import Roots, shipped_roots

if TYPE_CHECKING:
    from jinja2 import Environment

    from refundletters.letters.shipped_templates import ShippedTemplates

__all__ = ["Task", "TemplateWords", "is_foreign", "lists_enclosures", "words_of"]

_EVIDENCE: Final = "evidence.label"
_LABELS: Final = ("page", "subject", "to", "enclosures", "enclosure", "date", "amount")


class Task(msgspec.Struct, frozen=True):
    """One letter to write, in values that another process can be told.

    Attributes:
        document: Id of the document.
        case: The case.
        as_of: The day it is judged from.
        roots: Where templates, catalogues and data are.
        locale: Locale of the words, normalized.
        channel: The channel that was asked for.
        kind: The kind of text.
    """

    document: str
    case: Case
    as_of: dt.date
    roots: Roots
    locale: str
    channel: TextChannel | None
    kind: TextKind

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"letters/{self.document}/letter.j2"


class TemplateWords(msgspec.Struct, frozen=True):
    """What a template wrote.

    Attributes:
        markup: The letter, in the strict markup.
        labels: Words that renderers need, by name.
        missing: The messages that have no translation.
    """

    markup: str
    labels: Mapping[str, str]
    missing: tuple[str, ...]


def is_foreign(task: Task) -> bool:
    """Return whether a template that is not ours takes part in writing a letter."""
    *others, _ = task.roots.templates
    return any(
        (folder / "_base").is_dir() or (folder / "letters" / task.document).is_dir()
        for folder in others
    )


def words_of(task: Task, facts: Facts) -> TemplateWords:
    """Run the template of a letter.

    Raises:
        TemplateError: The template is wrong; names file and line.
    """
    meta = letter_meta(task.roots, task.document)
    catalogue = load(task.roots, "letters", task.locale)
    formats = Formats(task.locale)
    layout, layout_words = layout_for(task.roots, facts.country, facts.case.style.paper)
    page = LetterHead.of(page_words(layout_words, task.locale), layout, facts, formats)
    names = _names(facts, catalogue, formats, page, task.kind) | {
        "view": LetterView.of(facts, catalogue.locale.partition("_")[0], meta.audience),
        "audience": meta.audience,
        "at_bank": meta.audience in BANK_AUDIENCES,
        "voice": voice_for(meta.audience, facts),
        "to_company": is_to_company(meta.audience, facts),
        "channel": task.channel or task.kind,
        "encloses": lists_enclosures(meta, task.kind),
    }
    markup, labels = _render(task, names)
    return TemplateWords(markup, labels, tuple(catalogue.missing))


def lists_enclosures(meta: LetterMeta, kind: TextKind) -> bool:
    """Tell whether the document lists its enclosures, so that its sentences may refer to them."""
    return kind == "letter" or (kind == "email" and _EVIDENCE in meta.wants)


def _names(
    facts: Facts, catalogue: Catalogue, formats: Formats, page: LetterHead, kind: TextKind
) -> dict[str, Any]:
    return {
        **Catalogued(catalogue).names(),
        **words(formats),
        "case": facts.case,
        "facts": facts,
        "page": page,
        "kind": kind,
    }


def _render(task: Task, names: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    if task.roots.templates == shipped_roots().templates:
        with suppress(LeaveToJinja):  # as it does below
            return _run(shipped_templates(task.roots.templates[0]), task, names)
    from jinja2.exceptions import TemplateError as JinjaError

    from refundletters.letters.environment import environment, template_error

    try:
        return _run(environment(task.roots), task, names)
    except JinjaError as error:
        raise template_error(error, task.template) from error


def _run(
    env: ShippedTemplates | Environment, task: Task, names: Mapping[str, Any]
) -> tuple[str, dict[str, str]]:
    letter = env.get_template(task.template)
    markup = letter.render(Modules(names, env.globals).names)
    module = env.get_template("_base/labels.j2").make_module(dict(names))
    labels = {
        label: Markup(getattr(module, label)).unescape().strip()  # noqa: S704  # unescaped to plain text, never shown as markup
        for label in _LABELS
    }
    return markup, labels
