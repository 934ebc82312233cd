"""All rules about templates, settings, data and catalogues in one folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundletters.lint import data_rows, letter_settings, templates
from refundletters.lint.finding import Finding, Problem, Rule, run
from refundletters.lint.letter_settings import Settings
from refundletters.lint.templates import Template, typed_citations
from refundletters.messages import say
from refundletters.model.document import Place
from refundletters.packs.roots import Roots

__all__ = ["RULES", "lint_folder"]


def readable(settings: Settings) -> Iterator[Problem]:
    """The file is TOML."""
    try:
        tomllib.loads(settings.source)
    except tomllib.TOMLDecodeError as error:
        found = say("This cannot be read: %(detail)s.", detail=str(error))
        yield Problem(found, Place(settings.file))


def typed_law(catalogue: Template) -> Iterator[Problem]:
    """No translation has law in it that was typed by hand."""
    for number, line in enumerate(catalogue.source.splitlines(), 1):
        if line.startswith(("msgstr", '"')):
            yield from typed_citations(line, catalogue.file, number, catalogue.roots)


_READABLE: Final = (Rule("data.readable", say("What cannot be read is not there."), readable),)
_CATALOGUE: Final = (
    Rule(
        "catalogue.law",
        say("Law comes from the tables, where its source and the day of its check are kept."),
        typed_law,
    ),
)

RULES: Final = (*templates.RULES, *letter_settings.RULES, *data_rows.RULES, *_READABLE, *_CATALOGUE)


def lint_folder(
    templates_in: Path, data_in: Path, locales_in: Path, base: Path, roots: Roots
) -> tuple[Finding, ...]:
    """Return what is wrong in the files of a pack, or of the program itself.

    Args:
        templates_in: Folder with ``letters/``, ``_base/`` and ``questions.toml``.
        data_in: Folder with the tables.
        locales_in: Folder of the catalogues.
        base: Paths are told relative to it.
        roots: The same folders with those that they build on.
    """
    found: list[Finding] = []
    for path in sorted(templates_in.rglob("*.j2")):
        found += run(templates.RULES, Template(_name(path, base), _text(path), roots))
    settings = [*templates_in.glob("letters/*/letter.toml"), *templates_in.glob("questions.toml")]
    for path in sorted(settings):
        found += _settings(path, base, roots, letter_settings.RULES)
    condition = letter_settings.RULES[:1]
    for path in sorted(data_in.rglob("*.toml")):
        found += _settings(path, base, roots, (*condition, *data_rows.RULES))
    for path in sorted(locales_in.glob("*/LC_MESSAGES/letters.po")):
        found += run(_CATALOGUE, Template(_name(path, base), _text(path), roots))
    return tuple(found)


def _settings(
    path: Path, base: Path, roots: Roots, rules: tuple[Rule[Settings], ...]
) -> tuple[Finding, ...]:
    text = _text(path)
    unread = run(_READABLE, Settings(_name(path, base), text, {}, roots))
    if unread:
        return unread
    return run(rules, Settings(_name(path, base), text, tomllib.loads(text), roots))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix()
