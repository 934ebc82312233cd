"""A message: what it says, what to mind, and the ways to take it along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from starlette.responses import Response

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.answers.keys import own_words
from refundletters.errors import (
    AnswersMissing,
    DocumentUnavailable,
    LocaleIncomplete,
    UsageError,
)
from refundletters.facts.parties import recipient_for
from refundletters.facts.types import Facts
from refundletters.i18n import locales
from refundletters.i18n.formats import Formats
from refundletters.interview import flow
from refundletters.interview.options import Option, options
from refundletters.interview.review import review
from refundletters.interview.state import Interview
from refundletters.letters.wording import Wording
from refundletters.lint.letter_text import read
from refundletters.lint.score import score
from refundletters.lint.tone import Hint, answer_hints
from refundletters.lint.useful_answers import useful
from refundletters.messages import Message, say
from refundletters.model.closed_words import TextChannel
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta, letter_meta, letter_metas
from refundletters.packs.questions import load_questions
from refundletters.render import Output, prepared
from refundletters.render.formats import FORMATS
from refundletters.render.parts import parts_of
from refundletters.render.side_by_side import side_by_side
from refundletters.web.endpoints.questions import begin, doubts_of, without_doubts
from refundletters.web.forms import read_form
from refundletters.web.replies import take
from refundletters.web.site import Visit
from refundletters.web.views.letter import LetterBlock, Source, Sources, blocks_of
from refundletters.web.views.questions import (
    Field,
    field_of,
    label_of,
    next_keys,
    step_at,
    with_wrong,
)

__all__ = ["Composed", "change", "compare", "composed", "show"]

#: Answers that change how a message sounds; they stand beside it.
_SOUND: Final = ("own_words", "style.tone", "style.length", "style.inconvenience")
# Answers about the writer, the recipient and confirmations make no case stronger.
_NO_STRONGER: Final = frozenset({"you", "them", "confirm"})
_ASIDE: Final = frozenset({"subject", "recipient", "body"})


@dataclass(frozen=True, slots=True)
class Composed:
    """A message for one case.

    Attributes:
        answers: What it was made from.
        wording: In which language and for which use.
        document: Its words.
    """

    answers: Mapping[str, Any]
    meta: LetterMeta
    facts: Facts
    wording: Wording
    document: Document


@dataclass(frozen=True, slots=True)
class _Part:
    """A message that can be taken alone: its name, its words, and how it is shown."""

    name: str
    label: str
    text: str
    blocks: tuple[LetterBlock, ...]


def composed(visit: Visit, locale: str = "") -> Composed:
    """Return the message that an address names.

    Args:
        visit: The request; its address may name language and use.
        locale: Another language than the address names.

    Raises:
        NotFound: There is no such case, document or locale.
        AnswersMissing, DocumentUnavailable: It cannot be written now.
        CaseError: The case file is not acceptable.
    """
    answers = visit.answers()
    meta = letter_meta(visit.site.roots, visit.document)
    case = build_case(answers, today=visit.setting.today)
    facts = app.facts_to_write(meta.id, case, visit.setting)
    app.check_open(app.status_of(meta.id, facts, visit.setting))
    wording = Wording(meta.id, locale or visit.query("language") or None, _channel(visit, meta))
    return Composed(answers, meta, facts, wording, app.compose_for(wording, facts, visit.setting))


def _channel(visit: Visit, meta: LetterMeta) -> TextChannel | None:
    wanted = visit.query("channel")
    return next((channel for channel in _channels(meta) if channel == wanted), None)


def _channels(meta: LetterMeta) -> list[TextChannel]:
    """Return the uses that a message can be written for, its usual one first."""
    kinds: tuple[str, ...] = meta.kinds
    return sorted((name for name in get_args(TextChannel) if name in kinds), key=kinds.index)


async def show(visit: Visit) -> Response:
    """Show a message, or what it still needs, or why it cannot be written now."""
    meta = letter_meta(visit.site.roots, visit.document)
    try:
        made = composed(visit)
    except AnswersMissing as error:
        interview = begin(visit, meta.id, more=False, answers=visit.answers())
        if next_keys(interview):
            return visit.go(f"/cases/{visit.case}/questions?for={meta.id}")
        names = [label_of(interview, key) for key in error.keys]
        return _not_now(visit, meta, say("Still missing: %(names)s.", names=names), ())
    except LocaleIncomplete as error:
        return _not_now(visit, meta, error.message, ())
    except DocumentUnavailable as error:
        return _not_now(visit, meta, error.message, error.instead)
    return _page(visit, made)


def _not_now(
    visit: Visit, meta: LetterMeta, why: Message, instead: Sequence[str], status: int = 200
) -> Response:
    metas = letter_metas(visit.site.roots)
    return visit.page(
        "not_now.html",
        status=status,
        meta=meta,
        why=why,
        instead=[metas[id] for id in instead if id in metas],
    )


def _page(
    visit: Visit, made: Composed, fields: Sequence[Field] | None = None, status: int = 200
) -> Response:
    interview = begin(visit, made.meta.id, more=True, answers=made.answers)
    sources = Sources(review(interview), made.facts, made.document.locale)
    parts = _parts(made.document, sources)
    _, left = flow.unanswered(interview)
    hints = _hints(visit, made)
    plan = app.plan_of(made.facts, visit.setting)
    return visit.page(
        "letter.html",
        status=status,
        meta=made.meta,
        document=made.document,
        letter_language=made.document.locale.replace("_", "-"),
        parts=parts,
        to=recipient_for(made.meta.audience, made.facts).name,
        asked=made.facts.money.asked,
        personal=_personal(parts),
        hints=[hint.advice for hint in hints],
        reads=_reads(visit, made, interview, hints),
        warnings=[one.message for one in without_doubts(interview, plan.warnings)],
        doubts=doubts_of(interview),
        fields=_sound(visit, made) if fields is None else fields,
        left=len(left),
        letter_languages=_languages(visit, made),
        channels=_channels(made.meta),
        files=visit.site.files,
        query=_query(visit),
        sent_ways=_ways(visit, made.answers),
        for_others=made.meta.audience != "user",
        usual_way=made.document.channel,
        interface_differs=_interface_differs(visit, made.document),
    )


def _personal(parts: Sequence[_Part]) -> list[Source]:
    """Return the answers with personal data that the words come from, each once."""
    found = {
        piece.source.key: piece.source
        for part in parts
        for block in part.blocks
        for line in (*block.lines, *(cell for row in block.rows for cell in row))
        for piece in line
        if piece.source and piece.source.personal
    }
    return list(found.values())


def _parts(document: Document, sources: Sources) -> list[_Part]:
    names = [name for name in parts_of(document) if name not in _ASIDE]
    several = document.kind == "chat" and len(names) > 1
    wanted: list[str | None] = [*names] if several else [None]
    return [_part(document, name, sources) for name in wanted]


def _part(document: Document, name: str | None, sources: Sources) -> _Part:
    form = "text" if document.kind != "letter" else "snippet"
    words = app.render(document, Output(form, part=name)).content.decode("utf-8")
    shown = prepared(document, FORMATS["html"], Output("html", part=name))
    label = document.labels.get(name, "") if name else ""
    return _Part(name or "", label, words.strip("\n"), blocks_of(shown, sources))


def _hints(visit: Visit, made: Composed) -> list[Hint]:
    """Return what could be said more gently."""
    language = made.document.locale.partition("_")[0]
    found = answer_hints(made.answers, language, made.meta.stage, visit.site.roots)
    return [hint for _, hint in found]


def _reads(
    visit: Visit, made: Composed, interview: Interview, hints: Sequence[Hint]
) -> list[Message]:
    """Return how the message reads, and what would help most."""
    asked, left = (
        [question for question in questions if question.group not in _NO_STRONGER]
        for questions in flow.unanswered(interview)
    )
    helpful = useful(left, made.answers, made.document, visit.setting)
    found = score(
        read(made.document, made.facts, made.meta, visit.site.roots),
        [text for _, text in own_words(made.answers)],
        hints,
        len(asked),
        len(left) if helpful else 0,
        [Message(question.label) for question in helpful],
    )
    marks = say(
        "How it reads: clear %(clear)s of 5, polite %(polite)s of 5, complete %(complete)s of 5.",
        clear=found.clear,
        polite=found.polite,
        complete=found.complete,
    )
    told = [hint.advice for hint in hints]
    return [marks, *(one for one in found.suggestions if one not in told)]


def _sound(visit: Visit, made: Composed) -> list[Field]:
    interview = begin(visit, made.meta.id, more=True, answers=made.answers)
    steps = [step_at(interview, key) for key in _SOUND]
    return [field_of(interview, step, visit.speak) for step in steps if step is not None]


def _languages(visit: Visit, made: Composed) -> list[Option]:
    question = load_questions(visit.site.roots)["locale"]
    found = list(options(question, (), made.answers, visit.speak, visit.site.roots))
    if all(one.value != made.document.locale for one in found):
        name = visit.speak.formats.language(made.document.locale)
        found.insert(0, Option(made.document.locale, name))
    return found


def _ways(visit: Visit, answers: Mapping[str, Any]) -> list[Option]:
    question = load_questions(visit.site.roots)["contacts.channel"]
    return list(options(question, question.choices, answers, visit.speak, visit.site.roots))


def _query(visit: Visit) -> str:
    return f"?{visit.request.url.query}" if visit.request.url.query else ""


def _interface_differs(visit: Visit, document: Document) -> bool:
    return visit.locale.partition("_")[0] != document.locale.partition("_")[0]


async def change(visit: Visit) -> Response:
    """Change how the message sounds, and show it again."""
    form = await read_form(visit.request)
    wrong: list[Field] = []

    def sound(interview: Interview) -> Interview:
        taken = take(interview, _SOUND, form, visit.speak)
        wrong.extend(taken.wrong)
        return taken.interview

    visit.change(lambda answers: begin(visit, visit.document, more=True, answers=answers), sound)
    chosen = {name: form.text(name) for name in ("language", "channel") if form.text(name)}
    address = visit.request.url.replace_query_params(**chosen)
    if wrong:
        made = composed(visit)
        return _page(visit, made, with_wrong(_sound(visit, made), wrong), status=422)
    return visit.go(f"{address.path}?{address.query}")


async def compare(visit: Visit) -> Response:
    """Show a message beside its words in another language: what does my letter say?"""
    left = composed(visit)
    wanted = visit.query("with") or visit.locale
    right = composed(visit, locales.normalize(wanted))
    if left.document.locale == right.document.locale:
        raise UsageError(
            say("The message is in that language already."), say("Choose another language.")
        )
    formats = Formats(visit.locale)
    names = (
        formats.language(left.document.locale),
        formats.language(right.document.locale),
    )
    both = side_by_side(left.document, right.document, names)
    return visit.page(
        "compare.html",
        meta=left.meta,
        blocks=blocks_of(both, Sources((), left.facts, left.document.locale)),
        columns=[one.document.locale.replace("_", "-") for one in (left, right)],
        query=_query(visit),
    )
