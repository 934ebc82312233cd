"""Work out, when a wheel is built, what the program keeps of its own files.

    python -m refundletters.cli.compile_shipped FOLDER

writes it below ``FOLDER`` as it lies in ``refundletters/_data`` of a wheel. Each value comes from
the function that the program would call without it.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refundletters.answers.case_schema import read_shape
from refundletters.cli.context import Context
from refundletters.cli.help import overview
from refundletters.facts.law.holiday_days import kept_days, key_of, library_version
from refundletters.i18n.catalogues import read_share
from refundletters.i18n.locales import available, is_english, read_direction
from refundletters.letters.environment import as_python, environment
from refundletters.packs.countries import countries
from refundletters.packs.kept import dumped
from refundletters.packs.questions import QUESTIONS
from refundletters.packs.regions import known_regions
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import parsed
from refundletters.packs.tables.conversion import convert, rows_of
from refundletters.packs.tables.kinds import KINDS
from refundletters.packs.tables.letter import LetterMeta
from refundletters.storage import write
from refundletters.web import languages

__all__ = ["compile_shipped", "compiled_files"]

# Columns of a screen or file without a width of its own, and of every wider one.
_WIDTHS: Final = (80, 88)
# A cache in which nothing can be kept.
_NOWHERE: Final = Path(os.devnull) / "cache"


def compiled_files() -> Iterator[tuple[str, bytes]]:
    """Yield what a wheel holds below ``refundletters/_data``, by path."""
    for width in _WIDTHS:
        yield f"help/{width}.txt", _help(width)
    yield "compiled/case.shape", dumped(read_shape())
    yield "compiled/directions", dumped({name: read_direction(name) for name in _locales()})
    yield "compiled/page-languages", dumped(dict(languages.read_names(shipped_roots())))
    yield from _holidays()
    yield from _code()
    for name, path, value in (*_tables(), *_templates(), *_shares()):
        yield f"compiled/{name}", dumped(value, path.read_bytes())


def _tables() -> Iterator[tuple[str, Path, object]]:
    data = shipped_roots().data[-1]
    kinds = {kind.folder: kind for kind in KINDS.values()}
    for path in sorted(data.rglob("*.toml")):
        name = f"data/{path.relative_to(data).as_posix()}"
        content = parsed(path.read_bytes(), path)
        kind = kinds.get(path.parent.relative_to(data).as_posix())
        if kind is None:
            yield f"{name}.toml", path, content
        else:
            yield f"{name}.rows", path, rows_of(content, kind, path)


def _templates() -> Iterator[tuple[str, Path, object]]:
    templates = shipped_roots().templates[-1]
    for path in sorted(templates.rglob("*.toml")):
        name = f"_data/templates/{path.relative_to(templates).as_posix()}"
        content = parsed(path.read_bytes(), path)
        if path.name == "letter.toml":
            yield f"{name}.rows", path, convert(content, LetterMeta, path)
        else:
            yield f"{name}.rows", path, rows_of(content, QUESTIONS, path)


def _code() -> Iterator[tuple[str, bytes]]:
    """Yield the templates of letters as Python."""
    roots = shipped_roots()
    env = environment(roots)
    folder = roots.templates[-1]
    for path in sorted(folder.rglob("*.j2")):
        name = path.relative_to(folder).as_posix()
        yield f"compiled/_data/templates/{name}.py", as_python(env, name).encode()


def _shares() -> Iterator[tuple[str, Path, object]]:
    """Yield what share of each domain is translated, by locale."""
    roots = shipped_roots()
    for domain in ("letters", "ui"):
        shares = {
            name: read_share(roots, domain, name, cache=_NOWHERE)
            for name in _locales()
            if not is_english(name)
        }
        pot = roots.locales[-1] / f"{domain}.pot"
        yield f"_data/locales/{pot.name}.shares", pot, shares


def _locales() -> list[str]:
    roots = shipped_roots()
    return sorted({*available(roots, "letters"), *available(roots, "ui")})


def _holidays() -> Iterator[tuple[str, bytes]]:
    """Yield the holidays of all countries, if the library is there."""
    version = library_version()
    for country in sorted(countries()) if version else ():
        places = kept_days(country, tuple(sorted(known_regions(country))))
        yield f"compiled/holidays.{country}", dumped(dict(places), key_of(version or ""))


def _help(width: int) -> bytes:
    nowhere = io.StringIO()
    context = Context(
        environ={"COLUMNS": str(width)},
        stdin=None,
        stdout=nowhere,
        stderr=nowhere,
        interface="en_US",
        today=dt.date(1970, 1, 1),
    )
    return f"{overview(context)}\n".encode()


def compile_shipped(folder: Path) -> None:
    """Write what a wheel holds below ``folder``."""
    for name, content in compiled_files():
        write.replace(folder / name, content, public=True, durable=False)


if __name__ == "__main__":
    compile_shipped(Path(sys.argv[1]))
