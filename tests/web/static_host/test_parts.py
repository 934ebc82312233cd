"""The parts that a folder is made of, without a registry, an engine or a browser."""

from __future__ import annotations

import gzip
import json
import threading
import urllib.request
from pathlib import Path

import pytest

from refundletters.errors import UsageError
from refundletters.web.static_host import fetch, folder
from refundletters.web.static_host.build import build
from refundletters.web.static_host.in_browser.archive import pack_of, write_archive
from refundletters.web.static_host.look import server


def test_a_file_that_is_not_the_pinned_one_is_refused_and_removed(tmp_path: Path) -> None:
    engine = fetch.pins().engine
    package = tmp_path / f"pyodide-{engine.version}.tgz"
    package.write_bytes(b"something else")
    with pytest.raises(UsageError, match="not the file that was pinned"):
        fetch.fetch_engine(engine, tmp_path)
    assert not package.exists()


def test_everything_that_is_fetched_is_pinned_with_its_licence() -> None:
    pinned = fetch.pins()
    assert all(len(wheel.sha256) == 64 and wheel.licence for wheel in pinned.wheels)
    assert [wheel.name for wheel in pinned.wheels if wheel.compiled] == ["msgspec"]


def test_building_leaves_a_folder_with_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"mine")
    with pytest.raises(UsageError, match="holds other files"):
        build(tmp_path, tmp_path / "cache")
    assert (tmp_path / "letter.docx").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("refundletters/_data/locales/pt_BR/LC_MESSAGES/ui.mo", "pt-ui"),
        ("refundletters/_data/locales/de/LC_MESSAGES/letters.mo", "de-letters"),
        ("babel/locale-data/ar_EG.dat", "ar-letters"),
        ("refundletters/statements/reading.pyc", "statements"),
        ("refundletters/_data/locales/en_GB/LC_MESSAGES/ui.mo", ""),
        ("babel/locale-data/root.dat", ""),
        ("babel/global.dat", ""),
        ("refundletters/app.pyc", ""),
    ],
)
def test_a_language_is_no_part_of_a_first_visit_in_another(name: str, pack: str) -> None:
    assert pack_of(name) == pack


def test_an_archive_lists_its_files_and_keeps_packs_apart(tmp_path: Path) -> None:
    files = {
        "app/a.pyc": b"first",
        "app/b.pyc": b"second",
        "locales/de/LC_MESSAGES/ui.mo": b"words",
    }
    for name, content in files.items():
        path = tmp_path / "whole" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    packs = tmp_path / "packs"
    packs.mkdir()
    write_archive(tmp_path / "whole", tmp_path / "program.bin", packs)
    whole = gzip.decompress((tmp_path / "program.bin").read_bytes())
    end = 4 + int.from_bytes(whole[:4], "big")
    assert json.loads(whole[4:end]) == {
        "files": [["app/a.pyc", 5], ["app/b.pyc", 6]],
        "packs": {"de-ui": [["locales/de/LC_MESSAGES/ui.mo", 5]]},
    }
    assert whole[end:] == b"firstsecond"
    assert {path.name: path.read_bytes() for path in packs.iterdir()} == {"de-ui.bin": b"words"}


@pytest.fixture
def joined(tmp_path: Path) -> Path:
    """A folder joined from stand-ins of the large files."""
    staged, baked = tmp_path / "staged", tmp_path / "baked"
    engine = staged / "engine" / "package"
    engine.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "README.md"):
        (engine / name).write_bytes(name.encode())
    (engine / "pyodide-lock.json").write_text('{"info": {"python": "3.14"}, "packages": {"a": 1}}')
    (staged / "licences").mkdir()
    (baked / "pages").mkdir(parents=True)
    (baked / "packs").mkdir()
    for name in ("library.zip", "program.bin", "packs/de-ui.bin"):
        (baked / name).write_bytes(name.encode())
    for name in ("en_US", "de"):
        (baked / "pages" / f"{name}.html").write_text('<script src="app-VERSION/shell.js">')
    return folder.join(tmp_path / "page", staged, baked)


def test_every_address_carries_the_version_of_the_contents(joined: Path) -> None:
    (app,) = joined.glob("app-*")
    assert (joined / "index.html").read_text() == f'<script src="{app.name}/shell.js">'
    assert (joined / "start" / "de.html").is_file()
    for name in ("sw.js", "page.webmanifest", "_headers"):
        assert "app-VERSION" not in (joined / name).read_text()
    told = (app / "files.mjs").read_text()
    assert 'export const PACKS = ["de-ui"];' in told
    assert '"packages": {}' in told
    assert (app / "de-ui.bin").is_file()
    assert folder.is_ours(joined)


def test_what_is_kept_for_offline_use_is_every_file_of_the_page(joined: Path) -> None:
    text = (joined / "sw.js").read_text()
    listed = json.loads(text.partition("const FILES = ")[2].partition(";\n")[0])
    there = {path.relative_to(joined).as_posix() for path in joined.rglob("*") if path.is_file()}
    assert set(listed) == {"./"} | {
        name for name in there if name not in {"sw.js", "_headers"} and "licences/" not in name
    }


def test_every_answer_of_a_look_has_the_headers_and_the_type(joined: Path) -> None:
    (app,) = joined.glob("app-*")
    with server(joined) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{serving.server_port}/"
        with urllib.request.urlopen(f"{base}{app.name}/pyodide.asm.wasm") as answer:
            assert answer.headers["Content-Type"] == "application/wasm"
            assert (
                "script-src 'self' 'wasm-unsafe-eval';" in answer.headers["Content-Security-Policy"]
            )
            assert answer.headers["Cache-Control"].endswith("immutable")
        with urllib.request.urlopen(base) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"
        serving.shutdown()
