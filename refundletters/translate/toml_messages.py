"""Messages in TOML: questions, letter.toml and the tables that people read on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from refundletters.packs.rows import read_toml
from refundletters.translate.entries import SourceMessage, notes_for
from refundletters.translate.sources import Sources

__all__ = ["TRANSLATABLE", "entries"]

# Which files, below which folder → which fields; `[]` goes through a list.
TRANSLATABLE: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("templates", "questions.toml"): (
        "question[].label",
        "question[].text",
        "question[].help",
        "question[].statements[]",
        "question[].choices[].label",
        "question[].variants[].text",
        "question[].variants[].help",
        "question[].variants[].statements[]",
        "question[].variants[].choices[].label",
    ),
    ("templates", "letters/*/letter.toml"): (
        "title",
        "about",
        "blocked[].why",
        "waiting[].why",
        "caution[].why",
    ),
    ("data", "advice/*.toml"): ("advice[].says", "advice[].more[]"),
    ("data", "evidence/*.toml"): ("evidence[].what",),
    ("data", "rules/*.toml"): ("rule[].needs_check",),
    ("data", "channels/*.toml"): ("channel[].why",),
    ("data", "services/*.toml"): (
        "service[].refund.summary",
        "service[].cancel.summary",
        "service[].pause.summary",
        "service[].note[].summary",
        "service[].unexpected_charge.checks[]",
    ),
}

# An example needs translating only where the answer is text; dates, amounts and codes do not.
_WITH_WORDS: Final = frozenset({"text", "long_text", "list"})


def entries(sources: Sources) -> Iterator[SourceMessage]:
    """Yield the messages of every TOML file, file by file.

    Raises:
        TemplateError: A file cannot be read, or a text in it has a lone percent sign.
    """
    folders = {"templates": sources.templates, "data": sources.data}
    for (folder, pattern), fields in TRANSLATABLE.items():
        for path in sorted(folders[folder].glob(pattern)):
            content = read_toml(path)
            file = sources.place(path)
            found = [
                (position[:1], number, position, text)
                for number, field in enumerate(fields)
                for position, text in _values(content, field.split("."), ())
            ]
            for row, *_, text in sorted(found):  # keep all fields of one row together
                notes = notes_for(text, "ui", (), _place(content, row))
                yield SourceMessage("ui", text, file, notes=notes)
            yield from _examples(content, file)


def _place(content: dict[str, Any], row: tuple[int, ...]) -> str:
    """Return the question that a label or an answer belongs to; empty in other tables."""
    questions = list(_tables(content))
    return f"label of, or answer to, “{questions[row[0]].get('text')}”" if questions and row else ""


def _values(
    node: Any, path: list[str], position: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], str]]:
    if not path:
        if isinstance(node, str) and node:
            yield position, node
        return
    name, *rest = path
    child = node.get(name.removesuffix("[]")) if isinstance(node, dict) else None
    if name.endswith("[]"):
        for index, item in enumerate(child if isinstance(child, list) else ()):
            yield from _values(item, rest, (*position, index))
    elif child is not None:
        yield from _values(child, rest, position)


def _tables(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the questions of a file; what else stands in their place, the loader names."""
    questions = content.get("question", ())
    for question in questions if isinstance(questions, list) else ():
        yield question if isinstance(question, dict) else {}


def _examples(content: dict[str, Any], file: str) -> Iterator[SourceMessage]:
    for question in _tables(content):
        example = question.get("example")
        if question.get("kind") in _WITH_WORDS and isinstance(example, str) and example:
            yield SourceMessage(
                "ui", example, file, notes=(f"An example answer to: {question.get('text')}",)
            )
