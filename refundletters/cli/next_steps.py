"""What follows once a letter is written or an event is noted: how to send it, what to note, when.

Every end of a command or an interview names the next step with the command that takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from refundletters import app
from refundletters.answers import store
from refundletters.answers.journal import PARTIES
from refundletters.cli.cases.current import case_word
from refundletters.cli.context import Context
from refundletters.cli.plan_text.days import left_until
from refundletters.cli.plan_text.one_screen import next_lines
from refundletters.facts.parties import recipient_for
from refundletters.facts.plan.checks import warnings_for
from refundletters.facts.plan.shown import days_shown
from refundletters.messages import Message, say

if TYPE_CHECKING:
    from refundletters.facts.types import Facts, Party, Plan
    from refundletters.model.document import Document
    from refundletters.packs.letters import LetterMeta

__all__ = ["how_to_send", "tell_after_writing", "tell_warnings", "tell_what_is_next"]

_FOR_CANCELING: Final = "cancellation-notice"


def tell_after_writing(
    written: Sequence[tuple[LetterMeta, Document]],
    facts: Facts,
    case: Path | None,
    context: Context,
) -> None:
    """Tell on stderr how letters are sent, what to note then, and which day comes next.

    Args:
        written: The letters, each as it was written.
        facts: The case they were written for.
        case: Its file; ``None`` for none.
        context: Streams, day and language.
    """
    context.note(say("What is next:"))
    for meta, composed in written:
        for step in how_to_send(meta, composed, facts):
            context.note(step, "- ")
    if case is None:
        return
    word = case_word(context, case)
    sent = [meta.id for meta, _ in written if meta.audience in PARTIES]
    if sent:
        context.note(say("Once it has gone out, note it:"), "- ")
        for document in sent:
            _command(f"log{word} --sent {document}", context)
        context.note(say("As soon as there is an answer, note that too:"), "- ")
        _command(f"log{word}", context)
    _tell_days(app.plan_of(facts, context.setting), case, context)


def tell_what_is_next(case: Path, context: Context) -> None:
    """Tell on stderr what comes next in a case, and on which day.

    Args:
        case: The case file.
        context: Streams, day and language.

    Raises:
        CaseError: The file is not an acceptable case.
    """
    answers = store.load(case)
    plan = app.plan(answers, context.setting)
    context.note(say("What is next:"))
    for item in next_lines(plan, answers, case, context):
        context.note_line(item)
    _tell_days(plan, case, context)


def tell_warnings(facts: Facts, context: Context) -> None:
    """Tell on stderr what the plan asks to check before a letter is sent, however it leaves."""
    said = [context.translate(notice.message) for notice in warnings_for(facts)]
    for text in dict.fromkeys(said):
        context.note(say("Please check: %(what)s", what=text))


def how_to_send(meta: LetterMeta, composed: Document, facts: Facts) -> Iterator[Message]:
    """Yield how a letter reaches whom it is for, by the channel it was written for.

    Args:
        meta: The letter.
        composed: The letter as it was written.
        facts: The case it was written for.
    """
    if meta.audience not in PARTIES:
        yield say("This is for yourself, and for anybody who helps you. Keep it with your papers.")
        return
    to = recipient_for(meta.audience, facts, composed.locale.partition("_")[0])
    name = to.name or _unnamed(meta)
    link = _link(meta, facts)
    match composed.channel:
        case "chat" if link:
            yield say(
                "Chat: open it from the help page while you are signed in, and paste the text: "
                "%(link)s",
                link=link,
            )
        case "chat":
            yield say("Chat: open it from the help page while you are signed in; paste the text.")
        case "x":
            yield say("Direct message: send it to the account that the help page links to.")
        case "phone":
            yield say("Phone: take the number from the signed-in help page or your card, and read.")
        case "sms":
            yield say("Text message: send it to the number on the signed-in help page.")
        case "email" if to.email:
            yield say("E-mail: %(link)s", link=_mailto(to.email, composed))
        case "email" if link:
            yield say(
                "E-mail or contact form: take the address from the help page, or paste the text "
                "there: %(link)s",
                link=link,
            )
        case "email":
            yield say("E-mail: take the address of %(name)s from your contract.", name=name)
        case "form" if link:
            yield say("Form: paste the text there: %(link)s", link=link)
        case _:
            yield from _by_post(name, to, link, meta)


def _by_post(name: object, to: Party, link: str, meta: LetterMeta) -> Iterator[Message]:
    if to.address:
        lines = ", ".join((to.department, *to.address)).removeprefix(", ")
        yield say(
            "Letter: post it to %(name)s, %(address)s. Keep proof of the day.",
            name=name,
            address=lines,
        )
    else:
        yield say(
            "Letter: post it to %(name)s. The address stands on your statement, invoice or "
            "contract. Keep proof of the day.",
            name=name,
        )
    if meta.audience in ("bank", "card_issuer", "bank_complaints"):
        yield say("Form or app: many banks take it there as well; paste the text.")
    elif link:
        yield say("Form: the text may be pasted there as well: %(link)s", link=link)


def _unnamed(meta: LetterMeta) -> Message:
    if meta.audience in ("bank", "card_issuer", "bank_complaints"):
        return say("your bank or card company")
    if meta.audience in ("ombudsman", "authority"):
        return say("the body that takes such complaints")
    return say("the company")


def _link(meta: LetterMeta, facts: Facts) -> str:
    """Return the page where a letter can be handed in, as far as it is known."""
    match meta.audience:
        case "ombudsman" | "authority":
            fitting = (
                body.url
                for body in facts.bodies
                if body.open_now and (body.stage == meta.audience or meta.audience in body.takes)
            )
            return next((url for url in fitting if url), "")
        case "bank" | "card_issuer" | "bank_complaints" | "biller":
            return ""
        case _ if meta.id == _FOR_CANCELING and facts.service.cancel_url:
            return facts.service.cancel_url
        case _:
            return facts.service.help_url


def _mailto(address: str, composed: Document) -> str:
    """Return a link that opens a new e-mail to an address, with the subject of the letter."""
    subject = quote(composed.subject, safe="")
    return f"mailto:{quote(address, safe='@.+-_')}" + (f"?subject={subject}" if subject else "")


def _tell_days(plan: Plan, case: Path, context: Context) -> None:
    """Tell the next day of a case, and how to be reminded of all of them."""
    coming = next((day for day in days_shown(plan, context.translate) if day.days_left >= 0), None)
    if coming is None:
        return
    context.note(left_until(coming), "- ")
    context.note(say("To be reminded of every day, take them into your calendar:"), "- ")
    _command(f"remind{case_word(context, case)} -o case.ics", context)


def _command(words: str, context: Context) -> None:
    context.note_line(f"    refundletters {words}")
