"""All rules about templates, settings, data and catalogues in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundletters.lint.finding import Finding, Problem, Rule, run
from refundletters.lint.sources import advice, data_rows, letter_settings, templates
from refundletters.lint.sources.advice import AdviceFile
from refundletters.lint.sources.data_rows import DataFile, LawFile
from refundletters.lint.sources.letter_settings import Settings
from refundletters.lint.sources.templates import Template, typed_citations
from refundletters.messages import say
from refundletters.packs.roots import Roots
from refundletters.packs.rows import read_toml
from refundletters.packs.tables.advice import ADVICE
from refundletters.packs.tables.conversion import convert, rows_of
from refundletters.packs.tables.letter import LetterMeta
from refundletters.packs.tables.rule import RULES as RULES_OF_LAW

__all__ = ["RULES", "lint_folder"]


def typed_law(catalogue: Template) -> Iterator[Problem]:
    """No translation contains law that was typed by hand."""
    for number, line in enumerate(catalogue.source.splitlines(), 1):
        if line.startswith(("msgstr", '"')):
            yield from typed_citations(line, catalogue.file, number, catalogue.roots)


_CATALOGUE: Final = (
    Rule(
        "catalogue.law",
        say("Law comes from the tables, where its source and the day of its check are kept."),
        typed_law,
    ),
)

RULES: Final = (
    *templates.RULES,
    *letter_settings.RULES,
    *data_rows.RULES,
    *advice.RULES,
    *data_rows.READABLE,
    *_CATALOGUE,
)


def lint_folder(
    templates_in: Path, data_in: Path, locales_in: Path, base: Path, roots: Roots
) -> tuple[Finding, ...]:
    """Return what is wrong in the files of a pack, or of the program itself.

    Args:
        templates_in: Folder with ``letters/``, ``_base/`` and ``questions.toml``.
        data_in: Folder with the tables.
        locales_in: Folder of the catalogues.
        base: Paths are given relative to it.
        roots: The same folders plus those that they build on.
    """
    settings = [*templates_in.glob("letters/*/letter.toml"), *templates_in.glob("questions.toml")]
    found: list[Finding] = []
    for path in sorted(settings):
        found += _unreadable(path, templates_in, base)
    for path in sorted(data_in.rglob("*.toml")):
        found += _unreadable(path, data_in, base)
    if found:
        return tuple(found)  # the other rules look things up in these files
    for path in sorted(templates_in.rglob("*.j2")):
        found += run(templates.RULES, Template(_name(path, base), _text(path), roots))
    for path in sorted(settings):
        if path.name == "letter.toml":
            found += run(letter_settings.RULES, _settings(path, base, roots))
    for path in sorted(data_in.glob(f"{RULES_OF_LAW.folder}/*.toml")):
        found += run(data_rows.RULES, _law_file(path, base, roots))
    for path in sorted(data_in.glob(f"{ADVICE.folder}/*.toml")):
        found += run(advice.RULES, _advice_file(path, base, roots))
    for path in sorted(locales_in.glob("*/LC_MESSAGES/letters.po")):
        found += run(_CATALOGUE, Template(_name(path, base), _text(path), roots))
    return tuple(found)


def _unreadable(path: Path, folder: Path, base: Path) -> tuple[Finding, ...]:
    parts = path.relative_to(folder).parts
    kind = parts[0] if len(parts) > 1 else ""
    return run(data_rows.READABLE, DataFile(_name(path, base), path, kind))


def _settings(path: Path, base: Path, roots: Roots) -> Settings:
    meta = convert(read_toml(path), LetterMeta, path)
    return Settings(_name(path, base), _text(path), meta, roots)


def _law_file(path: Path, base: Path, roots: Roots) -> LawFile:
    rows = rows_of(read_toml(path), RULES_OF_LAW, path)
    return LawFile(_name(path, base), _text(path), rows, roots)


def _advice_file(path: Path, base: Path, roots: Roots) -> AdviceFile:
    rows = rows_of(read_toml(path), ADVICE, path)
    return AdviceFile(_name(path, base), _text(path), rows, roots)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix()
