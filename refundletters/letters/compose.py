"""Compose a document from facts and a letter template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from refundletters.errors import LocaleIncomplete, TemplateError, UsageError
from refundletters.facts.parties import recipient_for
from refundletters.facts.types import Facts
from refundletters.i18n.locales import direction, normalize
from refundletters.letters.by_language import finish
from refundletters.letters.layout import layout_for
from refundletters.letters.markup import parse
from refundletters.letters.template_words import Task, TemplateWords, is_foreign, words_of
from refundletters.messages import say
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

__all__ = ["compose", "kind_for"]

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
    layout, _ = layout_for(roots, facts.country, facts.case.style.paper)
    task = Task(document, facts.case, facts.as_of, roots, locale, channel, kind)
    words = _in_child(task) if is_foreign(task) else words_of(task, facts)
    markup, labels = words.markup, words.labels
    blocks = finish(parse(markup, task.template), locale.partition("_")[0])
    if not blocks:
        raise _empty(task.template)
    if words.missing and not allow_incomplete:
        raise _incomplete(document, locale, words.missing)
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


def _in_child(task: Task) -> TemplateWords:
    from refundletters.letters.child_process import words_in_child  # few letters need it

    return words_in_child(task)


def _empty(file: str) -> TemplateError:
    return TemplateError(say("%(file)s writes no words for this case.", file=file), file=file)


def _incomplete(document: str, locale: str, missing: Sequence[str]) -> LocaleIncomplete:
    return LocaleIncomplete(
        say(
            "%(document)s is not fully translated into %(locale)s: %(count)s messages are missing.",
            document=document,
            locale=locale,
            count=len(missing),
        ),
        say("Choose another language with --locale, or add --allow-incomplete."),
        document=document,
        missing=tuple(missing),
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
