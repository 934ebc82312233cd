"""Packs that are not ours: found without running them, kept inside their folder, named."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from refundletters.cli.main import main
from refundletters.errors import TemplateError
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import default_roots, shipped_roots, with_user_folder

SERVICE = '[[service]]\nid = "{id}"\nname = "Mine"\n'
RUNS = "raise RuntimeError('code of a pack was run')"

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a distribution by hand: its entry point, and its files."""
    site = tmp_path / "site"
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])

    def put(name: str, module: str, files: Mapping[str, str], *, origin: str = "") -> Path:
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[refundletters.packs]\n{name} = {module}\n")
        (info / "RECORD").write_text("".join(f"{file},,\n" for file in files))
        if origin:
            (info / "direct_url.json").write_text(
                json.dumps({"url": origin, "dir_info": {"editable": True}})
            )
        for file, text in files.items():
            path = site / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return site

    return put


def test_installed_packs_come_after_the_user_and_before_the_shipped(
    install: Install, tmp_path: Path
) -> None:
    files = {"outer/__init__.py": RUNS, "outer/inner/__init__.py": RUNS}
    site = install("gym", "outer.inner", {**files, "outer/inner/templates/a.txt": ""})
    own = tmp_path / "own"
    (own / "templates").mkdir(parents=True)
    found = default_roots(own)
    assert found.templates == (
        own / "templates",
        site / "outer" / "inner" / "templates",
        *shipped_roots().templates,
    )
    assert [pack.name for pack in found.packs] == ["own", "gym"]
    assert {"outer", "outer.inner"}.isdisjoint(sys.modules)


def test_a_pack_installed_from_its_sources_is_found(install: Install, tmp_path: Path) -> None:
    sources = tmp_path / "my sources"
    (sources / "src" / "gym" / "data").mkdir(parents=True)
    install("gym", "gym", {}, origin=sources.as_uri())
    assert default_roots().data[0] == sources / "src" / "gym" / "data"


@pytest.mark.parametrize(
    ("module", "files"),
    [
        ("nowhere", {}),
        ("nowhere.inner", {}),
        ("os", {}),
        ("json.tool", {}),
        ("../data", {}),
        ("gym", {"gym/data/services/x.toml": "[[service"}),
        ("gym", {"gym/data/services/x.toml": "service = [1, 2]"}),
        ("gym", {"gym/data/services/x.toml": "[service]\nid = 'x'"}),
        ("gym", {"gym/data/rules/x.toml": "[[rule]]\nid = 'x'"}),
        ("gym", {"gym/templates/letters/mine/letter.toml": "id = 'mine'"}),
        ("gym", {"gym/templates/questions.toml": "question = 1"}),
    ],
)
def test_a_broken_pack_is_left_out_and_named(
    module: str, files: Mapping[str, str], install: Install
) -> None:
    install("broken", module, files)
    install("good", "good", {"good/data/services/x.toml": SERVICE.format(id="gym")})
    found = default_roots()
    assert [pack.name for pack in found.packs] == ["good"]
    (error,) = found.left_out
    assert any(name in str(error) for name in ("broken", "x.toml", "letter.toml", "questions.toml"))


def run(*words: str) -> tuple[int, str]:
    errors = io.StringIO()
    code = main(words, {}, None, io.StringIO(), errors)
    return code, " ".join(errors.getvalue().split())


@pytest.mark.parametrize("text", ["msgid", 'msgid "a"\nmsgstr "b', "\xff\xfe"])
def test_a_pack_with_a_broken_catalogue_is_left_out(text: str, install: Install) -> None:
    install("gym", "gym", {"gym/locales/de/LC_MESSAGES/letters.po": text})
    code, errors = run("services", "--json", "--interface", "en_US")
    assert code == 0
    assert "An installed pack is left out. The catalogue de/letters.po cannot be read" in errors
    assert "is in use" not in errors


def test_every_use_names_the_packs_and_what_they_replace(install: Install) -> None:
    files = {
        "gym/data/services/x.toml": SERVICE.format(id="netflix") + SERVICE.format(id="gym"),
        "gym/templates/letters/follow-up/letter.j2": "<p>Hi</p>",
    }
    install("gym", "gym", files)
    install("lost", "lost", {})
    code, errors = run("services", "--json")
    assert code == 0
    assert "The pack gym in " in errors
    assert "It replaces: letters/follow-up/letter.j2, services netflix." in errors
    assert "An installed pack is left out. The pack lost has no folder lost of its own." in errors


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize(
    "place",
    [
        "templates",
        "templates/letters/mine",
        "templates/letters/mine/letter.j2",
        "templates/letters/mine/letter.toml",
        "templates/_base/more.j2",
        "data/services/x.toml",
        "locales/de",
        "locales/de/LC_MESSAGES/letters.po",
    ],
)
def test_a_link_that_leads_out_of_a_pack_is_refused(place: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "below").mkdir(parents=True)
    (outside / "secret").write_text("secret words")
    pack = tmp_path / "pack"
    link = pack / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside if not link.suffix else outside / "secret")
    with pytest.raises(TemplateError, match="leads out of the pack") as caught:
        with_user_folder(shipped_roots(), pack)
    assert "secret words" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_inside_a_pack_and_a_pack_behind_a_link_are_followed(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "data" / "services").mkdir(parents=True)
    (pack / "data" / "services" / "x.toml").write_text(SERVICE.format(id="gym"))
    (pack / "data" / "services" / "y.toml").symlink_to("x.toml")
    (tmp_path / "link").symlink_to(pack)
    assert with_user_folder(shipped_roots(), tmp_path / "link").packs[0].name == "link"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data" / "services").mkdir(parents=True)
    os.mkfifo(tmp_path / "data" / "services" / "x.toml")
    with pytest.raises(TemplateError, match="no regular file"):
        with_user_folder(shipped_roots(), tmp_path)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with (tmp_path / "data" / "regions.toml").open("wb") as file:
        file.truncate(9_000_000)
    with pytest.raises(TemplateError, match="too large"):
        with_user_folder(shipped_roots(), tmp_path)


def test_a_need_that_no_question_answers_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "letters" / "mine"
    folder.mkdir(parents=True)
    (folder / "letter.toml").write_text(
        'id = "mine"\ntitle = "Mine"\nabout = "A letter of a pack."\norder = 1\n'
        'kinds = ["email"]\naudience = "support"\nstage = "any"\nneeds = ["nope.nope"]\n'
    )
    with pytest.raises(TemplateError, match=r"mine/letter\.toml.*nope\.nope"):
        letter_meta(with_user_folder(shipped_roots(), tmp_path), "mine")
