"""What is built is what was tested: nothing missing from the wheel, and nothing extra in it."""

import json
import os
import shutil
import subprocess
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

CHECKOUT = Path(__file__).parents[2]
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Hello"
msgstr "Hallo"
"""

LOOK = """\
import json
from pathlib import Path

import refundletters
from refundletters.i18n.catalogues import load
from refundletters.i18n.locales import available
from refundletters.packs.roots import default_roots


def files(folder, suffixes):
    found = (path for path in folder.rglob("*.*") if path.suffix in suffixes)
    return sorted(path.relative_to(folder).as_posix() for path in found)


roots = default_roots()
locales = {domain: available(roots, domain) for domain in ("letters", "ui")}
for domain, names in locales.items():
    for name in names:
        load(roots, domain, name, cache=Path("cache")).gettext("Hello")
print(json.dumps({
    "package": str(Path(refundletters.__file__).parent),
    "templates": files(roots.templates[-1], {".j2", ".toml"}),
    "data": files(roots.data[-1], {".toml"}),
    "locales": locales,
    "compiled": Path("cache").exists(),
    "roots": [str(folder[-1]) for folder in (roots.templates, roots.locales, roots.data)],
}))
"""


def look(python: Path, folder: Path) -> dict:
    done = subprocess.run(
        [python, "-I", "-c", LOOK], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def files(folder: Path, *suffixes: str) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.*")
        if path.suffix in suffixes
    )


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """The least that the build needs, with one letter and one language."""
    root = tmp_path / "project"
    (root / "refundletters/i18n").mkdir(parents=True)
    names = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore")
    for name in (*names, "refundletters/__init__.py", "refundletters/i18n/compiling.py"):
        shutil.copy(CHECKOUT / name, root / name)
    (root / "refundletters/data").mkdir()
    (root / "refundletters/data/table.toml").write_text("", encoding="utf-8")
    letter = root / "templates/letters/note"
    letter.mkdir(parents=True)
    (letter / "letter.j2").write_text("", encoding="utf-8")
    (letter / "letter.toml~").write_text("", encoding="utf-8")
    catalogues = root / "locales/de/LC_MESSAGES"
    catalogues.mkdir(parents=True)
    (catalogues / "ui.po").write_text(PO, encoding="utf-8")
    (catalogues / "stale.mo").write_bytes(b"")
    (root / "locales/ui.pot").write_text("", encoding="utf-8")
    return root


def contents(root: Path, version: str = "standard") -> set[str]:
    out = root.parent / "out"
    [built] = WheelBuilder(str(root)).build(directory=str(out), versions=[version])
    with zipfile.ZipFile(built) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_takes_letters_and_compiled_catalogues_along(small_project: Path) -> None:
    before = set(small_project.rglob("*"))
    assert contents(small_project) == {
        "refundletters/__init__.py",
        "refundletters/i18n/compiling.py",
        "refundletters/data/table.toml",
        "refundletters/_data/templates/letters/note/letter.j2",
        "refundletters/_data/locales/ui.pot",
        "refundletters/_data/locales/de/LC_MESSAGES/ui.mo",
    }
    made = {
        path for path in set(small_project.rglob("*")) - before if "__pycache__" not in str(path)
    }
    assert made == set(), "the build writes into the source tree"


def test_an_editable_install_gets_no_copy(small_project: Path) -> None:
    assert not {name for name in contents(small_project, "editable") if "_data" in name}


def test_a_broken_catalogue_stops_the_build_and_is_named(small_project: Path) -> None:
    po = small_project / "locales/de/LC_MESSAGES/ui.po"
    po.write_text(PO.replace('"Hallo"', '"Hallo'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"ui\.po: line 6"):
        contents(small_project)


@pytest.mark.slow
def test_the_installed_wheel_finds_everything_outside_the_checkout(
    installed_python: Path, tmp_path: Path
) -> None:
    found = look(installed_python, tmp_path)
    home = installed_python.parents[1]
    assert Path(found["package"]).is_relative_to(home)
    for folder in found["roots"]:
        assert Path(folder).is_relative_to(home)
    assert found["templates"] == files(CHECKOUT / "templates", ".j2", ".toml")
    assert found["data"] == files(CHECKOUT / "refundletters/data", ".toml")
    assert not found["compiled"], "an installed catalogue was compiled again"
    for domain, locales in found["locales"].items():
        sources = {path.parents[1].name for path in CHECKOUT.glob(f"locales/*/*/{domain}.po")}
        assert set(locales) == sources | {"en_US"}


def test_equal_sources_give_equal_bytes(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    later = shutil.copytree(small_project, tmp_path / "elsewhere" / "project")
    for path in later.rglob("*"):
        os.utime(path, (0, 1_700_000_000))
    first, second = (
        Path(*WheelBuilder(str(root)).build(directory=str(root.parent / "out")))
        for root in (small_project, later)
    )
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.slow
def test_the_wheel_holds_nothing_that_is_not_for_users(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top.partition("-")[0] for top in tops} == {"refundletters"}
    assert not {name for name in names if Path(name).suffix in {".po", ".pyc", ".tmp", ".bak"}}
    assert "refundletters/py.typed" in names


@pytest.mark.slow
def test_the_command_is_there(installed_python: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed_python.parent / "refundletters", "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.defpath, "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "refundletters" in done.stdout


@pytest.mark.slow
def test_an_editable_install_reads_the_checkout(editable_python: Path, tmp_path: Path) -> None:
    found = look(editable_python, tmp_path)
    assert Path(found["package"]) == CHECKOUT / "refundletters"
    assert [Path(folder) for folder in found["roots"]] == [
        CHECKOUT / "templates",
        CHECKOUT / "locales",
        CHECKOUT / "refundletters/data",
    ]


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", root, *words], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


def test_the_source_distribution_holds_what_git_tracks_and_nothing_else(
    small_project: Path,
) -> None:
    git(small_project, "init", "-q")
    git(small_project, "add", ".")
    tracked = set(git(small_project, "ls-files").split())
    venv.create(small_project / "env2", with_pip=False, symlinks=True)
    (small_project / "refundletters/scratch.py").write_text("", encoding="utf-8")
    [built] = SdistBuilder(str(small_project)).build(directory=str(small_project.parent / "out"))
    with tarfile.open(built) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert sorted(names) == sorted(tracked | {"PKG-INFO"})
    assert "templates/letters/note/letter.toml~" in names, "what is tracked is not judged"


def test_a_source_distribution_needs_a_git_checkout(small_project: Path) -> None:
    with pytest.raises(RuntimeError, match="in a git checkout only"):
        list(SdistBuilder(str(small_project)).build(directory=str(small_project.parent / "out")))


@pytest.mark.slow
def test_the_source_distribution_is_the_tree_that_git_tracks(sdist_tree: Path) -> None:
    held = {
        path.relative_to(sdist_tree).as_posix()
        for path in sdist_tree.rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"  # a wheel was built there since
    }
    tracked = {name for name in git(CHECKOUT, "ls-files", "-z").split("\0") if name}
    assert held == {name for name in tracked if (CHECKOUT / name).is_file()} | {"PKG-INFO"}
