"""What went wrong in a template, in words; imported only where something did."""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateNotFound

from refundletters.errors import TemplateError
from refundletters.messages import Message, say

__all__ = ["template_error"]


def template_error(error: Exception, name: str) -> TemplateError:
    """Say in which template, and where in it, an error happened."""
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
        case RecursionError():
            problem = say("It calls itself without an end.")
        case MemoryError():
            problem = say("It needs too much memory.")
        case _:
            problem = say("The template cannot be read: %(detail)s", detail=str(error))
    return TemplateError(
        say("%(file)s, line %(line)s: %(problem)s", file=file, line=line, problem=problem),
        file=file,
        line=line,
    )


def _innermost_template(error: BaseException, name: str) -> tuple[str, int]:
    """Find the last template in the traceback, which Jinja rewrites to template lines."""
    import traceback

    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".j2"):
            *_, parent, last = frame.filename.rsplit("/", 2)
            return f"{parent}/{last}", frame.lineno or 0
    return name, 0
