"""Ask with menus: the adapter for questionary, and the only module that imports it.

None of the library's own messages can reach a user: every instruction is passed to it, its
yes-or-no prompt and its validation are not used, and what it shows of an answer is erased.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from refundletters.cli.context import Context
from refundletters.cli.talk.menu_size import (
    FEW,
    SEARCH_LINES,
    Space,
    is_too_small,
    lines_of,
    menu_label,
    question_text,
    with_instruction,
)
from refundletters.cli.talk.plain_prompter import (
    BACK_KEY,
    FORWARD_KEY,
    LONG,
    WHY_KEY,
    Asker,
    PlainPrompter,
    Prompt,
    Prompter,
    RawReply,
    Speak,
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

    def __init__(
        self, speak: Speak, show: Callable[[str], None], stdin: TextIO | None = None
    ) -> None:
        """Prepare to ask.

        Args:
            speak: Turns messages into the language of the person.
            show: Shows a line or paragraph.
            stdin: Where lines are read from in a window too small for menus.
        """
        super().__init__(speak, show)
        self._plain = None if stdin is None else PlainPrompter(speak, stdin, show)

    def ask_once(self, prompt: Prompt) -> RawReply:
        """Put the question once."""
        space = _window()
        if self._plain is not None and is_too_small(space):
            self.tell(
                self.speak(
                    say("This window is too small for menus, so they are shown line by line.")
                )
            )
            return self._plain.ask_once(prompt)
        if prompt.kind == "line":
            return self.read_line(prompt, self._line(prompt, prompt.text))
        if prompt.kind == "lines":
            return self.read_lines(prompt, self._line)
        if prompt.kind == "many":
            return self._tick(prompt, space)
        return self._select(prompt, space)

    def _line(self, prompt: Prompt, text: str) -> str:
        import questionary

        # The present text is on the first line, to be edited.
        start = prompt.default if isinstance(prompt.default, str) and text == prompt.text else ""
        asked = questionary.text(question_text(text, _window().columns), default=start)
        return str(asked.unsafe_ask())

    def _select(self, prompt: Prompt, space: Space) -> RawReply:
        import questionary

        options = with_extras(prompt, self.speak)
        values = [option.value for option in options]
        # Who types a name where typing does nothing would take the first line with Enter.
        searched = len(options) > FEW
        keys = (
            say("(type to search, arrow keys, Enter)") if searched else say("(arrow keys, Enter)")
        )
        text, instruction = with_instruction(prompt.text, self.speak(keys), space.columns)
        asked = questionary.select(
            text,
            choices=[_choice(option, space.columns) for option in options],
            default=prompt.default if prompt.default in values else None,
            instruction=instruction,
            use_jk_keys=False,
            # What was chosen is told in our words: the library would cut it, or say it in English.
            erase_when_done=True,
            use_search_filter=searched,
        )
        if searched:
            _hold_unfound(asked, options)
        above = lines_of(text + instruction) + (SEARCH_LINES if searched else 0)
        _fit(asked, space, above, most=FEW if len(options) > LONG else None)
        reply = self._run(asked, prompt)
        labels = [option.label for option in options if option.value == reply]
        if labels and reply != "why" and reply is not Special.BACK:
            self.tell(f"? {prompt.text} {labels[0]}")
        return reply

    def _tick(self, prompt: Prompt, space: Space) -> RawReply:
        import questionary

        chosen = prompt.default or ()
        keys = self.speak(say("(arrow keys, space to tick, Enter)"))
        text, instruction = with_instruction(prompt.text, keys, space.columns)
        asked = questionary.checkbox(
            text,
            choices=[
                _choice(option, space.columns, checked=option.value in chosen)
                for option in prompt.options
            ],
            instruction=instruction,
            use_jk_keys=False,
            # What was chosen is told in our words: the library would cut it, or say it in English.
            erase_when_done=True,
        )
        _fit(asked, space, lines_of(text + instruction))
        control = _control(asked)
        _take_ticks(asked, control)
        reply = self._run(asked, prompt)
        if not isinstance(reply, tuple):
            return reply
        if not reply and empty_reply(prompt) is not None:
            return empty_reply(prompt)
        # Enter without any tick takes the line it is on, as in every other menu.
        reply = reply or (str(prompt.options[control.pointed_at].value),)
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


def _take_ticks(asked: Question, control: Any) -> None:
    """Take what is ticked with Enter; the library would first sum it up in English."""
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    keys = KeyBindings()

    @keys.add("enter", eager=True)
    def take(event: Any) -> None:
        event.app.exit(result=[choice.value for choice in control.get_selected_values()])

    theirs = asked.application.key_bindings or KeyBindings()
    asked.application.key_bindings = merge_key_bindings([theirs, keys])


def _window() -> Space:
    """Return the size of the terminal."""
    from prompt_toolkit.application import get_app_session

    size = get_app_session().output.get_size()
    return Space(size.columns, size.rows)


def _control(asked: Question) -> Any:
    """Return the part of a menu that holds its lines."""
    from questionary.prompts.common import InquirerControl

    (control,) = (
        found
        for found in asked.application.layout.find_all_controls()
        if isinstance(found, InquirerControl)
    )
    return control


def _fit(asked: Question, space: Space, above: int, *, most: int | None = None) -> None:
    """Keep a menu inside the terminal, with the whole of the line that it is on.

    Args:
        asked: The menu.
        space: The terminal.
        above: How many lines the question and what is typed to search take.
        most: The most lines of a list that is searched by typing.
    """
    from prompt_toolkit.filters import Always
    from prompt_toolkit.layout import Dimension, ScrollOffsets

    control = _control(asked)
    (window,) = (
        found for found in asked.application.layout.find_all_windows() if found.content is control
    )
    longest = max(lines_of(str(choice.title)) for choice in control.choices)
    left = max(space.rows - above - 1, longest)
    window.height = Dimension(max=min(left, most) if most else left)
    window.dont_extend_height = Always()
    window.scroll_offsets = ScrollOffsets(bottom=longest - 1)


def _choice(option: Option, columns: int, *, checked: bool = False) -> Any:
    import questionary

    return questionary.Choice(
        menu_label(option.label, columns), value=option.value, checked=checked
    )


def _hold_unfound(asked: Question, options: Sequence[Option]) -> None:
    """Keep Enter from taking the first choice when the typed text matches none.

    The library then shows the whole list again. Enter moves to the choice that is always there,
    such as another service, and a second Enter takes it. Letters beyond ASCII are searched too.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.keys import Keys

    control = _control(asked)
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

    @keys.add(Keys.Any)
    def search(event: Any) -> None:
        if event.data.isprintable():
            control.add_search_character(event.data)

    theirs = asked.application.key_bindings or KeyBindings()
    asked.application.key_bindings = merge_key_bindings([theirs, keys])


def _menu_keys(prompt: Prompt) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    replies: Mapping[str, RawReply] = {
        **({WHY_KEY: "why"} if prompt.help else {}),
        **({BACK_KEY: Special.BACK} if prompt.may_go_back else {}),
        **({FORWARD_KEY: Special.FORWARD} if prompt.may_go_forward else {}),
    }
    for key, reply in replies.items():

        @keys.add(key, eager=True)
        def leave(event: Any, reply: RawReply = reply) -> None:
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
    return MenuPrompter(context.translate, context.note, context.stdin)


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
