"""Ask with menus: the adapter for questionary, and the only module that imports it.

None of the library's own messages can reach a user: every instruction is passed to it, its
yes-or-no prompt and its validation are not used, and its summary of several choices is erased.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from refundletters.cli.context import Context
from refundletters.cli.talk.plain_prompter import (
    BACK_KEY,
    LONG,
    WHY_KEY,
    Asker,
    PlainPrompter,
    Prompt,
    Prompter,
    RawReply,
    Special,
    empty_reply,
    with_extras,
)
from refundletters.errors import UsageError
from refundletters.interview.options import Option
from refundletters.messages import say

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings
    from questionary import Question

__all__ = ["MenuPrompter", "open_prompter"]


class MenuPrompter(Asker):
    """Asks with menus for the arrow keys, and with lines to edit."""

    def ask_once(self, prompt: Prompt) -> RawReply:
        """Put the question once."""
        if prompt.kind == "line":
            return self.read_line(prompt, self._line(prompt, prompt.text))
        if prompt.kind == "lines":
            return self.read_lines(prompt, self._line)
        if prompt.kind == "many":
            return self._tick(prompt)
        return self._select(prompt)

    def _line(self, prompt: Prompt, text: str) -> str:
        import questionary

        # The present text is on the first line, to be edited.
        start = prompt.default if isinstance(prompt.default, str) and text == prompt.text else ""
        asked = questionary.text(text, default=start)
        return str(asked.unsafe_ask())

    def _select(self, prompt: Prompt) -> RawReply:
        import questionary

        options = with_extras(prompt, self.speak)
        values = [option.value for option in options]
        long = len(options) > LONG
        asked = questionary.select(
            prompt.text,
            choices=[_choice(option) for option in options],
            default=prompt.default if prompt.default in values else None,
            instruction=self.speak(
                say("(type to search, arrow keys, Enter)") if long else say("(arrow keys, Enter)")
            ),
            use_jk_keys=False,
            use_search_filter=long,
        )
        if long:
            _hold_unfound(asked, options)
        return self._run(asked, prompt)

    def _tick(self, prompt: Prompt) -> RawReply:
        import questionary

        chosen = prompt.default or ()
        asked = questionary.checkbox(
            prompt.text,
            choices=[_choice(option, checked=option.value in chosen) for option in prompt.options],
            instruction=self.speak(say("(arrow keys, space to tick, Enter)")),
            use_jk_keys=False,
            # The library would summarize the answer in English.
            erase_when_done=True,
        )
        reply = self._run(asked, prompt)
        if not isinstance(reply, tuple):
            return reply
        if not reply:
            return empty_reply(prompt)
        labels = [option.label for option in prompt.options if option.value in reply]
        self.tell(f"? {prompt.text} {' · '.join(labels)}")
        return reply

    def _run(self, asked: Question, prompt: Prompt) -> RawReply:
        """Run a menu in which our keys work too."""
        from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

        application = asked.application
        theirs = application.key_bindings or KeyBindings()
        application.key_bindings = merge_key_bindings([theirs, _menu_keys(prompt)])
        given: Any = asked.unsafe_ask()
        reply: RawReply = tuple(given) if isinstance(given, list) else given
        return reply


def _choice(option: Option, *, checked: bool = False) -> Any:
    import questionary

    return questionary.Choice(option.label, value=option.value, checked=checked)


def _hold_unfound(asked: Question, options: Sequence[Option]) -> None:
    """Keep Enter from taking the first choice when the typed text matches none.

    The library then shows the whole list again. Enter moves to the choice that is always there,
    such as another service, and a second Enter takes it.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from questionary.prompts.common import InquirerControl

    (control,) = (
        found
        for found in asked.application.layout.find_all_controls()
        if isinstance(found, InquirerControl)
    )
    always = next((at for at, option in enumerate(options) if option.always), 0)
    keys = KeyBindings()

    @Condition
    def unfound() -> bool:
        # What was found is known only once it is looked up.
        all_shown = len(control.filtered_choices) == len(options)
        missed = bool(control.search_filter) and all_shown and not control.found_in_search
        return missed and control.pointed_at == 0

    @keys.add("enter", eager=True, filter=unfound)
    def go(event: Any) -> None:  # noqa: ARG001  # the library's own signature
        control.pointed_at = always

    theirs = asked.application.key_bindings or KeyBindings()
    asked.application.key_bindings = merge_key_bindings([theirs, keys])


def _menu_keys(prompt: Prompt) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    replies: Mapping[str, RawReply] = {
        **({WHY_KEY: "why"} if prompt.help else {}),
        **({BACK_KEY: Special.BACK} if prompt.may_go_back else {}),
    }
    for key, reply in replies.items():

        @keys.add(key, eager=True)
        def leave(event: Any, reply: RawReply = reply) -> None:
            event.app.erase_when_done = True
            event.app.exit(result=reply)

    @keys.add("c-d", eager=True)
    def end(event: Any) -> None:
        event.app.exit(exception=EOFError)

    return keys


def open_prompter(context: Context, *, plain: bool = False) -> Prompter:
    """Return the prompter that fits the terminal.

    Plain lines are used where they are asked for, where the terminal is dumb, where answers come
    from a pipe, and in Windows consoles that cannot show menus.

    Args:
        context: Streams, environment and language; ``TERM`` counts.
        plain: Whether plain lines are asked for.

    Raises:
        UsageError: There is nobody to ask.
    """
    if context.stdin is None:
        raise UsageError(
            say("This command asks questions, so it needs a terminal."),
            say("In a script, use: refundletters write DOCUMENT --case CASE --no-input"),
        )
    dumb = context.environ.get("TERM", "") in {"dumb", "unknown"}
    if plain or dumb or not context.interactive or not _menus_work():
        return PlainPrompter(context.translate, context.stdin, context.note)
    return MenuPrompter(context.translate, context.note)


def _menus_work() -> bool:
    """Tell whether the console can show menus; some on Windows cannot."""
    from prompt_toolkit.output.defaults import create_output

    try:
        create_output()
    except _console_errors():
        return False
    return True


def _console_errors() -> tuple[type[Exception], ...]:
    if sys.platform == "win32":
        from prompt_toolkit.output.win32 import NoConsoleScreenBufferError

        return (NoConsoleScreenBufferError,)
    return ()
