"""Rules about templates: no words outside messages, no unknown names, no law typed by hand."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from jinja2 import Environment, TemplateSyntaxError, nodes

from refundletters.facts.types import Facts
from refundletters.letters.letter_head import LetterHead
from refundletters.letters.view import LetterView
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_checks.law import CITATION, citations_of
from refundletters.messages import say
from refundletters.model.case import Case
from refundletters.model.document import Place
from refundletters.packs.roots import Roots
from refundletters.patterns import lazy_pattern

__all__ = ["RULES", "Template"]

_ROOTS: Final[dict[str, Any]] = {
    "case": Case,
    "facts": Facts,
    "view": LetterView,
    "page": LetterHead,
}
_KNOWN: Final = frozenset(
    {
        *_ROOTS,
        "kind",
        "at_bank",
        "voice",
        "to_company",
        "audience",
        "channel",
        "encloses",
        "date",
        "money",
        "number",
        "country_name",
        "all_of",
        "any_of",
        "listed",
        "short_day",
        "first_of_span",
        "listed_days",
        "namespace",
        "_",
        "gettext",
        "ngettext",
        "pgettext",
        "npgettext",
        "_trans",  # Jinja's own name for a message with a context
        "loop",
        "varargs",
        "kwargs",
        "self",
        "caller",
    }
)
_WORD: Final = lazy_pattern(r"[^\W\d_]{2,}|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Template:
    """A template file.

    Attributes:
        file: Its path, for people.
        source: Its text.
        roots: Where the rules with the known citations are.
    """

    file: str
    source: str
    roots: Roots

    def problem(self, message: Any, line: int) -> Problem:
        """Return a problem at ``line``."""
        return Problem(message, Place(self.file, line))


def readable(template: Template) -> Iterator[Problem]:
    """The template can be read."""
    try:
        _parsed(template.source)
    except TemplateSyntaxError as error:
        yield template.problem(
            say(
                "The template cannot be read: %(detail)s.", detail=(error.message or "").rstrip(".")
            ),
            error.lineno,
        )


def words_outside(template: Template) -> Iterator[Problem]:
    """Words appear only in messages, where translators find them."""
    for line, text in _outside(template.source):
        if _WORD.search(text):
            yield template.problem(
                say("These words cannot be translated: %(words)s", words=" ".join(text.split())),
                line,
            )


def percent_signs(template: Template) -> Iterator[Problem]:
    """No percent sign is written out: it would begin a placeholder."""
    for line, _, text in _data(template.source):
        if "%" in text:
            yield template.problem(
                say("A percent sign stands here. Pass a percentage as a value."),
                line + text.count("\n", 0, text.index("%")),
            )


def known_names(template: Template) -> Iterator[Problem]:
    """Every name that the template uses is available to letters."""
    tree = _tree(template)
    if tree is None:
        return
    known = _KNOWN | set(_made(tree))
    for used in tree.find_all(nodes.Name):
        if used.ctx == "load" and used.name not in known:
            yield template.problem(say("Nothing is called %(name)s.", name=used.name), used.lineno)
    told: set[tuple[int, str]] = set()
    for reached in tree.find_all(nodes.Getattr):
        name = _unknown(_dotted(reached))
        if name and (reached.lineno, name) not in told:
            told.add((reached.lineno, name))
            yield template.problem(say("Nothing is called %(name)s.", name=name), reached.lineno)


def _made(tree: nodes.Template) -> Iterator[str]:
    """Yield the names that a template itself defines: set, imported, looped over, macros."""
    for name in tree.find_all(nodes.Name):
        if name.ctx in {"store", "param"}:
            yield name.name
    for macro in tree.find_all(nodes.Macro):
        yield macro.name
    for whole in tree.find_all(nodes.Import):
        yield whole.target
    for taken in tree.find_all(nodes.FromImport):
        yield from (entry if isinstance(entry, str) else entry[1] for entry in taken.names)


def typed_law(template: Template) -> Iterator[Problem]:
    """Law comes from the rules, and is never typed into a letter."""
    for line, _, text in _data(template.source):
        yield from typed_citations(text, template.file, line, template.roots)


def typed_citations(text: str, file: str, line: int, roots: Roots) -> Iterator[Problem]:
    """Yield the citations in ``text``."""
    found = [(match.start(), match.group()) for match in CITATION.finditer(text)]
    if not found:
        found = [(text.find(known), known) for known in citations_of(roots) if known in text]
    for start, citation in found[:1]:
        at = Place(file, line + text.count("\n", 0, start))
        yield Problem(say("This citation is typed by hand: %(citation)s", citation=citation), at)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def _parsed(source: str) -> nodes.Template:
    return _environment().parse(source)


def _tree(template: Template) -> nodes.Template | None:
    try:
        return _parsed(template.source)
    except TemplateSyntaxError:
        return None  # another rule reports that


def _data(source: str) -> list[tuple[int, str, str]]:
    """Return the text between tags with its line and whether it is in a message."""
    found, kind, before = [], "outside", ""
    try:
        for line, what, value in _environment().lex(source):
            if what == "whitespace":
                continue
            if before == "block_begin" and what == "name" and value in {"trans", "endtrans"}:
                kind = "message" if value == "trans" else "outside"
            if what == "data":
                found.append((line, kind, value))
            before = what
    except TemplateSyntaxError:
        return []
    return found


def _outside(source: str) -> Iterator[tuple[int, str]]:
    """Yield words that are neither in a message nor in a tag, line by line."""
    in_tag, tag = False, ""
    for line, kind, text in _data(source):
        if kind == "message":
            continue
        spoken = [""]
        for char in text:
            if char == "\n":
                spoken.append("")
            elif in_tag:
                tag += char
                in_tag = char != ">"
                if not in_tag:
                    spoken[-1] += _label(tag)
            elif char == "<":
                in_tag, tag = True, ""
            else:
                spoken[-1] += char
        for offset, words in enumerate(spoken):
            yield line + offset, words


def _label(tag: str) -> str:
    """Return the words of a label written inside a tag."""
    found = re.search(r"\blabel\s*=\s*([\"'])(.*?)\1", tag)
    return found[2] if found else ""


def _dotted(node: nodes.Getattr) -> tuple[str, ...]:
    """Return ``("case", "service", "name")`` for a dotted name that begins with a known one."""
    parts: list[str] = []
    current: nodes.Expr = node
    while isinstance(current, nodes.Getattr):
        parts.append(current.attr)
        current = current.node
    if isinstance(current, nodes.Name) and current.name in _ROOTS:
        return (current.name, *reversed(parts))
    return ()


def _unknown(dotted: Sequence[str]) -> str:
    """Return the name up to its first unknown part, empty where all is known."""
    kind: Any = _ROOTS[dotted[0]] if dotted else object
    for count, name in enumerate(dotted[1:], 2):
        if not _is_record(kind):
            return ""  # a string, number or mapping: its methods are Python's
        members = _members(kind)
        if name not in members:
            return ".".join(dotted[:count])
        kind = members[name]
    return ""


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and (
        issubclass(kind, msgspec.Struct) or dataclasses.is_dataclass(kind)
    )


@lru_cache(maxsize=64)
def _members(kind: type) -> dict[str, Any]:
    """Return the members of a record, each with the record type it has."""
    members: dict[str, Any] = dict.fromkeys(
        (name for name in dir(kind) if not name.startswith("_")), object
    )
    members |= {name: _bare(hint) for name, hint in get_type_hints(kind).items()}
    return members


def _bare(hint: Any) -> Any:
    """Return the record in an optional type hint."""
    if get_origin(hint) in (Union, UnionType):
        return next((_bare(part) for part in get_args(hint) if part is not type(None)), object)
    return hint


RULES: Final = (
    Rule("template.readable", say("A template that cannot be read writes nothing."), readable),
    Rule(
        "template.words",
        say("Words outside a message stay English in every language."),
        words_outside,
    ),
    Rule("template.percent", say("A percent sign begins a placeholder."), percent_signs),
    Rule("template.names", say("A wrong name stops the letter while it is written."), known_names),
    Rule(
        "template.law",
        say("Law comes from the tables, where its source and the day of its check are kept."),
        typed_law,
    ),
)
