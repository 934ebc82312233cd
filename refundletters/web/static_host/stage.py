"""Lay out what runs in the browser, as its file system will have it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from refundletters.errors import UsageError
from refundletters.facts.law.holiday_days import library_version
from refundletters.i18n import locales
from refundletters.i18n.compiling import compile_po
from refundletters.messages import say
from refundletters.packs.kept import without_source
from refundletters.packs.roots import Roots
from refundletters.web.static_host.fetch import Pins, Wheel, fetch_engine, fetch_wheel

__all__ = ["stage"]

_PACKAGE: Final = Path(__file__).resolve().parents[2]
_IN_BROWSER: Final = Path(__file__).resolve().parent / "in_browser"
# Parts of the program that the page never calls.
_NOT_NEEDED: Final = frozenset(
    ("batch", "cli", "translate", "_data", "data/schemas", "data/case.schema.json", "lint/sources")
) | {"web/assets", "web/static_host", "bundle/pdf_bundle.py", "bundle/pdf_tags.py"}
# Of packages: what only other systems, other programs and tests use.
_LEFT_OUT: Final = (
    "anyio/_backends/_trio", "anyio/_core/_fileio", "anyio/_core/_sockets", "anyio/_core/_tempfile",
    "anyio/from_thread", "anyio/itertools", "anyio/pytest_plugin", "anyio/streams/tls",
    "anyio/to_interpreter", "anyio/to_process",
    "babel/locale-data/", "babel/messages/", "babel/support",
    "platformdirs/android", "platformdirs/ios", "platformdirs/macos", "platformdirs/windows",
    "starlette/middleware/cors", "starlette/middleware/gzip", "starlette/middleware/opentelemetry",
    "starlette/middleware/sessions", "starlette/middleware/wsgi", "starlette/schemas",
    "starlette/staticfiles", "starlette/templating", "starlette/testclient",
)  # fmt: skip
# Tables of the statements, which are parsed where they are used.
_READ_AS_THEY_ARE: Final = frozenset({"statements"})
# The one table whose bytes decide what is kept of others.
_READ_AS_IT_IS: Final = "business_days.toml"
_LICENCES: Final = ("licen", "copying", "notice", "authors")


def stage(folder: Path, wanted: Pins, cache: Path, roots: Roots) -> Path:
    """Lay out engine, packages, program and data in an empty folder.

    Args:
        folder: Gets ``engine/``, ``app/`` and ``licences/``.
        wanted: What is fetched.
        cache: Keeps what was fetched.
        roots: The shipped templates, catalogues and data.

    Returns:
        The folder.

    Raises:
        UsageError: A file cannot be fetched, or is not what was pinned, or a library is missing.
    """
    holidays = library_version()
    if holidays is None:
        raise UsageError(
            say("The page for the browser takes bank holidays along, and they are not here."),
            say("Install them: %(command)s", command='pip install "refundletters[holidays]"'),
        )
    app, licences = folder / "app", folder / "licences"
    licences.mkdir(parents=True)
    _unpack_engine(fetch_engine(wanted.engine, cache), folder / "engine")
    _write(licences / "README.txt", _notice(wanted).encode())
    for wheel in wanted.wheels:
        _unpack(fetch_wheel(wheel, wanted.engine, cache), wheel, app, licences)
    _copy_program(app / "refundletters")
    _copy_data(roots, app / "refundletters" / "_data")
    _copy_locale_data(roots, app, cache, wanted)
    _copy_worked_out(folder / "worked-out", app / "refundletters" / "_data")
    # The days of this version are kept; the library itself is too large.
    _write(
        app / f"holidays-{holidays}.dist-info" / "README",
        b"MIT; https://pypi.org/project/holidays/\n",
    )
    # Locks of files do not lock in a browser; see `in_browser.host` for what does.
    shutil.copyfile(_IN_BROWSER / "no_file_locks.py", app / "filelock.py")
    return folder


def _notice(wanted: Pins) -> str:
    """Return what the page is made of, under which licence, and from where."""
    engine = wanted.engine
    lines = [
        "refundletters: MIT",
        f"{engine.package} {engine.version} (npm): {engine.licence}; https://pyodide.org/",
    ]
    for wheel in wanted.wheels:
        source = f"https://pypi.org/project/{wheel.name}/{wheel.version}/"
        lines.append(f"{wheel.name} {wheel.version}: {wheel.licence}; {source}")
    return "\n".join((*lines, ""))


def _unpack_engine(package: Path, folder: Path) -> None:
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")


def _unpack(path: Path, wheel: Wheel, app: Path, licences: Path) -> None:
    with ZipFile(path) as archive:
        for name in archive.namelist():
            place = Path(name)
            if ".dist-info" in place.parts[0]:
                if place.name.lower().startswith(_LICENCES):
                    _write(licences / wheel.name / place.name, archive.read(name))
            elif _is_wanted(name, wheel):
                _write(app / place, archive.read(name))


def _is_wanted(name: str, wheel: Wheel) -> bool:
    if wheel.keep:
        return name in wheel.keep
    if name.endswith((".pyi", ".typed", ".c", ".h", ".pyx", "/")):
        return False
    if name.endswith(".so") and not wheel.compiled:
        return False
    return not name.startswith(_LEFT_OUT)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _copy_program(target: Path) -> None:
    def left_out(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).resolve().relative_to(_PACKAGE)
        return {
            name
            for name in names
            if name == "__pycache__" or (inside / name).as_posix() in _NOT_NEEDED
        }

    shutil.copytree(_PACKAGE, target, ignore=left_out)
    ours = target / "web" / "static_host"
    shutil.copytree(_IN_BROWSER, ours / "in_browser", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(_IN_BROWSER.parent / "__init__.py", ours)
    # Addresses of assets are made from their contents, so these go along.
    shutil.copytree(_PACKAGE / "web" / "assets", target / "web" / "assets")


def _copy_data(roots: Roots, target: Path) -> None:
    (templates,), (catalogues,) = roots.templates, roots.locales
    for path in sorted(templates.rglob("*")):
        if path.suffix in {".j2", ".toml"}:
            _write(target / "templates" / path.relative_to(templates), path.read_bytes())
    for path in sorted(catalogues.glob("*/LC_MESSAGES/*.[mp]o")):
        if path.stem == "authors":
            continue
        place = target / "locales" / path.relative_to(catalogues).with_suffix(".mo")
        content = path.read_bytes()
        _write(
            place, compile_po(content, path.parents[1].name) if path.suffix == ".po" else content
        )


def _copy_worked_out(scratch: Path, target: Path) -> None:
    """Take along what a wheel keeps of its own files: tables read and checked, holidays.

    The tables themselves stay behind, but for an empty file that says that they are there.
    Templates are compiled inside the engine instead, for its own version of Python.
    """
    command = [sys.executable, "-m", "refundletters.cli.compile_shipped", str(scratch)]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments
    kept = scratch / "compiled"
    for path in sorted(kept.rglob("*")):
        if not path.is_file() or path.suffix in {".py", ".shares"}:
            continue
        if path.parent.name in _READ_AS_THEY_ARE:
            continue
        content = path.read_bytes()
        source = target.parent / path.relative_to(kept).with_suffix("")
        if source.suffix == ".toml" and not source.match(_READ_AS_IT_IS):
            source.write_bytes(b"")
            content = without_source(content)
        _write(target / path.relative_to(scratch), content)


def _copy_locale_data(roots: Roots, app: Path, cache: Path, wanted: Pins) -> None:
    """Take the languages of letters and page along, with all their countries, and no others."""
    languages = {"root", "en"} | {
        name.partition("_")[0]
        for domain in ("letters", "ui")
        for name in locales.available(roots, domain)
    }
    babel = next(wheel for wheel in wanted.wheels if wheel.name == "babel")
    with ZipFile(fetch_wheel(babel, wanted.engine, cache)) as archive:
        for name in archive.namelist():
            place = Path(name)
            is_data = place.suffix == ".dat" and place.parent.name == "locale-data"
            if is_data and place.stem.partition("_")[0] in languages:
                _write(app / place, archive.read(name))
