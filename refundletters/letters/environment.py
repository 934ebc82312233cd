"""The Jinja environments that letters go through.

They escape every value and know no name that was not passed to them. The catalogue and formats of a
letter are passed in with its values, so one environment serves every locale and is never modified.
Where a template may come from somebody else, from a pack or a user's own folder, it is sandboxed;
the shipped templates are part of the program, and do without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.utils import Namespace
from markupsafe import escape

from refundletters.errors import TemplateError
from refundletters.letters.sandbox import SAFE_FILTERS, LetterEnvironment
from refundletters.letters.shipped_templates import made_from
from refundletters.letters.template_names import PLACE, Modules, call_without_context, printable
from refundletters.messages import Message, say
from refundletters.packs.own_cache import is_private, own_cache
from refundletters.packs.roots import Roots, shipped_roots

__all__ = [
    "CompiledTemplates",
    "as_python",
    "environment",
    "template_error",
]


# Where compiled templates of a wheel find what they need.
_RUNTIME: Final = "refundletters.letters.shipped_templates"


class PlaceMarks(Extension):
    """Add the file and line of origin to every element that a template writes.

    Elements inside ``{% trans %}`` are left unchanged: they are part of the message.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Mark the elements in the data between tags."""
        inside_message = False
        previous = ""
        for token in stream:
            if previous == "block_begin" and token.type == "name":
                if token.value == "trans":
                    inside_message = True
                elif token.value == "endtrans":
                    inside_message = False
            previous = token.type
            if token.type == "data" and not inside_message:
                marked = _mark(token.value, token.lineno, stream.name or "")
                yield Token(token.lineno, "data", marked)
            else:
                yield token


def _mark(data: str, line: int, name: str) -> str:
    out: list[str] = []
    position = 0
    while (start := data.find("<", position)) != -1:
        end = start + 1
        while end < len(data) and data[end].isalpha():
            end += 1
        out.append(data[position:end])
        if end > start + 1:
            at = line + data.count("\n", 0, start)
            out.append(f' {PLACE}="{escape(name)}:{at}"')
        position = end
    out.append(data[position:])
    return "".join(out)


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates in the user's cache: compiling takes longer than everything else.

    A template that changes is compiled anew. The version of Jinja and of this file is part of the
    folder's name, since the cache keys do not depend on them.
    """

    def __init__(self, folder: Path | None = None, kind: str = "") -> None:
        """Keep compiled templates below ``folder``, the user's cache by default.

        Args:
            folder: The folder.
            kind: Keeps apart what is compiled for different environments.
        """
        super().__init__(str(folder or ""))
        self._folder = folder
        self._kind = kind

    def _get_cache_filename(self, bucket: Bucket) -> str:
        # Jinja's own name for it; a template that a wheel holds asks for no place.
        return f"{self._place}/{bucket.key}.cache"

    @cached_property
    def _place(self) -> Path | None:
        """The folder; ``None`` where it is not the user's alone, and so nothing is kept."""
        import hashlib

        from refundletters.storage.write import make_folder

        made_by = Path(__file__).read_bytes() + jinja2.__version__.encode()
        folder = self._folder or own_cache("templates")
        if folder is None:
            return None
        place = folder / self._kind / hashlib.sha256(made_by).hexdigest()[:16]
        with suppress(OSError):  # a folder that is not there is not private either
            make_folder(place)
        return place if is_private(place) and is_private(folder) else None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template from the folder, if it can be read."""
        if self._place is not None:
            with suppress(OSError):  # it is compiled again
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Save a compiled template in the folder, if it can be written."""
        if self._place is not None:
            with suppress(OSError):  # a cache that cannot be written only costs time
                super().dump_bytecode(bucket)


def as_python(env: Environment, name: str) -> str:
    """Return a template as the Python that a wheel holds.

    Args:
        env: The environment of the shipped templates.
        name: The name of the template.
    """
    assert env.loader is not None
    source, filename, _ = env.loader.get_source(env, name)
    assert filename is not None
    code = env.compile(source, name, filename, raw=True)
    code = code.replace("from jinja2.runtime import", f"from {_RUNTIME} import", 1)
    return f"{code}\nMADE_FROM = {made_from(Path(filename).read_bytes())!r}\n"


class _LetterTemplate(Template):
    """A template that is made once a letter, however many others import it."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,  # noqa: FBT001, FBT002 - the signature is Jinja's
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        modules = (vars or {}).get(Modules.KEY)
        if not isinstance(modules, Modules) or self.name is None:
            return super().make_module(vars, shared, locals)
        if self.name not in modules:
            modules[self.name] = super().make_module(modules.names, shared=True)
        module: TemplateModule = modules[self.name]
        return module


class _LetterContext(Context):
    """A context that calls macros and functions as they are: none of them asks for it."""

    call = call_without_context


class _ShippedEnvironment(Environment):
    """The environment of the shipped templates, which nobody else can write to."""

    template_class = _LetterTemplate
    context_class = _LetterContext


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> Environment:
    ours = folders == shipped_roots().templates
    kind: type[Environment] = _ShippedEnvironment if ours else LetterEnvironment
    env = kind(
        loader=FileSystemLoader(folders, encoding="utf-8"),
        extensions=["jinja2.ext.i18n", PlaceMarks],
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        finalize=None if ours else printable,
        bytecode_cache=CompiledTemplates(kind="shipped" if ours else "sandboxed"),
    )
    env.policies["ext.i18n.trimmed"] = True
    # Our own functions in `words` take the place of installed ones; they substitute values
    # themselves.
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the i18n extension
    if not ours:
        env.filters = dict(SAFE_FILTERS)
    env.globals.clear()
    env.globals["namespace"] = Namespace  # the only way to build a list in a loop
    return env


def environment(roots: Roots) -> Environment:
    """Return the environment for the templates of ``roots``; equal roots share one."""
    return _environment(roots.templates)


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
