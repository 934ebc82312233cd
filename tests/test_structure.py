"""The structure of the package: directions of imports, sizes, and what must not be loaded early."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "refundletters"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Where effects are allowed; everything else takes the day and the environment as arguments.
ENTRY_POINTS = {"__init__.py", "__main__.py", "cli", "translate"}
CLOCK = {"date.today", "datetime.now", "datetime.today", "time.time"}
ENVIRONMENT = {"os.environ", "os.getenv"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def nodes(kind: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, kind):
                yield path, node


def test_imports_keep_the_contracts_of_the_project(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


def test_the_contracts_notice_a_layer_that_reaches_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shop").mkdir()
    for name, words in {"__init__": "", "low": "from shop import high", "high": ""}.items():
        (tmp_path / "shop" / f"{name}.py").write_text(words, encoding="utf-8")
    settings = tmp_path / ".importlinter"
    settings.write_text(
        "[importlinter]\nroot_package = shop\n\n[importlinter:contract:layers]\nname = layers\n"
        "type = layers\nlayers =\n    shop.high\n    shop.low\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert lint_imports(str(settings), no_cache=True) == 1
    assert "shop.low -> shop.high" in capsys.readouterr().out


def test_only_entry_points_read_the_clock_and_the_environment() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} reads {left}.{node.attr}"
        for path, node in nodes(ast.Attribute)
        if isinstance(node, ast.Attribute)
        and (left := ast.unparse(node.value).rpartition(".")[2])
        and f"{left}.{node.attr}" in CLOCK | ENVIRONMENT
        and layer_of(path) not in ENTRY_POINTS
        # Where the clipboard goes depends on the desktop that is running, and where files are kept
        # on the user.
        and not (layer_of(path) in {"sink", "storage"} and f"{left}.{node.attr}" in ENVIRONMENT)
        # The browser's own entry point: it starts the program where no command line does.
        and name_of(path) != "web/static_host/in_browser/host.py"
    ]
    assert not wrong


def test_nothing_prints_but_the_command_line_and_the_sinks() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in nodes(ast.Call)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and layer_of(path) not in {"cli", "sink"}
    ]
    assert not wrong


WRITES: Final = {"write_text", "write_bytes", "touch", "unlink", "rmdir", "rename", "renames"}
FROM_MODULES: Final = {
    "os": {"open", "replace", "remove", "link", "symlink", "fdopen", "truncate"},
    "shutil": {"copy", "copy2", "copyfile", "copytree", "move", "rmtree"},
    "tempfile": {"mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile"},
}
# The module that writes, and what opens no file: the null device and the terminal.
MAY_WRITE: Final = {
    *("storage/write.py", "storage/kept.py", "storage/growing.py"),
    *("cli/main.py", "sink/clipboard.py"),
}
# They build the page for a browser out of what was fetched: no file of a person is among it.
BUILDS: Final = "web/static_host/"


def _writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the calls that write, move or remove a file, by line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        owner, _, last = name.rpartition(".")
        known = bool(owner) and last in WRITES
        if known or last in FROM_MODULES.get(owner, ()) or _opens_to_write(last, node):
            yield node.lineno, name


def _opens_to_write(name: str, call: ast.Call) -> bool:
    # The first word of the built-in function is the file.
    given = call.args[1:] if isinstance(call.func, ast.Name) else call.args
    given = [*given, *(word.value for word in call.keywords if word.arg == "mode")]
    modes = [part.value for part in given if isinstance(part, ast.Constant)]
    return name == "open" and any(
        isinstance(mode, str) and len(mode) < 4 and set(mode) & set("wax+") for mode in modes
    )


def test_files_are_written_in_one_place() -> None:
    wrong = [
        f"{name_of(path)}:{line} calls {name}; write through refundletters.storage"
        for path in MODULES
        if name_of(path) not in MAY_WRITE and not name_of(path).startswith(BUILDS)
        for line, name in _writes(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not wrong


@pytest.mark.parametrize(
    "code",
    [
        "path.write_text('x')",
        "Path('a').write_bytes(b'x')",
        "open('a', 'w')",
        "path.open(mode='ab')",
        "path.open('r+b')",
        "os.open(path, flags)",
        "os.replace(a, b)",
        "tempfile.mkstemp(dir=folder)",
        "shutil.copy(a, b)",
        "path.unlink(missing_ok=True)",
    ],
)
def test_a_file_written_elsewhere_is_found(code: str) -> None:
    assert [line for line, _ in _writes(ast.parse(code))] == [1]


@pytest.mark.parametrize(
    "code", ["path.open('rb')", "open('a')", "text.replace('a', 'b')", "webbrowser.open(page)"]
)
def test_reading_a_file_is_not_writing_it(code: str) -> None:
    assert not list(_writes(ast.parse(code)))


def test_no_except_is_bare() -> None:
    assert not [
        f"{name_of(path)}:{node.lineno}"
        for path, node in nodes(ast.ExceptHandler)
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]


def test_imports_are_absolute() -> None:
    assert not [
        f"{name_of(path)}:{node.lineno}"
        for path, node in nodes(ast.ImportFrom)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def test_files_and_folders_stay_readable() -> None:
    long = {
        name_of(path): lines
        for path in MODULES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    folders = {path.parent for path in MODULES}
    full = {
        name_of(folder): count for folder in folders if (count := len([*folder.glob("*.py")])) > 20
    }
    assert (long, full) == ({}, {})


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
    assert not loaded & {"jinja2", "babel", "dataclasses", "tomlkit", "importlib.metadata"}


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
