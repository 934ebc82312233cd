"""Messages in Python code: ``N_("…")``, ``say("…")`` and ``Message("…")``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from refundletters.messages import say
from refundletters.translate.entries import NOTE, SourceMessage, fail, notes_for

__all__ = ["entries"]

_MARKERS: Final = frozenset({"N_", "say", "Message"})
_PLURAL_POSITION: Final = 2  # Message(msgid, fields, plural, count)


def entries(source: str, file: str) -> Iterator[SourceMessage]:
    """Yield the messages of one module, in the order of its lines.

    A variable given to ``say`` or ``Message`` is fine, since its text comes from data that is
    extracted there; a text assembled on the spot is not.

    Raises:
        TemplateError: The module cannot be parsed, or a text is assembled on the spot.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        fail(file, error.lineno or 0, say("The code cannot be read: %(detail)s.", detail=error.msg))
    lines = source.splitlines()
    place = (ast.get_docstring(tree) or "").partition("\n")[0]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node)]
    inside = {id(mark) for call in calls for mark in _marks_inside(call)}
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        if call.args and id(call) not in inside:
            yield from _entries(call, file, lines, place)


def _name(call: ast.Call) -> str:
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name if name in _MARKERS else ""


def _marks_inside(call: ast.Call) -> Iterator[ast.expr]:
    """Yield the ``N_`` calls that are the texts of a message; they are extracted along with it."""
    if _name(call) == "Message":
        named = [word.value for word in call.keywords if word.arg == "plural"]
        plural = call.args[_PLURAL_POSITION : _PLURAL_POSITION + 1]
        yield from (text for text in (*call.args[:1], *plural, *named) if _marked(text) is not text)


def _marked(text: ast.expr) -> ast.expr:
    """Return the expression that ``N_`` marks, or the expression itself."""
    if isinstance(text, ast.Call) and _name(text) == "N_" and text.args:
        return text.args[0]
    return text


def _entries(
    call: ast.Call, file: str, lines: Sequence[str], place: str
) -> Iterator[SourceMessage]:
    plural = _plural(call)
    for text in _texts(_marked(call.args[0])):
        match text:
            case ast.Constant(value=str(msgid)):
                notes = notes_for(plural or msgid, "ui", _notes(lines, call.lineno), place)
                yield SourceMessage("ui", msgid, file, text.lineno, plural, notes=notes)
            case ast.JoinedStr() | ast.BinOp():
                _refuse_assembled(file, text.lineno)
            case _ if _name(call) == "N_":
                _refuse_assembled(file, text.lineno)


def _texts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    else:
        yield node


def _plural(call: ast.Call) -> str:
    if _name(call) != "Message":
        return ""
    named = [word.value for word in call.keywords if word.arg == "plural"]
    found = [*named, *call.args[_PLURAL_POSITION : _PLURAL_POSITION + 1]]
    match [_marked(text) for text in found]:
        case [ast.Constant(value=str(text)), *_]:
            return text
    return ""


def _notes(lines: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the comment for translators right above a line, if there is one."""
    words: list[str] = []
    for above in reversed(lines[: line - 1]):
        comment = above.strip()
        if not comment.startswith("#"):
            break
        words.insert(0, comment.lstrip("#").strip())
        if words[0].startswith(NOTE):
            return (" ".join(words).removeprefix(NOTE).strip(),)
    return ()


def _refuse_assembled(file: str, line: int) -> None:
    fail(
        file,
        line,
        say("A text to translate is put together here, so translators never see it."),
        say("Write the whole sentence, and pass what varies as a field."),
    )
