"""The Jinja environments that letters go through.

They escape every value and know no name that was not passed to them. The catalogue and formats of a
letter are passed in with its values, so one environment serves every locale and is never modified.
Where a template may come from somebody else, from a pack or a user's own folder, it is sandboxed;
the shipped templates are part of the program, and do without.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib.machinery import SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, Literal

import jinja2
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.utils import Namespace, internalcode
from markupsafe import Markup, escape

from refundletters.i18n.catalogues import Catalogue
from refundletters.i18n.formats import Formats
from refundletters.i18n.spans import first_of_span, listed_days, short_day
from refundletters.letters.sandbox import SAFE_FILTERS, LetterEnvironment, printable
from refundletters.packs.kept import place_of
from refundletters.packs.own_cache import is_private, own_cache
from refundletters.packs.roots import Roots, shipped_roots

__all__ = [
    "PLACE",
    "Catalogued",
    "CompiledTemplates",
    "Modules",
    "Templates",
    "as_python",
    "environment",
    "words",
]

# The attribute that tells the parser where in a template an element is written.
PLACE: Final = "at"


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
        with suppress(OSError):
            make_folder(place)
        return place if is_private(place) and is_private(folder) else None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template from the folder, if it can be read."""
        if self._place is not None:
            with suppress(OSError):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Save a compiled template in the folder, if it can be written."""
        if self._place is not None:
            with suppress(OSError):
                super().dump_bytecode(bucket)


class Templates(FileSystemLoader):
    """Templates of files; those that ship with the program are compiled in a wheel.

    They lie there as Python, which the installer compiles for its own version like any other. They
    are used while the template and Jinja are those that they were made from, and outside the
    sandbox only.
    """

    @internalcode
    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Load a template, from the wheel where that holds it."""
        source, filename, _ = self.get_source(environment, name)
        place = place_of(Path(filename), "py")
        if place is None or environment.sandboxed or not Path(place).is_file():
            return super().load(environment, name, globals)
        code = SourceFileLoader(name, place).get_code(name)
        namespace: dict[str, Any] = {"environment": environment, "__file__": filename}
        assert code is not None  # it has a source
        exec(code, namespace)  # noqa: S102 - the program's own, compiled by the build hook
        if namespace["MADE_FROM"] != _made_from(source):
            return super().load(environment, name, globals)
        return environment.template_class.from_module_dict(environment, namespace, globals or {})


def as_python(env: Environment, name: str) -> str:
    """Return a template as the Python that a wheel holds.

    Args:
        env: The environment of the shipped templates.
        name: The name of the template.
    """
    assert env.loader is not None
    source, filename, _ = env.loader.get_source(env, name)
    code = env.compile(source, name, filename, raw=True)
    return f"{code}\nMADE_FROM = {_made_from(source)!r}\n"


def _made_from(source: str) -> tuple[str, int, int]:
    return jinja2.__version__, len(source), zlib.crc32(source.encode())


class Modules(dict[str, TemplateModule]):
    """The templates that one letter has imported, by name.

    Attributes:
        names: The names of the letter, which are all that an imported template sees.
    """

    KEY: Final = "_modules"

    def __init__(self, env: Environment, names: Mapping[str, Any]) -> None:
        """Begin with none; ``names`` are completed by this value and those of ``env``."""
        super().__init__()
        self.names = {**env.globals, **names, self.KEY: self}


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
        return modules[self.name]


class _LetterContext(Context):
    """A context that calls macros and functions as they are: none of them asks for it."""

    def call(self, called: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        if values:
            values.pop("_block_vars", None)
            values.pop("_loop_vars", None)
        return called(*args, **values)


class _ShippedEnvironment(Environment):
    """The environment of the shipped templates, which nobody else can write to."""

    template_class = _LetterTemplate
    context_class = _LetterContext


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> Environment:
    ours = folders == shipped_roots().templates
    kind: type[Environment] = _ShippedEnvironment if ours else LetterEnvironment
    env = kind(
        loader=Templates(folders, encoding="utf-8"),
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


class Catalogued:
    """Catalogue lookups as Jinja calls them: a message in, escaped text out."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def gettext(self, message: str, **values: object) -> Markup:
        """Translate a message and insert the escaped values."""
        return _filled(self._catalogue.gettext(message), values)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """Translate a message with a context."""
        return _filled(self._catalogue.pgettext(context, message), values)

    def ngettext(self, one: str, many: str, num: int, **values: object) -> Markup:
        """Translate a message that counts something."""
        values.setdefault("num", num)
        return _filled(self._catalogue.ngettext(one, many, num), values)

    def npgettext(self, context: str, one: str, many: str, num: int, **values: object) -> Markup:
        """Translate a message with a context that counts something."""
        values.setdefault("num", num)
        return _filled(self._catalogue.npgettext(context, one, many, num), values)

    def names(self) -> Mapping[str, Callable[..., Markup]]:
        """Return the functions under the names that ``{% trans %}`` calls."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
        }


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    """Return a message with its values in it; only they are escaped."""
    safe = {
        name: value if value.__class__ is Markup else escape(printable(value))
        for name, value in values.items()
    }
    return Markup(message % safe)  # noqa: S704  # catalogues are markup, checked by the parser


def words(formats: Formats) -> Mapping[str, Callable[..., object]]:
    """Return the formatting functions that letters may call, bound to one locale.

    ``date(day)``, ``money(amount)``, ``number(n)``, ``country_name(code)``, ``all_of([...])``,
    ``any_of([...])``, ``listed([...])`` with commas alone, and for days listed together
    ``short_day(day)``, ``first_of_span(first, last)``, ``listed_days([...])``.
    """
    return {
        "date": formats.date,
        "money": formats.money,
        "number": formats.number,
        "country_name": formats.territory,
        "all_of": lambda items: _join(formats, list(items), "standard"),
        "any_of": lambda items: _join(formats, list(items), "or"),
        "listed": lambda items: _join(formats, list(items), "unit"),
        "short_day": lambda day: short_day(formats, day),
        "first_of_span": lambda first, last: first_of_span(formats, first, last),
        "listed_days": lambda days: listed_days(formats, days),
    }


def _join(
    formats: Formats, items: Sequence[str], style: Literal["standard", "or", "unit"]
) -> Markup:
    """Join escaped items by the locale's own list pattern."""
    links = formats.list_links([str(printable(item)) for item in items], style)
    pairs = zip_longest(items, links, fillvalue="")
    return Markup("").join(escape(part) for pair in pairs for part in pair)
