"""Read untrusted XML safely: no entities, no unlimited depth, one element at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.statements.kinds import damaged

__all__ = ["Node", "elements"]

_DEEPEST: Final = 64
_CHUNK: Final = 65_536


class Node:
    """An element: its name without a namespace, its attributes, its text and its children."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def find(self, path: str) -> Node | None:
        """Return the first element at a path such as ``Acct/Ccy``."""
        return next(self.all(path), None)

    def all(self, path: str) -> Iterator[Node]:
        """Yield the elements at a path."""
        first, _, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def words(self, *paths: str) -> str:
        """Return the text at the first of several paths that has one."""
        for path in paths:
            node = self.find(path)
            if node is not None and node.text.strip():
                return " ".join(node.text.split())
        return ""


def elements(content: bytes, wanted: frozenset[str]) -> Iterator[Node]:
    """Yield every outermost element called one of ``wanted``, as soon as it is complete.

    Raises:
        UsageError: The file is damaged, too deep, or declares entities.
    """
    reader = _Reader(wanted)
    try:
        for start in range(0, len(content), _CHUNK):
            reader.parser.Parse(content[start : start + _CHUNK])
            yield from reader.take()
        reader.parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError:
        raise damaged() from None
    yield from reader.take()


class _Reader:
    def __init__(self, wanted: frozenset[str]) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._wanted = wanted
        self._depth = 0
        self._open: list[Node] = []
        self._done: list[Node] = []

    def take(self) -> list[Node]:
        done, self._done = self._done, []
        return done

    def _doctype(self, *_: object) -> None:
        raise UsageError(
            say("This file declares parts of its own, as no bank's export does."),
            say("Download it again from your bank's website."),
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UsageError(
                say("This file is nested too deeply for a bank's export."),
                say("Download it again from your bank's website."),
            )
        local = name.rpartition(" ")[2]
        if self._open or local in self._wanted:
            node = Node(local, {key.rpartition(" ")[2]: v for key, v in attributes.items()})
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._done.append(node)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text
