"""Killed at any step: no broken file, nothing left after the next start, nothing after forget."""

from __future__ import annotations

import datetime as dt
import io
import random
import shutil
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from babel.messages.pofile import read_po
from support.killed import forked

from refundletters.answers import keys, profile, store
from refundletters.cli.main import main
from refundletters.cli.talk.drafts import Draft
from refundletters.interview import flow
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills")

TODAY = dt.date(2026, 4, 10)
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
CANARY = "Zanzibar Canary"
KILLS: Final = 500


class Desk:
    """A case, a profile, a letter and a pack in one folder, and commands run on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.case = folder / "work" / "case.toml"
        self.letter = folder / "work" / "letter.txt"
        self.pack = folder / "pack"
        self.case.parent.mkdir(parents=True)
        answers = store.load(SAMPLE)
        answers["sender"]["full_name"] = CANARY
        answers.pop("evidence", None)
        store.save(self.case, answers)
        store.save(self.case, {**answers, "own_words": f"{CANARY} was charged again."})
        profile.save(self.home, {"country": "US", "sender": {"full_name": CANARY}})
        template = self.pack / "templates" / "letters" / "refund-request"
        template.mkdir(parents=True)
        (template / "letter.j2").write_text("{% trans %}Hello there{% endtrans %}\n", "utf-8")
        assert self.run("write", "refund-request", "--case", str(self.case), *self.out) == 0
        assert self.run("translate", "init", "de", "--pack", str(self.pack)) == 0
        (template / "letter.j2").write_text("{% trans %}Hello, all{% endtrans %}\n", "utf-8")

    @property
    def out(self) -> tuple[str, ...]:
        return ("-o", str(self.letter), "--overwrite")

    @property
    def catalogues(self) -> list[Path]:
        return sorted(self.pack.rglob("*.po*"))

    def run(self, *words: str) -> int:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
        environ = {"REFUNDLETTERS_HOME": str(self.home), "LANG": "C"}
        return main(words, environ, None, streams[0], streams[1], today=TODAY)

    def interview(self) -> int:
        """Give three answers, each of which is saved."""
        draft = Draft(self.case, self.home)
        interview = flow.start("", draft.load(), Setting(shipped_roots(), TODAY, "en_US"))
        for words in ("one", "two", "three"):
            answers = keys.put(interview.answers, "own_words", f"{CANARY}, {words}.")
            interview = replace(interview, answers=answers)
            draft.save(interview)
        return 0

    def keep_profile(self) -> int:
        profile.save(self.home, {"country": "US", "sender": {"full_name": f"{CANARY} Jr."}})
        return 0

    def files(self) -> list[Path]:
        """All files but those of the pack."""
        found = sorted(self.folder.rglob("*"))
        return [path for path in found if path.is_file() and self.pack not in path.parents]


def _writers(desk: Desk) -> Mapping[str, Callable[[], int]]:
    case = str(desk.case)
    log = ("--set", "result=refused", "--set", f"with={CANARY}", "--no-input")
    return {
        "log": partial(desk.run, "log", case, *log),
        "write": partial(desk.run, "write", "refund-request", "--case", case, *desk.out),
        "bundle": partial(desk.run, "bundle", case, "-o", str(desk.case.with_name("b.zip"))),
        "remind": partial(desk.run, "remind", case, "-o", str(desk.case.with_name("c.ics"))),
        "interview": desk.interview,
        "profile": desk.keep_profile,
        "undo": partial(desk.run, "undo", case),
        "forget": partial(desk.run, "forget", case, "--outputs", "--no-input"),
        "translate": partial(desk.run, "translate", "update", "--pack", str(desk.pack)),
    }


WRITERS: Final = (
    "log",
    "write",
    "bundle",
    "remind",
    "interview",
    "profile",
    "undo",
    "forget",
    "translate",
)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which everything is ready, to be copied."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("desk")
        patch.setenv("REFUNDLETTERS_HOME", str(folder / "home"))
        Desk(folder)
    return folder


@pytest.fixture
def desk(finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_in(finished, tmp_path, monkeypatch)


def desk_in(finished: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a fresh copy of what is ready; what is kept with the case moves with it."""
    monkeypatch.setenv("REFUNDLETTERS_HOME", str(folder / "home"))
    fresh = Desk.__new__(Desk)
    fresh.folder, fresh.home = folder, folder / "home"
    fresh.case = folder / "work" / "case.toml"
    fresh.letter, fresh.pack = folder / "work" / "letter.txt", folder / "pack"
    shutil.copytree(finished / "work", folder / "work")
    shutil.copytree(finished / "pack", folder / "pack")
    profile.save(fresh.home, {"country": "US", "sender": {"full_name": CANARY}})
    store.save(fresh.case, {**store.load(fresh.case), "own_words": f"{CANARY}, before."})
    assert fresh.run("write", "refund-request", "--case", str(fresh.case), *fresh.out) == 0
    return fresh


def assert_nothing_is_broken(desk: Desk, writer: str, before: dict[str, Any]) -> None:
    """Every file is whole: as it was before, or as the command leaves it."""
    if writer != "forget" or desk.case.exists():
        answers = tomllib.loads(desk.case.read_text("utf-8"))
        assert answers["sender"]["full_name"] == CANARY
        assert answers["charges"] == before["charges"]
    if desk.letter.exists():
        assert CANARY in desk.letter.read_text("utf-8").splitlines()[-1], "the signature is there"
    assert CANARY in profile.load(desk.home)["sender"]["full_name"]
    for path in desk.catalogues:
        with path.open("rb") as file:
            assert {message.id for message in read_po(file) if message.id} <= {
                "Hello there",
                "Hello, all",
            }
        assert path.read_text("utf-8").startswith("# ")


def assert_swept(desk: Desk) -> None:
    """No copy is left once a command took the case, and one the catalogues."""
    desk.run("plan", "--case", str(desk.case))
    desk.run("translate", "update", "--pack", str(desk.pack))
    assert not [path.name for path in desk.folder.rglob("*") if path.suffix in {".new", ".part"}]


def assert_forgotten(desk: Desk) -> None:
    """No file is left once the case and the profile are forgotten, so none holds the canary."""
    desk.run("forget", "--all", "--outputs", "--no-input")
    assert not [str(path) for path in desk.files()]


@pytest.fixture(scope="module")
def steps(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, int]:
    """Return how many steps on the disk each writer takes when nobody kills it."""
    found = {}
    for writer in WRITERS:
        with pytest.MonkeyPatch.context() as patch:
            dry = desk_in(finished, tmp_path_factory.mktemp(writer), patch)
            ended = forked(_writers(dry)[writer], dry.folder)
        assert (ended.code, ended.killed) == (0, False), writer
        assert ended.steps >= 4, writer
        found[writer] = ended.steps
    return found


@pytest.mark.slow
@pytest.mark.parametrize("number", range(KILLS))
def test_a_writer_may_be_killed_at_any_step(
    desk: Desk, steps: Mapping[str, int], number: int
) -> None:
    writer = WRITERS[number % len(WRITERS)]
    before = store.load(desk.case)

    kill_at = random.Random(number).randint(1, steps[writer])
    ended = forked(_writers(desk)[writer], desk.folder, kill_at)

    assert ended.killed
    assert_nothing_is_broken(desk, writer, before)
    assert_swept(desk)
    assert_forgotten(desk)
