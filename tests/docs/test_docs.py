"""The documentation is executed: every command, every Python example, every link to a file."""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from refundletters.cli.command_table import COMMANDS
from refundletters.cli.main import main

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "refundletters"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)(?P<path>[^)#]+)")

COMMANDS_HEAD = """# Commands

What `--help` prints, for every command. Results go to standard output, all else to standard error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | failed |
| 2 | wrong usage, or an invalid case: names the key, the value and what is allowed |
| 3 | answers are missing: lists their keys |
| 4 | the document is blocked, waiting, or not complete in that language: says why, and what else |
| 130 | interrupted: says where the draft is |

Environment: `LC_ALL`, `LC_MESSAGES`, `LANG` choose the interface language; `REFUNDLETTERS_HOME` is
the folder of cases and profile; `REFUNDLETTERS_PACK` a folder with your own letters;
`REFUNDLETTERS_DEBUG=1` shows developers where an unexpected error came from.
"""


def test_the_glossary_has_each_term_once_and_says_where_it_lives() -> None:
    rows = re.findall(
        r"^\| (?!term|---)(.+?) \| .+ \| (.+) \|$",
        (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    terms = [term for names, _ in rows for term in names.split(", ")]
    assert len(terms) > 40
    assert sorted(terms) == sorted(set(terms))
    places = [path for _, where in rows for path in re.findall(r"`(.+?)`", where)]
    missing = [
        path for path in places if not any((base / path).exists() for base in (ROOT, PACKAGE))
    ]
    assert missing == []


def examples(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the commands of a page's console blocks with the output they promise."""
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["kind"] == "console":
            for part in re.split(r"^\$ ", fence["body"], flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield command, output


EXAMPLES = [
    pytest.param(page, command, output, id=f"{page.name}: {command[:60]}")
    for page in PAGES
    for command, output in examples(page)
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder to run commands in, with the samples but nothing to spoil."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


@pytest.mark.parametrize(("page", "command", "output"), EXAMPLES)
def test_a_command_of_the_docs_does_what_the_page_says(
    page: Path, command: str, output: str, copy: Path
) -> None:
    words = shlex.split(command)
    assert words[0] == "refundletters", page
    done = subprocess.run(
        [sys.executable, "-m", "refundletters", *words[1:]],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "REFUNDLETTERS_HOME": str(copy / "home"),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
        },
    )
    assert done.returncode == 0, done.stderr
    promised = ".*".join(re.escape(part) for part in output.strip().split("…"))
    if output.strip():
        assert re.fullmatch(promised, done.stdout.strip(), re.DOTALL), done.stdout


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_python_of_a_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    blocks = "\n".join(fence["body"] for fence in FENCE.finditer(text) if fence["kind"] == "python")
    test = parser.get_doctest(blocks, {}, page.name, str(page), 0)
    assert runner.run(test).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in LINK.finditer(page.read_text(encoding="utf-8")):
        assert (page.parent / link["path"]).exists(), link["path"]


def test_the_page_of_commands_is_what_help_prints(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """``--update`` writes the page anew."""
    told = [COMMANDS_HEAD]
    for command in ("", *(each.name for each in COMMANDS)):
        out, err = io.StringIO(), io.StringIO()
        environ = {"COLUMNS": "80", "REFUNDLETTERS_HOME": str(tmp_path)}
        words = [command, "--help"] if command else ["--help"]
        assert main(words, environ, None, out, err) == 0
        title = f"## {command}\n\n" if command else ""
        told.append(f"{title}```text\n{out.getvalue().strip()}\n```\n")
    page = ROOT / "docs" / "commands.md"
    if pytestconfig.getoption("update"):
        page.write_text("\n".join(told), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == "\n".join(told)


def left_out(folder: str, names: list[str]) -> set[str]:
    """Name what a fresh clone would not have: environments of any name, caches, results."""
    fixed = {".git", "__pycache__", "dist", "build"}
    environments = {name for name in names if (Path(folder) / name / "pyvenv.cfg").is_file()}
    return environments | {name for name in names if name in fixed or name.endswith("_cache")}


@pytest.mark.slow
@pytest.mark.parametrize("marker", ["main command"])
def test_the_main_command_of_the_readme_works_in_a_fresh_clone(marker: str, tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    after = text.partition(f"<!-- {marker} -->")[2]
    fence = FENCE.search(after)
    assert fence is not None
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=left_out)
    home = {**os.environ, "REFUNDLETTERS_HOME": str(tmp_path / "home"), "LC_ALL": "C.UTF-8"}
    home.pop("PYTHONPATH", None)
    done = subprocess.run(
        ["bash", "-euc", fence["body"]],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        env=home,
    )
    assert done.returncode == 0, done.stderr
    assert "Hello! Please refund $30.98" in done.stdout
    assert (clone / "card-dispute.docx").stat().st_size > 5000
