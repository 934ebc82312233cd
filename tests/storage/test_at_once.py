"""Several programs write one case at once, and every one of them finds its words in it."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from support.killed import start

from refundletters.answers import keys, store
from refundletters.cli.main import main
from refundletters.cli.talk.drafts import Draft
from refundletters.interview import flow
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

TODAY = dt.date(2026, 4, 10)
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us-charged-after-canceling"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "work" / "case.toml"
    path.parent.mkdir()
    shutil.copy(SAMPLE / "case.toml", path)
    with path.open("a", encoding="utf-8") as file:
        file.write("# counted by hand: 0\n")
    return path


def terminal(case: Path, home: Path, key: str, value: str, wait: Callable[[], None]) -> int:
    """Answer in an interview that read the case before the others wrote."""
    draft = Draft(case, home)
    interview = flow.start("", draft.load(), Setting(shipped_roots(), TODAY, "en_US"))
    wait()
    for words in (f"{value}, at first", value):
        time.sleep(random.Random(value + words).uniform(0, 0.02))
        interview = replace(interview, answers=keys.put(interview.answers, key, words))
        interview = draft.save(interview)
    return 0


def editor(case: Path, number: int, wait: Callable[[], None]) -> int:
    """Change a line as an editor does that looks whether the file changed before it saves."""
    wait()
    time.sleep(random.Random(number).uniform(0, 0.02))
    while True:
        old = case.read_bytes()
        lines = old.decode().splitlines(keepends=True)
        place = next(at for at, line in enumerate(lines) if line.startswith("# counted by hand"))
        lines[place] = f"# counted by hand: {number}\n"
        ours = case.with_name("case.toml~")
        ours.write_text("".join(lines), encoding="utf-8")
        if case.read_bytes() == old:
            ours.replace(case)
            return 0


def log(case: Path, home: Path, word: str, wait: Callable[[], None]) -> int:
    wait()
    words = ("log", str(case), "--set", "result=refused", "--set", f"with={word}", "--no-input")
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    environ = {"REFUNDLETTERS_HOME": str(home), "LANG": "C"}
    return main(words, environ, None, streams[0], streams[1], today=TODAY)


def at_once(actions: list[Callable[[Callable[[], None]], int]], folder: Path) -> list[int]:
    """Run every action in a process of its own, all let go together; return their exit codes."""
    hold, let_go = os.pipe()

    def wait() -> None:
        os.close(let_go)
        os.read(hold, 1)

    started = [start(partial(action, wait), folder) for action in actions]
    time.sleep(0.05)
    os.close(let_go)
    codes = []
    for child, reader in started:
        os.close(reader)
        codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    os.close(hold)
    return codes


def test_two_terminals_an_editor_and_log_lose_nothing(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = tmp_path / "home"
    rounds = 100 if request.config.getoption("full") else 4
    for number in range(1, rounds + 1):
        codes = at_once(
            [
                partial(terminal, case, home, "own_words", f"The words of round {number}."),
                partial(terminal, case, home, "payment.issuer", f"Bank {number}"),
                partial(editor, case, number),
                partial(log, case, home, f"Sam {number}"),
            ],
            tmp_path,
        )
        assert codes == [0, 0, 0, 0]
        found = store.load(case)
        assert found["own_words"] == f"The words of round {number}."
        assert found["payment"]["issuer"] == f"Bank {number}"
        assert f"# counted by hand: {number}\n" in case.read_text("utf-8")
        logged = [entry["with"] for entry in found["contacts"] if "with" in entry]
        assert [name for name in logged if name.startswith("Sam ")][-number:] == [
            f"Sam {past}" for past in range(1, number + 1)
        ]


def test_twenty_writers_lose_nothing_and_wait_for_their_turn(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    each = 50 if request.config.getoption("full") else 2
    before = len(store.load(case).get("contacts", []))

    def writer(number: int, wait: Callable[[], None]) -> int:
        wait()
        for turn in range(each):
            store.append_contact(case, {"at": TODAY, "with": f"W{number}-{turn}"})
        return 0

    codes = at_once([partial(writer, number) for number in range(20)], tmp_path)
    found = {entry["with"] for entry in store.load(case)["contacts"][before:]}
    assert codes == [0] * 20
    assert found == {f"W{number}-{turn}" for number in range(20) for turn in range(each)}
    assert len(store.load(case)["contacts"]) == before + 20 * each
