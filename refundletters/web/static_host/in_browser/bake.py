"""Compile and warm up, inside the Python that will run it; called by ``bake.mjs`` in Node."""

from __future__ import annotations

import py_compile
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from refundletters.web.static_host.in_browser.host import Host

__all__ = ["compile_tree", "pack_library", "warm"]

_OPTIMIZE: Final = 2
_DATE: Final = (1980, 1, 1, 0, 0, 0)
# Parts of the standard library that nothing here can reach: terminals, processes, networks,
# databases, packaging, tests, other systems, and what is there twice, in C as well. A test runs
# letters, pages and files without them.
_LIBRARY_WITHOUT: Final = (
    "__hello__", "__phello__", "_ast_unparse", "_pydatetime", "_pyio", "_pyrepl", "_ssl",
    "antigravity", "argparse", "asyncio/__main__", "asyncio/proactor_events", "asyncio/tools",
    "asyncio/windows_events", "asyncio/windows_utils", "bdb", "cProfile", "cmd", "code",
    "colorsys", "compileall", "compression/zstd", "concurrent/futures/interpreter",
    "concurrent/futures/process", "concurrent/interpreters", "configparser", "ctypes", "curses",
    "dbm", "doctest", "ensurepip", "filecmp", "fileinput", "ftplib", "getopt", "getpass",
    "http/cookiejar", "http/server", "idlelib", "imaplib", "json/tool", "lib2to3",
    "logging/config", "logging/handlers", "mailbox", "modulefinder", "multiprocessing", "netrc",
    "optparse", "pdb", "pickletools", "plistlib", "poplib", "profile", "pstats", "pty",
    "pyclbr", "pydoc", "pyodide/console", "pyodide/http", "rlcompleter", "runpy", "sched",
    "shelve", "smtplib", "socketserver", "sqlite3", "ssl", "symtable", "tabnanny", "tarfile",
    "test", "this", "timeit", "tkinter", "trace", "tracemalloc", "turtle", "turtledemo",
    "unittest", "urllib/request", "urllib/robotparser", "venv", "wave", "webbrowser", "wsgiref",
    "xml/dom", "xml/etree/ElementInclude", "xmlrpc", "zipapp",
)  # fmt: skip
# A case of nobody, as a file that is opened: its way to a letter compiles what such ways need.
_BORDER: Final = "border"
_CASE: Final = """\
schema = 1
as_of = 2026-04-10
country = "US"
locale = "en_US"
goals = ["money_back"]
reason = "charged_after_cancellation"
used_after_charge = "none"
service = { id = "netflix", biller = "provider" }
account = { has = "yes", identifier = "sam@example.org" }
permission = { withdrawn = "no" }
cancellation = { status = "yes", on = 2026-02-24, how = "web" }
charges = [{ date = 2026-03-03, amount = "15.49", status = "posted" }]
payment = { method = "credit_card", network = "visa", issuer = "First Example Bank" }
request = { primary = "full", fallback = "credit" }
sender = { full_name = "Sam Example", address = ["12 Sample Street"], email = "sam@example.org" }
confirmed = { facts_true = true, not_refunded = true, tried_first = true }
"""
# What looks at its own source.
_AS_SOURCE: Final = frozenset({"anyio/__init__.py"})


def compile_tree(source: Path, target: Path) -> None:
    """Copy a folder with modules compiled; their sources stay behind."""
    for path in sorted(source.rglob("*")):
        if not path.is_file():
            continue
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        name = path.relative_to(source).as_posix()
        if path.suffix == ".py" and name not in _AS_SOURCE:
            _compile(path, place.with_suffix(".pyc"), name)
        else:
            shutil.copyfile(path, place)


def _compile(path: Path, target: Path, name: str) -> None:
    py_compile.compile(
        str(path),
        cfile=str(target),
        dfile=name,
        doraise=True,
        optimize=_OPTIMIZE,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def _pack(folder: Path, target: Path) -> None:
    """Pack a folder, so that equal folders are equal files."""
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                archive.writestr(ZipInfo(name, _DATE), path.read_bytes())


def pack_library(source: Path, scratch: Path, target: Path) -> None:
    """Pack the standard library, compiled and without what nothing here can reach."""
    unpacked = scratch / "library"
    with ZipFile(source) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and not _is_left_out(name):
                archive.extract(name, unpacked)
    compile_tree(unpacked, scratch / "compiled-library")
    _pack(scratch / "compiled-library", target)


def _is_left_out(name: str) -> bool:
    bare = name.removesuffix(".py")
    return any(bare == part or bare.startswith(f"{part}/") for part in _LIBRARY_WITHOUT)


async def warm(work: Path, pages: Path) -> None:
    """Compile all templates, write the first page in every language, and go the way to a letter.

    Args:
        work: An empty folder for cases.
        pages: Where the first pages go.
    """
    from refundletters.letters.environment import environment
    from refundletters.packs.roots import shipped_roots
    from refundletters.web import languages
    from refundletters.web import pages as page_templates
    from refundletters.web.static_host.in_browser.host import Host

    roots = shipped_roots()
    for env in (environment(roots), page_templates.environment()):
        for name in _templates(env.list_templates()):
            env.get_template(name)
    pages.mkdir(parents=True)
    for locale in _page_languages(languages.read_names(roots)):
        host = Host(str(work), locale.replace("_", "-"), first_page="static_start.html")
        status, _, _, content = await host.answer("GET", "/")
        assert status == 200
        (pages / f"{locale}.html").write_bytes(content)
    await _go_to_a_letter(Host(str(work), "en-US"))


def _page_languages(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if "_" not in name or name == "en_US")


async def _go_to_a_letter(host: Host) -> None:
    head = 'Content-Disposition: form-data; name="file"; filename="case.toml"'
    body = f"--{_BORDER}\n{head}\n\n{_CASE}\n--{_BORDER}--\n".replace("\n", "\r\n").encode()
    kind = f"multipart/form-data; boundary={_BORDER}"
    status, case, _, _ = await host.answer("POST", "/open", kind, body)
    assert status == 200
    for place in ("", "/answers", "/letters/chat-opener", "/letters/refund-request"):
        status, *_ = await host.answer("GET", case + place)
        assert status == 200
    kind, body = "application/x-www-form-urlencoded", b"format=docx"
    status, *_ = await host.answer("POST", f"{case}/letters/refund-request/file", kind, body)
    assert status == 200


def _templates(names: list[str]) -> Iterator[str]:
    return (name for name in names if name.endswith((".j2", ".html")))
