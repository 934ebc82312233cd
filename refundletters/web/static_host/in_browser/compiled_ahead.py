"""What Python compiles while modules are imported, kept from when the folder was built.

Modules lie there compiled, but regular expressions and the methods of data classes are compiled
anew at every start, which takes a third of it. Both are tied to one version of Python, and so is
this module, which reaches into its standard library: the folder brings the very Python that it was
built in. What is not kept is compiled as ever.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # part of the interpreter
import dataclasses
import marshal
from array import array
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]  # private, of this very version
from types import CodeType
from typing import Any

__all__ = ["Notes", "use"]

# By pattern and flags, what ``_sre.compile`` is given; by source, the code of methods.
Patterns = dict[tuple[str | bytes, int], tuple[Any, ...]]
Methods = dict[str, CodeType]


def use(place: str) -> None:
    """Take from a file what is compiled; of use before the program is imported.

    Args:
        place: What :meth:`Notes.write` wrote.
    """
    patterns, methods = marshal.loads(Path(place).read_bytes())  # noqa: S302 - the folder's own
    compile_pattern = _compiler.compile

    def compiled(pattern: Any, flags: int = 0) -> Any:
        kept = patterns.get((pattern, flags)) if isinstance(pattern, str | bytes) else None
        if kept is None:
            return compile_pattern(pattern, flags)
        all_flags, code, *groups = kept
        return _sre.compile(pattern, all_flags, array("I", code).tolist(), *groups)

    def run(source: str, names: dict[str, Any], into: dict[str, Any]) -> None:
        exec(methods.get(source, source), names, into)  # noqa: S102 - as dataclasses does

    _compiler.compile = compiled
    dataclasses.exec = run  # type: ignore[attr-defined]  # in place of the built-in, there only


class Notes:
    """Notes what is compiled from now on."""

    def __init__(self) -> None:
        """Begin; before the program is imported."""
        self._patterns: Patterns = {}
        self._methods: Methods = {}
        compile_pattern, make = _compiler.compile, _sre.compile
        asked: list[tuple[Any, int]] = []

        def compiled(pattern: Any, flags: int = 0) -> Any:
            asked.append((pattern, int(flags)))
            return compile_pattern(pattern, flags)

        def made(pattern: Any, flags: int, code: list[int], *groups: Any) -> Any:
            key = asked.pop()
            if type(key[0]) in {str, bytes}:  # not one that was put together from parts
                self._patterns[key] = (flags, array("I", code).tobytes(), *groups)
            return make(pattern, flags, code, *groups)

        def run(source: str, names: dict[str, Any], into: dict[str, Any]) -> None:
            code = self._methods.setdefault(source, compile(source, "<string>", "exec"))
            exec(code, names, into)  # noqa: S102 - as dataclasses does

        _sre.compile, _compiler.compile = made, compiled
        dataclasses.exec = run  # type: ignore[attr-defined]  # in place of the built-in, there only

    def write(self, place: Path) -> None:
        """Write what was noted."""
        place.write_bytes(marshal.dumps((self._patterns, self._methods)))
