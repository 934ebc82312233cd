"""Ask questions until none is open, and save after every answer."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec.structs import replace

from refundletters.answers import keys
from refundletters.answers.forbidden.redact import is_doubtful
from refundletters.cli.context import Context
from refundletters.cli.talk.plain_prompter import Prompt, Prompter, Reply, Special
from refundletters.cli.talk.row_names import about_row
from refundletters.cli.talk.understood import also_known, read_reply, tell_understood
from refundletters.errors import CaseError, RefundLettersError
from refundletters.i18n.speech import Speaker, speaker
from refundletters.interview import flow
from refundletters.interview.came_in import came_in
from refundletters.interview.doubts import accept, new_doubts, reconsider
from refundletters.interview.options import Option, example_text, options, unknown_label, value_text
from refundletters.interview.state import Asked, Interview
from refundletters.interview.steps import row_of
from refundletters.messages import N_, Message, say
from refundletters.packs.questions import find_question, load_questions

__all__ = ["Conversation"]

_KINDS: Final[Mapping[str, Literal["one", "many", "line", "lines"]]] = {
    "choice": "one",
    "yes_no": "one",
    "confirm": "one",
    "choices": "many",
    "list": "lines",
}
# Fields of errors that hold keys of the case file.
_NAMES_OF_KEYS: Final = frozenset({"key", "first"})


class Conversation:
    """A conversation with a user at a terminal, in the interface language."""

    def __init__(
        self, context: Context, prompter: Prompter, save: Callable[[Interview], Interview]
    ) -> None:
        """Begin a conversation.

        Args:
            context: Streams, day and language.
            prompter: Asks one question.
            save: Keeps the answers after every turn that changed them, and returns the interview
                to go on with, which has what others saved meanwhile.
        """
        self.context = context
        self.prompter = prompter
        self.speaker: Speaker = speaker(context.roots, context.interface)
        self._save = save
        self._offered = False
        self._one_by_one = False
        self._total = 0

    def keep(self, interview: Interview) -> Interview:
        """Save the answers, tell what others saved meanwhile, and return the interview with it."""
        kept = self._save(interview)
        others = came_in(interview.answers, kept.answers)
        if others:
            self.tell(say("Another program changed this case meanwhile. This goes on with it:"))
        for key, value in others:
            self.tell_item(self._as_answered(kept, key, value))
        return kept

    def _as_answered(self, interview: Interview, key: str, value: Any) -> Message:
        label = self._label(interview, key)
        question = find_question(interview.questions, key)
        if value is None:
            return say("%(label)s: taken away", label=label)
        shown = str(value)
        if question is not None:
            roots, row = interview.setting.roots, row_of(key)
            shown = value_text(question, value, interview.answers, self.speaker, roots, row)
        return Message(N_("%(label)s: %(value)s"), {"label": label, "value": shown})

    def tell(self, message: Message) -> None:
        """Show a message."""
        self.prompter.tell(self.speaker(message))

    def tell_item(self, message: Message) -> None:
        """Show a message as one item of a list."""
        self.prompter.tell(f"- {self.speaker(message)}")

    def tell_blank(self) -> None:
        """Show a blank line."""
        self.prompter.tell("")

    def complain(self, error: RefundLettersError) -> None:
        """Show what is wrong and what helps."""
        self.tell(self._in_words(error.message))
        if error.remedy is not None:
            self.tell(error.remedy)

    def _in_words(self, message: Message) -> Message:
        """Return a message with the labels of questions in the place of keys."""
        questions = load_questions(self.context.roots)
        found = {
            name: find_question(questions, value)
            for name, value in message.fields.items()
            if name in _NAMES_OF_KEYS and isinstance(value, str)
        }
        labels = {name: Message(asked.label) for name, asked in found.items() if asked is not None}
        return replace(message, fields={**message.fields, **labels})

    def choose(
        self, text: Message, entries: Mapping[Any, Message | str], *, back: bool = False
    ) -> Any:
        """Let the person choose one entry.

        Args:
            text: What is asked.
            entries: What may be chosen, with a label that is a message or in their words already.
            back: Whether there is something to go back to.

        Returns:
            The key of the entry, or ``Special.BACK``.
        """
        offered = tuple(
            Option(key, label if isinstance(label, str) else self.speaker(label))
            for key, label in entries.items()
        )
        return self.prompter.ask(
            Prompt(self.speaker(text), "one", options=offered, may_go_back=back)
        )

    def finish(
        self, interview: Interview, *, brief: bool = False, offer_end: bool = True
    ) -> Interview:
        """Ask until nothing is open.

        Args:
            interview: Where to begin.
            brief: Whether only what is needed is asked.
            offer_end: Whether to ask, once, if the rest is wanted as soon as it may be skipped.

        Raises:
            KeyboardInterrupt, EOFError: The person stopped; everything so far is saved.
        """
        if brief:
            interview = flow.required_only(interview)
        while (asked := flow.next_question(interview)) is not None:
            if offer_end and self._may_end_here(interview, asked):
                self._offered = True
                if not self._wants_more(asked):
                    interview = flow.required_only(interview)
                    continue
            interview = self._settle(interview, self._next(interview, asked))
        return interview

    def _next(self, interview: Interview, asked: Asked) -> Interview:
        together = () if self._one_by_one else flow.confirmations(interview)
        return self._confirm(interview, together) if together else self.turn(interview, asked)

    def _confirm(self, interview: Interview, together: Sequence[Asked]) -> Interview:
        """Let several confirmations be given on one screen; where one is not true, ask singly."""
        lines = [line for asked in together for line in asked.question.statements]
        reply = self.prompter.ask(
            Prompt(
                text=self.speaker(say("Are all of these statements true?")),
                kind="one",
                hints=tuple(self.speaker(hint) for hint in _hints(together[0], interview)[:1]),
                statements=tuple(self.speaker(Message(line)) for line in lines),
                options=(
                    Option("yes", self.speaker(say("Yes, all of them are true"))),
                    Option("no", self.speaker(say("No, or not all of them"))),
                ),
                may_go_back=together[0].may_go_back,
            )
        )
        if reply is Special.BACK:
            return flow.back(interview)
        self._one_by_one = reply == "no"
        if self._one_by_one:
            return interview
        for asked in together:
            interview = flow.answer(interview, asked.key, value=True)
        return self.keep(interview)

    def _settle(self, before: Interview, after: Interview) -> Interview:
        """Ask about answers that do not go together, as soon as the second one is given."""
        for doubt in new_doubts(before, after):
            entries: dict[str, Message | str] = {
                key: say("Change: %(label)s", label=self._label(after, key)) for key in doubt.keys
            }
            entries[""] = say("Both are right")
            self.tell(doubt.message)
            chosen = self.choose(say("Which answer is not right?"), entries)
            after = reconsider(after, str(chosen)) if chosen else accept(after, doubt)
        return after

    def _label(self, interview: Interview, key: str) -> Message:
        question = find_question(interview.questions, key)
        return Message(key if question is None else question.label)

    def _may_end_here(self, interview: Interview, asked: Asked) -> bool:
        """Tell whether this is the first question that may be skipped."""
        return not (asked.needed or interview.focus or self._offered)

    def turn(self, interview: Interview, asked: Asked) -> Interview:
        """Ask one question until an answer is accepted."""
        while True:
            reply = self.prompter.ask(self._prompt(interview, asked))
            try:
                changed = self._take(interview, asked, reply)
            except CaseError as error:
                self.complain(error)
                order = self._order_number(asked, reply)
                if order is None:
                    continue
                changed = self._take(interview, asked, order)
            if reply not in (Special.BACK, Special.FORWARD):
                changed = self._with_what_follows(changed, asked.key)
            if changed.answers != interview.answers or changed.passed != interview.passed:
                changed = self.keep(changed)
            if isinstance(reply, str):
                known = {**changed.answers}
                for key, value in changed.held.items():
                    known = keys.put(known, key, value)
                tell_understood(self, asked.question, asked.key, asked.row, known)
            return changed

    def _with_what_follows(self, interview: Interview, key: str) -> Interview:
        """Take what follows from an answer, and read it back; the review can change it."""
        value = keys.get(interview.answers, key)
        follows = {} if value is None else also_known(key, value, interview.answers, self.context)
        answers = interview.answers
        for name, known in follows.items():
            answers = keys.put(answers, name, known)
        interview = dataclasses.replace(interview, answers=answers)
        for name, known in follows.items():
            self.tell(self._as_answered(interview, name, known))
        return interview

    def _order_number(self, asked: Asked, reply: Reply) -> str | None:
        """Ask about a number that may be that of a card; return it marked as that of an order."""
        if not isinstance(reply, str) or not is_doubtful(reply, asked.key):
            return None
        is_order = self.choose(
            say("Whose number is it?"),
            {False: say("It is the number of a card"), True: say("It is the number of an order")},
        )
        return self.speaker(say("Order %(number)s", number=reply.strip())) if is_order else None

    def _wants_more(self, asked: Asked) -> bool:
        count = asked.total - asked.number + 1
        more = Message(
            N_("That is all this message needs. One more answer could make it stronger."),
            {"count": count},
            N_(
                "That is all this message needs. %(count)s more answers could make it stronger; "
                "each of them may be skipped."
            ),
            "count",
        )
        chosen = self.choose(
            more,
            {False: say("Go to the review"), True: say("Answer a few more")},
        )
        return bool(chosen)

    def _take(self, interview: Interview, asked: Asked, reply: Reply) -> Interview:
        match reply:
            case Special.BACK:
                return flow.back(interview)
            case Special.FORWARD:
                return flow.forward(interview)
            case Special.SKIP:
                return flow.skip(interview)
            case Special.UNKNOWN:
                return flow.unknown(interview)
            case Special.KEEP:
                return flow.answer(interview, asked.key, asked.default)
            case tuple():
                return flow.answer(interview, asked.key, list(reply))
            case str() if asked.question.kind not in _KINDS:
                typed = read_reply(
                    self, asked.key, reply, interview.answers, self._as_of(interview)
                )
                if isinstance(typed, Special):
                    return interview
                return flow.answer(interview, asked.key, typed.value, typed.beside)
        return flow.answer(interview, asked.key, reply)

    def _as_of(self, interview: Interview) -> Any:
        return interview.answers.get("as_of", self.context.today)

    def _told_before(self, asked: Asked, interview: Interview) -> list[Message]:
        """Return what is said above a question; also why there are fewer questions than before."""
        fewer, self._total = self._total - asked.total, asked.total
        hints = _hints(asked, interview)
        if fewer > 0 and not interview.editing:
            saved = N_("Your last answer saves you one question.")
            several = N_("Your last answer saves you %(count)s questions.")
            hints.insert(1, Message(saved, {"count": fewer}, several, "count"))
        return hints

    def _prompt(self, interview: Interview, asked: Asked) -> Prompt:
        question, speak, roots = asked.question, self.speaker, interview.setting.roots
        kind = _KINDS.get(question.kind, "line")
        text = speak(Message(question.text))
        example = example_text(question, speak, self.context.today)
        if example and kind in {"line", "lines"}:
            # The question and its example are two sentences, side by side.
            text = f"{text} {speak(say('(for example: %(example)s)', example=example))}"
        default = asked.default
        shown = ""
        if default is not None and kind in {"line", "lines"}:
            shown = value_text(question, default, interview.answers, speak, roots, asked.row)
        return Prompt(
            text=text,
            kind=kind,
            help=speak(Message(question.help)),
            hints=tuple(speak(hint) for hint in self._told_before(asked, interview)),
            # A single statement says what the question asks.
            statements=tuple(speak(Message(line)) for line in question.statements)
            if len(question.statements) > 1
            else (),
            options=options(question, asked.choices, interview.answers, speak, roots)
            if kind in {"one", "many"}
            else (),
            default=_start(question.kind, default),
            shown_default=shown,
            may_skip=asked.may_skip,
            may_be_unknown=asked.may_be_unknown and not asked.may_skip,
            unknown_label=speak(unknown_label(question)) if question.absent else "",
            may_go_back=asked.may_go_back,
            may_go_forward=asked.may_go_forward,
        )


def _start(kind: str, default: Any) -> Any:
    """Return the present answer as the default of a prompt; dates and amounts have none."""
    if kind in {"choices", "list"}:
        return tuple(default or ())
    return default if kind in _KINDS or kind in {"text", "long_text"} else None


def _hints(asked: Asked, interview: Interview) -> list[Message]:
    hints = []
    if not interview.editing:
        hints.append(
            say("Question %(number)s of %(total)s.", number=asked.number, total=asked.total)
        )
    row = about_row(asked.key, interview)
    if row is not None and not asked.question.asks_for_another:
        hints.append(row)
    if asked.question.kind == "date" and asked.question.unknown:
        hints.append(say('If you are not sure of the day, write "around" before it.'))
    return hints
