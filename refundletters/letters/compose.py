"""Compose a document from facts and a letter template."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.exceptions import TemplateError as JinjaError
from markupsafe import Markup

from refundletters.errors import LocaleIncomplete, TemplateError, UsageError
from refundletters.facts.parties import BANK_AUDIENCES, recipient_for
from refundletters.facts.types import Facts
from refundletters.i18n.catalogues import Catalogue, load
from refundletters.i18n.formats import Formats
from refundletters.i18n.locales import direction, normalize
from refundletters.letters.environment import Catalogued, Modules, environment, words
from refundletters.letters.layout import layout_for, page_words
from refundletters.letters.letter_head import LetterHead
from refundletters.letters.markup import parse
from refundletters.letters.salutation import continue_salutation
from refundletters.letters.view import LetterView
from refundletters.letters.voice import is_to_company, voice_for
from refundletters.messages import Message, say
from refundletters.model.closed_words import TextChannel, TextKind
from refundletters.model.document import (
    Block,
    Document,
    Group,
    Heading,
    Paragraph,
    Run,
    Text,
)
from refundletters.packs.letters import LetterMeta, letter_meta
from refundletters.packs.roots import Roots

__all__ = ["compose", "kind_for", "lists_enclosures"]

_EVIDENCE: Final = "evidence.label"
# Channel of a document → its kind of text.
_KIND_OF: Final[Mapping[TextChannel, TextKind]] = {
    "chat": "chat",
    "sms": "chat",
    "x": "chat",
    "email": "email",
    "letter": "letter",
    "form": "form",
    "phone": "script",
}
_LABELS: Final = ("page", "subject", "to", "enclosures", "enclosure", "date", "amount")


def compose(
    document: str,
    facts: Facts,
    roots: Roots,
    locale: str,
    *,
    channel: TextChannel | None = None,
    allow_incomplete: bool = False,
) -> Document:
    """Write one document about one case.

    Args:
        document: Id of the document, such as ``refund-request``.
        facts: The case and what follows from it.
        roots: Where templates, catalogues and data are.
        locale: Locale of the words; letters never mix languages.
        channel: ``chat email letter form sms x phone``; the document's first kind by default.
        allow_incomplete: Write it even where some messages have no translation.

    Raises:
        NotFound: There is no such document or locale.
        UsageError: The document does not exist for that channel.
        LocaleIncomplete: A message that this case needs is not translated.
        TemplateError: The template is wrong; names file and line.
    """
    meta = letter_meta(roots, document)
    locale = normalize(locale)
    kind = kind_for(meta, channel)
    catalogue = load(roots, "letters", locale)
    formats = Formats(locale)
    layout, layout_words = layout_for(roots, facts.country, facts.case.style.paper)
    page = LetterHead.of(page_words(layout_words, locale), layout, facts, formats)
    names = _names(facts, catalogue, formats, page, kind) | {
        "view": LetterView.of(facts, catalogue.locale.partition("_")[0], meta.audience),
        "audience": meta.audience,
        "at_bank": meta.audience in BANK_AUDIENCES,
        "voice": voice_for(meta.audience, facts),
        "to_company": is_to_company(meta.audience, facts),
        "channel": channel or kind,
        "encloses": lists_enclosures(meta, kind),
    }
    markup, labels = _render(roots, document, names)
    blocks = continue_salutation(
        parse(markup, f"letters/{document}/letter.j2"), locale.partition("_")[0]
    )
    if catalogue.missing and not allow_incomplete:
        raise _incomplete(document, locale, catalogue)
    subject, to = _subject(blocks), recipient_for(meta.audience, facts, locale.partition("_")[0])
    limit = meta.limit_for(channel or kind)
    return Document(
        id=document,
        kind=kind,
        channel=channel or ("phone" if kind == "script" else kind),
        locale=locale,
        direction=direction(locale),
        title=subject or _first_heading(blocks) or facts.service.name,
        subject=subject,
        author=facts.case.sender.full_name or "",
        recipient=to.name,
        blocks=blocks,
        layout=layout,
        labels=labels,
        limit=limit.characters if limit else 0,
        revision=meta.revision,
        large_print=bool(facts.case.style.large_print),
        case_day=facts.as_of.isoformat(),
        author_email=facts.case.sender.email or "",
        recipient_email=to.email,
    )


def kind_for(meta: LetterMeta, channel: TextChannel | None) -> TextKind:
    """Return the kind of text for ``channel``.

    Raises:
        UsageError: The document does not exist for that channel.
    """
    if channel is None:
        return meta.kinds[0]
    kind = _KIND_OF.get(channel)
    if kind is None or kind not in meta.kinds:
        fitting = [name for name, of in _KIND_OF.items() if of in meta.kinds]
        raise UsageError(
            say("%(document)s is not written for %(channel)s.", document=meta.id, channel=channel),
            say("Choose one of these: %(channels)s.", channels=", ".join(fitting)),
        )
    return kind


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


def _render(roots: Roots, document: str, names: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    env = environment(roots)
    name = f"letters/{document}/letter.j2"
    try:
        markup = env.get_template(name).render(Modules(env, names).names)
        labels = _labels(env.get_template("_base/labels.j2"), names)
    except JinjaError as error:
        raise _template_error(error, name) from error
    return markup, labels


def _labels(template: Template, names: Mapping[str, Any]) -> dict[str, str]:
    module = template.make_module(dict(names))
    return {label: Markup(getattr(module, label)).unescape().strip() for label in _LABELS}  # noqa: S704  # unescaped to plain text, never shown as markup


def _template_error(error: JinjaError, name: str) -> TemplateError:
    """Say in which template, and where in it, Jinja stopped."""
    match error:
        case TemplateSyntaxError():
            file, line = error.name or name, error.lineno
        case TemplateNotFound():
            file, line = str(error.name or name), 0
        case _:
            file, line = _innermost_template(error, name)
    problem: Message
    match error:
        case SecurityError():
            problem = say("This is not allowed in a letter: %(detail)s", detail=str(error))
        case UndefinedError():
            problem = say("A name is not known here: %(detail)s", detail=str(error))
        case TemplateNotFound():
            problem = say("There is no template of this name.")
        case _:
            problem = say("The template cannot be read: %(detail)s", detail=str(error))
    return TemplateError(
        say("%(file)s, line %(line)s: %(problem)s", file=file, line=line, problem=problem),
        file=file,
        line=line,
    )


def _innermost_template(error: BaseException, name: str) -> tuple[str, int]:
    """Find the last template in the traceback, which Jinja rewrites to template lines."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2"):
            *_, parent, last = frame.filename.rsplit("/", 2)
            return f"{parent}/{last}", frame.lineno or 0
    return name, 0


def _incomplete(document: str, locale: str, catalogue: Catalogue) -> LocaleIncomplete:
    return LocaleIncomplete(
        say(
            "%(document)s is not fully translated into %(locale)s: %(count)s messages are missing.",
            document=document,
            locale=locale,
            count=len(catalogue.missing),
        ),
        say("Choose another language with --locale, or add --allow-incomplete."),
        document=document,
        missing=tuple(catalogue.missing),
    )


def _walk(blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Group):
            yield from _walk(block.blocks)


def _subject(blocks: Iterable[Block]) -> str:
    """Return the subject without its label: the bold words of the subject line."""
    for block in _walk(blocks):
        if isinstance(block, Paragraph) and block.role == "subject":
            strong = "".join(run.text for run in block.runs if isinstance(run, Text) and run.strong)
            return strong.strip()
    return ""


def _first_heading(blocks: Iterable[Block]) -> str:
    for block in _walk(blocks):
        if isinstance(block, Heading):
            return _plain(block.runs)
    return ""


def _plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs if isinstance(run, Text))
