"""Read every table of a pack once: a wrong one is known before anything depends on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from refundletters.packs.letters import read_letter
from refundletters.packs.questions import QUESTIONS
from refundletters.packs.roots import Roots
from refundletters.packs.rows import read_toml
from refundletters.packs.tables.conversion import rows_of
from refundletters.packs.tables.kinds import KINDS

__all__ = ["check_tables", "replaced"]


def check_tables(folder: Path) -> None:
    """Read all rows, questions and letters of a pack.

    Raises:
        TemplateError: One of them is wrong; names file, row and field.
    """
    for _ in _rows(folder / "data", folder / "templates", KINDS):
        pass
    for path in sorted((folder / "templates" / "letters").glob("*/letter.toml")):
        read_letter(path)


def replaced(folder: Path, shipped: Roots) -> tuple[str, ...]:
    """Return which templates, questions and rows of ``shipped`` a pack takes the place of."""
    own = {*_rows(folder / "data", folder / "templates", KINDS), *_files(folder / "templates")}
    kinds = {name.partition(" ")[0] for name in own}
    theirs: set[str] = set()
    for data, templates in zip(shipped.data, shipped.templates, strict=True):
        theirs |= {*_rows(data, templates, kinds), *_files(templates)}
    return tuple(sorted(own & theirs))


def _files(templates: Path) -> Iterator[str]:
    for path in templates.rglob("*.j2"):
        yield path.relative_to(templates).as_posix()


def _rows(data: Path, templates: Path, kinds: Collection[str]) -> Iterator[str]:
    """Yield the kind and id of every row of some kinds, such as "services netflix"."""
    for name, kind in KINDS.items():
        for path in sorted((data / name).glob("*.toml")) if name in kinds else ():
            yield from (f"{name} {row.id}" for row in rows_of(read_toml(path), kind, path))
    questions = templates / "questions.toml"
    if questions.is_file() and (kinds is KINDS or "questions" in kinds):
        rows = rows_of(read_toml(questions), QUESTIONS, questions)
        yield from (f"questions {row.id}" for row in rows)
