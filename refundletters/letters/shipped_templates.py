"""Run the shipped templates without Jinja, as a wheel holds them.

The build hook has Jinja compile them to Python, which needs little of its runtime: that stands
here. Importing Jinja, with what it imports, costs more than everything else a chat message takes.

The templates stay the one source, and Jinja the one judge of them. Where a template has changed, or
does anything but write words, :exc:`LeaveToJinja` is raised, and Jinja runs it from the start. So
nothing here words an error.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, Final, NoReturn

import markupsafe
from markupsafe import Markup, soft_str

from refundletters.letters.template_names import Modules, call_without_context
from refundletters.packs.kept import place_of

__all__ = [
    "LeaveToJinja",
    "LoopContext",
    "Macro",
    "Markup",
    "Namespace",
    "ShippedTemplates",
    "TemplateNotFound",
    "TemplateReference",
    "TemplateRuntimeError",
    "Undefined",
    "escape",
    "identity",
    "internalcode",
    "made_from",
    "markup_join",
    "missing",
    "shipped_templates",
    "str_join",
]

missing: Final = object()
Blocks = Mapping[str, Callable[["Context"], Iterator[str]]]


class LeaveToJinja(Exception):
    """This is not for here: the caller lets Jinja run the template."""


TemplateNotFound = TemplateRuntimeError = LeaveToJinja


def _refuse(*_: object, **__: object) -> NoReturn:
    raise LeaveToJinja


def identity(value: Any) -> Any:
    """Return a value as it is."""
    return value


internalcode = identity


def escape(value: Any) -> Markup:
    """Return words as markup; markup stays the object it is, which most values are."""
    if value.__class__ is Markup:
        same: Markup = value
        return same
    return markupsafe.escape(value)


def str_join(parts: Iterable[Any]) -> str:
    """Return parts as one text."""
    return "".join(map(str, parts))


def markup_join(parts: Iterable[Any]) -> str:
    """Return parts as one text, which is markup if one of them is."""
    texts = list(map(soft_str, parts))
    is_markup = any(hasattr(text, "__html__") for text in texts)
    return (Markup("") if is_markup else "").join(texts)


class Undefined:
    """What a condition without an alternative gives: no words, and nothing else."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take what Jinja would say of it."""

    def __bool__(self) -> bool:
        return False

    def __html__(self) -> str:
        return ""

    __str__ = __html__

    __getattr__ = __iter__ = __len__ = __eq__ = __hash__ = __add__ = _refuse


class Namespace:
    """Names that a template may set within a loop."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __setitem__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value


class _EvalContext:
    autoescape = True


class Context:
    """The names that a template sees and sets."""

    eval_ctx = _EvalContext()

    def __init__(self, parent: dict[str, Any], name: str, blocks: Blocks) -> None:
        """Begin with the names of the letter.

        Args:
            parent: Those names.
            name: Name of the template.
            blocks: Its blocks.
        """
        self.parent = parent
        self.name = name
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.blocks = {name: [block] for name, block in blocks.items()}

    def resolve_or_missing(self, name: str) -> Any:
        """Return a value by its name."""
        if name in self.vars:
            return self.vars[name]
        return self.parent.get(name, missing)

    def get_all(self) -> dict[str, Any]:
        """Return all names."""
        return {**self.parent, **self.vars} if self.vars else self.parent

    call = call_without_context
    super = _refuse


class TemplateReference:
    """The blocks of a template, under the name ``self``."""

    def __init__(self, context: Context) -> None:
        """Take the context of the template."""
        self._context = context

    def __getitem__(self, name: str) -> Callable[[], Markup]:
        block = self._context.blocks[name][0]
        return lambda: Markup("".join(block(self._context)))  # noqa: S704 - as Jinja does


class LoopContext:
    """The items of a loop that asks where it is."""

    def __init__(self, items: Iterable[Any], *_: object) -> None:
        """Take the items."""
        self._items = list(items)
        self.index0 = -1

    @property
    def index(self) -> int:
        """The number of the item, from 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Whether it is the first item."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether it is the last item."""
        return self.index == self.length

    @property
    def length(self) -> int:
        """How many items there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[tuple[Any, LoopContext]]:
        for item in self._items:
            self.index0 += 1
            yield item, self


class Macro:
    """A macro, called with words and values."""

    def __init__(
        self,
        _environment: ShippedTemplates,
        function: Callable[..., str],
        name: str,
        arguments: tuple[str, ...],
        catch_kwargs: bool,  # noqa: FBT001 - the signature is Jinja's
        catch_varargs: bool,  # noqa: FBT001 - same
        caller: bool,  # noqa: FBT001 - same
        _autoescape: bool | None = None,  # noqa: FBT001 - same
    ) -> None:
        self.name = name
        self._function = function
        self._arguments = arguments
        self._varargs = catch_varargs
        self._unusual = catch_kwargs or caller or "caller" in arguments

    def __call__(self, *args: Any, **values: Any) -> Markup:
        """Return the words that the macro writes."""
        count = len(self._arguments)
        if self._unusual or (len(args) > count and not self._varargs):
            raise LeaveToJinja
        named = (values.pop(name, missing) for name in self._arguments[len(args) :])
        given = [*args[:count], *named]
        if values:
            raise LeaveToJinja
        if self._varargs:
            given.append(args[count:])
        # As Jinja does, but what the function gives is known to be plain words.
        return str.__new__(Markup, self._function(*given))


class _Module:
    """What a template exports."""

    def __init__(self, name: str, exported: Mapping[str, Any]) -> None:
        self.__dict__.update(exported)
        self.__name__ = name


class _Template:
    def __init__(self, name: str, namespace: Mapping[str, Any]) -> None:
        self.name = name
        self.blocks: Blocks = namespace["blocks"]
        self.root_render_func: Callable[[Context], Iterator[str]] = namespace["root"]

    _get_default_module = _refuse  # of an import without the names of the letter

    def make_module(
        self,
        names: dict[str, Any],
        shared: bool = False,  # noqa: FBT001, FBT002 - the signature is Jinja's
        local: Mapping[str, Any] | None = None,
    ) -> _Module:
        """Return what the template exports; it is made once a letter, however many import it."""
        modules = names.get(Modules.KEY)
        if modules is None:
            there = {name: value for name, value in (local or {}).items() if value is not missing}
            return self._module({**({} if shared else ShippedTemplates.globals), **names, **there})
        found: _Module | None = modules.get(self.name)
        if found is None:
            found = modules[self.name] = self._module(modules.names)
        return found

    def _module(self, names: dict[str, Any]) -> _Module:
        context = Context(names, self.name, self.blocks)
        for _ in self.root_render_func(context):
            pass
        return _Module(self.name, {name: context.vars[name] for name in context.exported_vars})

    def render(self, names: Mapping[str, Any]) -> str:
        """Return the words that the template writes."""
        everything = {**ShippedTemplates.globals, **names}
        return "".join(self.root_render_func(Context(everything, self.name, self.blocks)))


def _reject(_: Context, items: Iterable[Any], test: str, other: Any = missing) -> Iterator[Any]:
    if test != "equalto":
        raise LeaveToJinja
    return (item for item in items if item != other)


def _selectattr(_: Context, items: Iterable[Any], name: str, *more: Any) -> Iterator[Any]:
    if more or "." in name:
        raise LeaveToJinja
    return (item for item in items if ShippedTemplates.getattr(item, name))


def _first(_: ShippedTemplates, items: Iterable[Any]) -> Any:
    found = next(iter(items), missing)
    return _refuse() if found is missing else found


def _last(env: ShippedTemplates, items: Iterable[Any]) -> Any:
    return _first(env, list(items)[::-1])


class ShippedTemplates:
    """The templates of one folder that the wheel holds: what they call the environment."""

    autoescape = True
    globals: Final[Mapping[str, Any]] = {"namespace": Namespace}
    undefined = staticmethod(_refuse)
    concat = staticmethod("".join)
    # The arguments are those that Jinja's compiler passes.
    filters: Final[Mapping[str, Callable[..., Any]]] = {
        "first": _first,
        "last": _last,
        "length": len,
        "list": lambda _, items: list(items),
        "reject": _reject,
        "selectattr": _selectattr,
    }

    def __init__(self, folder: Path) -> None:
        """Take the folder of the templates."""
        self._folder = folder
        self._loaded: dict[str, _Template] = {}

    def get_template(self, name: str, _parent: str | None = None) -> _Template:
        """Return a template.

        Raises:
            LeaveToJinja: The wheel does not hold it as it is now.
        """
        found = self._loaded.get(name)
        if found is None:
            found = self._loaded[name] = self._load(str(name))
        return found

    def _load(self, name: str) -> _Template:
        path = self._folder / name
        place = place_of(path, "py")
        if place is None:
            raise LeaveToJinja
        try:
            content = path.read_bytes()
            code = SourceFileLoader(name, place).get_code(name)
            namespace: dict[str, Any] = {"environment": self, "__file__": str(path)}
            assert code is not None  # it has a source
            exec(code, namespace)  # noqa: S102 - the program's own, compiled by the build hook
        except (OSError, ImportError) as error:
            raise LeaveToJinja from error
        if namespace.get("MADE_FROM") != made_from(content):
            raise LeaveToJinja
        return _Template(name, namespace)

    @staticmethod
    def getattr(value: Any, name: str) -> Any:
        """Return an attribute, or what stands under the name."""
        try:
            return getattr(value, name)
        except AttributeError:
            try:
                return value[name]
            except (TypeError, LookupError, AttributeError) as error:
                raise LeaveToJinja from error

    @staticmethod
    def getitem(value: Any, key: Any) -> Any:
        """Return what stands at a position or under a name."""
        try:
            return value[key]
        except (AttributeError, TypeError, LookupError) as error:
            raise LeaveToJinja from error


def made_from(content: bytes) -> tuple[int, int]:
    """Return what tells whether a template is the one that was compiled."""
    return len(content), zlib.crc32(content)


@lru_cache(maxsize=8)
def shipped_templates(folder: Path) -> ShippedTemplates:
    """Return the templates of a folder; equal folders share them."""
    return ShippedTemplates(folder)
