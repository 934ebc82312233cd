"""The rooms of the house: who may import whom, and what must not be loaded for nothing."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "refundletters"

# A room may import from those before it.
ROOMS = (
    "messages",
    "errors",
    "model",
    "packs",
    "i18n",
    "answers",
    "facts",
    "interview",
    "letters",
    "render",
    "lint",
    "sink",
    "bundle",
    "app",
)
DOORS = ("translate", "batch", "web", "cli")

# Package → the only places that may import it.
ONLY_IN = {
    "questionary": ("cli/talk/prompts.py",),
    "prompt_toolkit": ("cli/talk/prompts.py",),
    "docx": ("render/docx/",),
    "jinja2": ("letters/", "lint/", "translate/", "web/", "batch/"),
    "tomlkit": ("answers/", "translate/", "cli/"),
    "starlette": ("web/",),
    "uvicorn": ("web/",),
    "typst": ("render/pdf",),
    "distributed": ("batch/",),
    "holidays": ("facts/",),
    "PIL": ("bundle/",),
    "pypdf": ("bundle/",),
}
NEVER_IN_RENDER = {"jinja2", "gettext", "babel"}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("time", "time")}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (module, name, line) of every import; the name is empty for ``import module``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            for alias in node.names:
                yield node.module or "", alias.name, node.lineno


def room_imported(module: str, name: str) -> str | None:
    """Return the room that an import reaches into, or None where it is another package."""
    parts = module.split(".")
    if parts[0] != "refundletters":
        return None
    if len(parts) > 1:
        return parts[1]
    return name if name in {*ROOMS, *DOORS} else "__init__"


def may_import(room: str, other: str) -> bool:
    if room in {"__init__", "__main__", other}:
        return True
    if other == "__init__":
        return False
    if room in DOORS:
        return other in ROOMS or room == "cli"
    return other in ROOMS and ROOMS.index(other) < ROOMS.index(room)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_imports_only_from_the_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    wrong = []
    for module, name, line in imported(path):
        other = room_imported(module, name)
        if other is None or (other == "__init__" and name == "__version__"):
            continue
        if not may_import(room, other):
            wrong.append(f"{name_of(path)}:{line} imports {module} {name}")
    assert not wrong


def test_every_module_belongs_to_a_known_room() -> None:
    known = {*ROOMS, *DOORS, "__init__", "__main__"}
    assert {room_of(path) for path in modules()} <= known


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_package_is_imported_only_where_it_belongs(path: Path) -> None:
    wrong = []
    for module, _, line in imported(path):
        top = module.split(".")[0]
        places = ONLY_IN.get(top)
        if places is not None and not name_of(path).startswith(places):
            wrong.append(f"{name_of(path)}:{line} imports {top}")
        if room_of(path) == "render" and top in NEVER_IN_RENDER:
            wrong.append(f"{name_of(path)}:{line} imports {top}")
    assert not wrong


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_doors_read_the_clock_and_the_environment(path: Path) -> None:
    if room_of(path) in {*DOORS, "__init__"}:
        return
    wrong = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            left = node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id
            if (left, node.attr) in CLOCK or (left, node.attr) in {
                ("os", "environ"),
                ("os", "getenv"),
            }:
                wrong.append(f"{name_of(path)}:{node.lineno} reads {left}.{node.attr}")
    # Where the clipboard goes depends on the desktop that is running, which only the system knows.
    assert not wrong or room_of(path) == "sink"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_prints_but_the_command_line_and_no_except_is_bare(path: Path) -> None:
    wrong = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            wrong.append(f"{name_of(path)}:{node.lineno} has a bare except")
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
            and room_of(path) not in {"cli", "sink"}
        ):
            wrong.append(f"{name_of(path)}:{node.lineno} prints")
    assert not wrong


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_file_stays_readable(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 400


LIGHT = {
    "--help": ["--help"],
    "help of a command": ["write", "--help"],
    "--version": ["--version"],
    "documents": ["documents", "--json"],
    "plan": ["plan", "--set", "country=GB", "--json"],
}


@pytest.mark.parametrize("words", LIGHT.values(), ids=LIGHT)
def test_a_light_command_loads_neither_prompts_nor_word(words: list[str]) -> None:
    loaded = _loaded_by(f"from refundletters.cli.main import run; sys.argv[1:] = {words}; run()")
    assert not loaded & {"questionary", "prompt_toolkit", "docx", "asyncio", "lxml", "PIL", "pypdf"}


def test_english_help_loads_no_template_engine_and_no_locale_data() -> None:
    loaded = _loaded_by("from refundletters.cli.main import run; sys.argv[1:] = ['-h']; run()")
    assert not loaded & {"jinja2", "babel", "msgspec", "tomlkit", "importlib.metadata"}


def test_importing_the_library_is_light() -> None:
    loaded = _loaded_by("import refundletters")
    heavy = {"jinja2", "babel", "msgspec", "tomlkit", "docx", "questionary", "argparse"}
    assert not loaded & heavy


def _loaded_by(code: str) -> set[str]:
    """Return the modules loaded at the end of ``code``, run in a process of its own."""
    script = f"import sys, atexit\natexit.register(lambda: print('\\n'.join(sys.modules)))\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return set(done.stdout.split())
