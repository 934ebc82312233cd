"""What a wheel keeps of its own files is what those files give."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import refundletters as rl
from refundletters import __main__ as start
from refundletters.answers import case_schema
from refundletters.cli import compile_shipped
from refundletters.cli.main import main
from refundletters.facts.law import business_days, holiday_days
from refundletters.i18n import catalogues
from refundletters.letters import environment, shipped_templates, template_words
from refundletters.model.condition import Condition, parse_condition
from refundletters.packs import installed, kept, letters, questions, rows
from refundletters.packs.roots import shipped_roots
from refundletters.packs.tables.base import ALWAYS
from refundletters.packs.tables.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
CACHES = [
    business_days.work_calendar,
    case_schema.shape,
    environment._environment,
    holiday_days._from_library,
    holiday_days.closed_days,
    letters._letter_metas,
    questions._load,
    rows._load,
    shipped_templates.shipped_templates,
]


def forget() -> None:
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the build hook writes, without the holidays of most countries, which take longest."""
    folder = tmp_path_factory.mktemp("wheel") / "_data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compile_shipped, "countries", lambda: {"DE", "US"})
        compile_shipped.compile_shipped(folder)
    return folder


@pytest.fixture
def from_wheel(compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the checkout read what the wheel would hold."""
    of_checkout = kept.place_of

    def place_of(path: Path, kind: str) -> str | None:
        place = of_checkout(path, kind)
        if place is None and path.is_relative_to(ROOT):
            return f"{kept.COMPILED}_data{os.sep}{path.relative_to(ROOT)}.{kind}"
        return place

    forget()
    monkeypatch.setattr(kept, "COMPILED", f"{compiled}{os.sep}compiled{os.sep}")
    monkeypatch.setattr(kept, "place_of", place_of)
    monkeypatch.setattr(shipped_templates, "place_of", place_of)
    yield
    forget()


def as_json(value: object) -> bytes:
    def plain(value: Any) -> Any:
        if isinstance(value, Condition):
            return [type(value).__name__, value.text, repr(value._tree), sorted(value.names)]
        if isinstance(value, type):
            return value.__qualname__
        return dict(value)

    return msgspec.json.encode(value, enc_hook=plain, order="deterministic")


def all_tables() -> dict[str, bytes]:
    found: dict[str, object] = {
        name: rows.load_rows(shipped_roots(), KINDS[name]) for name in KINDS
    }
    found["letters"] = letters.letter_metas(shipped_roots())
    found["questions"] = questions.load_questions(shipped_roots())
    found["case"] = case_schema.shape()
    return {name: as_json(value) for name, value in found.items()}


@pytest.mark.usefixtures("from_wheel")
def test_rows_and_the_shape_of_the_case_are_those_of_the_sources(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("worked out though the wheel holds it")

    with monkeypatch.context() as patch:
        for module in (rows, letters):
            patch.setattr(module, "parsed", never)
        patch.setattr(case_schema, "read_shape", never)
        shipped = all_tables()
    monkeypatch.undo()
    forget()
    assert shipped == all_tables()


def test_every_table_of_the_program_is_kept(compiled: Path) -> None:
    sources = [*(ROOT / "refundletters/data").rglob("*.toml")]
    sources += (ROOT / "templates").rglob("*.toml")
    made = {path.name.rpartition(".")[0] for path in compiled.rglob("*.*")}
    assert {path.name for path in sources} <= made


@pytest.mark.usefixtures("from_wheel")
def test_letters_of_the_samples_have_the_same_words_without_jinja(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def texts() -> dict[str, bytes]:
        found = {}
        for path in sorted((ROOT / "samples").glob("*/case.toml"))[::4]:
            case = rl.load_case(path)
            for listed in rl.list_documents(case):
                # What a case lacks for a letter is the same on both ways.
                with contextlib.suppress(rl.errors.RefundLettersError):
                    document = rl.compose(listed.meta.id, case, allow_incomplete=True)
                    found[f"{path} {listed.meta.id}"] = rl.render(document, "html").content
        return found

    def never(*_: object) -> None:
        raise AssertionError("left to Jinja")

    with monkeypatch.context() as patch:
        patch.setattr(environment, "environment", never)
        shipped = texts()
    monkeypatch.undo()
    forget()
    assert len(shipped) > 80
    with monkeypatch.context() as patch:
        patch.setattr(template_words, "shipped_templates", leave_to_jinja)
        assert shipped == texts()


def leave_to_jinja(*_: object) -> None:
    raise shipped_templates.LeaveToJinja


@pytest.mark.parametrize("place", [("US", ""), ("US", "CA"), ("DE", ""), ("DE", "BY")])
@pytest.mark.parametrize("banks", [False, True])
@pytest.mark.usefixtures("from_wheel")
def test_holidays_are_those_of_the_library(place: tuple[str, str], banks: bool) -> None:
    pytest.importorskip("holidays")
    first, last = holiday_days.YEARS[0] - 1, holiday_days.YEARS[-1] + 1
    days = [
        dt.date.fromordinal(number)
        for number in range(dt.date(first, 1, 1).toordinal(), dt.date(last, 12, 31).toordinal())
    ]
    found = holiday_days.closed_days(*place, banks=banks)
    library = holiday_days._from_library(*place, banks=banks)
    assert found is not None
    assert library is not None
    assert list(map(found.certain, days)) == list(map(library.certain, days))
    doubtful: Callable[[dt.date], bool] = library.doubtful or (lambda _: False)
    some = found.doubtful or (lambda _: False)
    assert list(map(some, days)) == list(map(doubtful, days))


@pytest.mark.usefixtures("from_wheel")
def test_another_version_of_the_library_is_asked_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("holidays")
    monkeypatch.setattr(holiday_days, "library_version", lambda: "0.1")
    closed = holiday_days.closed_days("US", "", banks=True)
    assert closed is holiday_days._from_library("US", "", banks=True)


@pytest.mark.usefixtures("from_wheel")
def test_shares_of_translated_messages_are_those_of_the_catalogues(tmp_path: Path) -> None:
    folder = shipped_roots().locales[0]
    for domain in ("letters", "ui"):
        shares = kept.of_file(folder / f"{domain}.pot", "shares", lambda _: {})
        assert shares["de"] == catalogues.read_share(shipped_roots(), domain, "de", cache=tmp_path)


@pytest.mark.parametrize("width", [80, 88])
def test_the_help_that_is_ready_is_the_help_of_the_program(compiled: Path, width: int) -> None:
    out = io.StringIO()
    environ = {"COLUMNS": str(width)}
    assert main(["--help"], environ, None, out, out) == 0
    assert (compiled / f"help/{width}.txt").read_text(encoding="utf-8") == out.getvalue()


@pytest.mark.parametrize(
    ("words", "environ", "known"),
    [
        (["--version"], {}, True),
        (["-V"], {"LANG": "en_US.UTF-8"}, True),
        (["--help"], {"COLUMNS": "80", "LC_ALL": "C"}, True),
        (["-h"], {"COLUMNS": "200"}, True),
        (["--help"], {"COLUMNS": "60"}, False),
        (["--help"], {"LANG": "de_DE.UTF-8"}, False),
        (["--help"], {"LC_ALL": "fr", "LANG": "C"}, False),
        (["--help", "--plain"], {}, False),
        (["write", "--help"], {}, False),
        ([], {}, False),
    ],
)
def test_only_plain_english_is_answered_before_anything_is_imported(
    compiled: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    environ: dict[str, str],
    known: bool,
) -> None:
    monkeypatch.setattr(start, "_PACKAGE", str(compiled.parent))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    answer = start._known_answer(words, environ)  # type: ignore[arg-type]  # a mapping is enough
    assert (answer is not None) is known


def test_a_file_that_changed_is_worked_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_PACKAGE", f"{tmp_path}{os.sep}")
    monkeypatch.setattr(kept, "COMPILED", f"{tmp_path}{os.sep}compiled{os.sep}")
    source = tmp_path / "words.toml"
    source.write_bytes(b"a = 1")
    place = Path(kept.place_of(source, "toml") or "")
    place.parent.mkdir()
    place.write_bytes(kept.dumped({"a": "kept"}, b"a = 1"))
    assert kept.of_file(source, "toml", lambda _: {"a": "made"}) == {"a": "kept"}
    source.write_bytes(b"a = 2")
    assert kept.of_file(source, "toml", lambda _: {"a": "made"}) == {"a": "made"}


def test_a_table_of_a_pack_is_kept_in_a_folder_of_the_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pack = tmp_path / "table.toml"
    pack.write_text("a = 1\nday = 2026-03-01\n", encoding="utf-8")
    assert rows.read_toml(pack) == {"a": 1, "day": dt.date(2026, 3, 1)}
    folder = tmp_path / "refundletters" / "tables"
    [copy] = folder.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    monkeypatch.setattr(rows, "_parsed", lambda *_: {"a": "parsed again"})
    assert rows.read_toml(pack) == {"a": 1, "day": dt.date(2026, 3, 1)}
    copy.write_bytes(copy.read_bytes()[:20])
    assert rows.read_toml(pack) == {"a": "parsed again"}


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("how", ["others may write", "a link"])
def test_a_cache_that_others_can_write_to_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = tmp_path / "refundletters" / "tables"
    content = b"a = 1"
    assert kept.of_tables(content, lambda _: {"a": 1}) == {"a": 1}
    if how == "a link":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.chmod(0o777)
    assert kept.of_tables(content, lambda _: {"a": "made"}) == {"a": "made"}


def test_a_condition_keeps_its_kind_its_names_and_its_identity() -> None:
    text = "reason == 'unused' and not signal.refused"
    data = kept.dumped((parse_condition(text), ALWAYS))
    found, always = pickle.loads(data[12:])
    assert always is ALWAYS
    assert as_json(found) == as_json(parse_condition(text))


def test_installed_packs_are_found_by_their_small_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert not installed._any_pack()
    folder = tmp_path / "shop-1.dist-info"
    folder.mkdir()
    (folder / "entry_points.txt").write_text(f"[{installed.ENTRY_POINT}]\nshop = shop\n", "utf-8")
    assert installed._any_pack()
