"""For the review screen: the recipient, personal data and score of the message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from refundletters import app
from refundletters.cli.talk.conversation import Conversation
from refundletters.cli.talk.personal_data import personal_in
from refundletters.errors import AnswersMissing, DocumentUnavailable
from refundletters.facts.parties import recipient_for
from refundletters.interview import flow
from refundletters.interview.state import Interview
from refundletters.letters.wording import Wording
from refundletters.messages import Message, say
from refundletters.render.formats import Output

if TYPE_CHECKING:
    from refundletters.facts.types import Facts, Plan
    from refundletters.lint.score import Score
    from refundletters.model.document import Document
    from refundletters.packs.letters import LetterMeta

__all__ = ["show_readiness"]

# Answers about the writer, the recipient and confirmations make no case stronger.
_ASIDE: Final = frozenset({"you", "them", "confirm"})


def show_readiness(conversation: Conversation, interview: Interview, plan: Plan) -> None:
    """Show what is known about the message before it is written, if it can be written.

    Args:
        conversation: The conversation.
        interview: The answers, and the letter they are for.
        plan: Their plan; its warnings have been shown already and are not repeated.
    """
    if interview.meta is None:
        return
    context, facts = conversation.context, plan.facts
    try:
        app.check_open(app.status_of(interview.meta.id, facts, context.setting))
        draft = app.compose_for(Wording(interview.meta.id), facts, context.setting)
    except (AnswersMissing, DocumentUnavailable):
        return
    conversation.tell_blank()
    conversation.tell(say("Your message:"))
    shown_before = [notice.message for notice in plan.warnings]
    for line in _lines(conversation, interview, facts, draft, interview.meta):
        if line not in shown_before:
            conversation.tell_item(line)


def _lines(
    conversation: Conversation,
    interview: Interview,
    facts: Facts,
    draft: Document,
    meta: LetterMeta,
) -> Iterator[Message]:
    to = recipient_for(meta.audience, facts).name
    if to:
        yield say("It goes to %(name)s.", name=to)
    if facts.money.asked is not None and facts.money.asked.amount:
        yield say("You ask for: %(amount)s", amount=facts.money.asked)
    text = app.render(draft, Output()).content.decode("utf-8")
    personal = personal_in(text, interview.answers, conversation.context)
    if personal:
        yield say("Personal data in it: %(what)s.", what=personal)
    found = _score(conversation, interview, facts, draft, meta)
    yield say(
        "How it reads: clear %(clear)s of 5, polite %(polite)s of 5, complete %(complete)s of 5.",
        clear=found.clear,
        polite=found.polite,
        complete=found.complete,
    )
    yield from found.suggestions


def _score(
    conversation: Conversation,
    interview: Interview,
    facts: Facts,
    draft: Document,
    meta: LetterMeta,
) -> Score:
    from refundletters.answers.keys import own_words
    from refundletters.lint.letter_text import read
    from refundletters.lint.score import score
    from refundletters.lint.tone import answer_hints
    from refundletters.lint.useful_answers import useful

    context = conversation.context
    roots = context.roots
    hints = answer_hints(interview.answers, draft.locale.partition("_")[0], meta.stage, roots)
    asked, left = (
        [question for question in questions if question.group not in _ASIDE]
        for questions in flow.unanswered(interview)
    )
    # What changes nothing in this case is no suggestion.
    helpful = useful(left, interview.answers, draft, context.setting)
    return score(
        read(draft, facts, meta, roots),
        [text for _, text in own_words(interview.answers)],
        [hint for _, hint in hints],
        len(asked),
        len(left) if helpful else 0,
        [Message(question.label) for question in helpful],
    )
