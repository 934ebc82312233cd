"""The parts that a folder is made of, without a registry, an engine or a browser."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import threading
import urllib.request
from pathlib import Path
from types import ModuleType
from typing import Any

import holidays
import pytest

from refundletters.errors import UsageError
from refundletters.web.static_host import bank_holidays, fetch, folder
from refundletters.web.static_host.build import build
from refundletters.web.static_host.look import server

YEARS = (2025, 2026, 2027)
DAYS = [dt.date(2025, 1, 1) + dt.timedelta(days=number) for number in range(3 * 365)]


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    package = tmp_path_factory.mktemp("stand-in") / "holidays"
    bank_holidays.write(package, YEARS)
    spec = importlib.util.spec_from_file_location("stand_in", package / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("country", "options"),
    [
        ("US", {}),
        ("US", {"subdiv": "CA"}),
        ("DE", {"subdiv": "BY"}),
        ("GB", {"subdiv": "SCT"}),
        ("ES", {"subdiv": "MD"}),
        ("AT", {"categories": ("bank",)}),
        ("SE", {"categories": ("bank", "de_facto")}),
    ],
)
def test_the_stand_in_knows_the_same_holidays(
    stand_in: ModuleType, country: str, options: dict[str, Any]
) -> None:
    known = holidays.country_holidays(country, **options)
    found = stand_in.country_holidays(country, **options)
    assert [day for day in DAYS if day in found] == [day for day in DAYS if day in known]
    assert list(stand_in.country_holidays(country).subdivisions) == list(known.subdivisions)


def test_the_stand_in_knows_the_markets_and_refuses_what_it_does_not_know(
    stand_in: ModuleType,
) -> None:
    target = holidays.financial_holidays("TAR")
    assert [day for day in DAYS if day in stand_in.financial_holidays("TAR")] == [
        day for day in DAYS if day in target
    ]
    for call in (("US", "XX"), ("XX", None)):
        with pytest.raises(NotImplementedError):
            stand_in.country_holidays(*call)
    with pytest.raises(NotImplementedError):
        stand_in.financial_holidays("XXXX")


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
        build(tmp_path, tmp_path / "cache", dt.date(2026, 11, 30))
    assert (tmp_path / "letter.docx").read_bytes() == b"mine"


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
    for name in ("library.zip", "program.zip"):
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
    assert json.loads((app / "pyodide-lock.json").read_text())["packages"] == {}
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
