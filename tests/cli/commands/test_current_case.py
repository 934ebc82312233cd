"""One case is the current one: commands take it where none is named, and say which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("cases")
NETFLIX = '[service]\nid = "netflix"\n'


@pytest.fixture
def cases(case: Path, tmp_path: Path) -> Path:
    """Keep three cases in the user's folder; return the folder."""
    folder = tmp_path / "home" / "refundletters" / "cases"
    folder.mkdir(parents=True)
    text = case.read_text(encoding="utf-8")
    (folder / "case-2026-03-01.toml").write_text(text, encoding="utf-8")
    spotify = text.replace('"netflix"', '"spotify"')
    (folder / "case-2026-03-01-2.toml").write_text(spotify, encoding="utf-8")
    other = text.replace('"netflix"', '"hulu"').replace('"reactivated"', '"unused"')
    (folder / "case-2026-03-01-10.toml").write_text(other, encoding="utf-8")
    return folder


def test_cases_are_numbered_as_they_were_begun_and_named_by_service(cli) -> None:
    done = cli("cases", "--names")
    assert (done.code, done.err) == (0, "")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert [(number, title.partition(":")[0]) for number, title in rows] == [
        ("1", "Netflix"),
        ("2", "Spotify"),
        ("3", "Hulu"),
    ]
    assert (
        "The subscription was restarted, or charged during a pause, without my asking" in rows[0][1]
    )


NAMED = {
    "by its number": ("2", "spotify"),
    "by its service": ("Spotify", "spotify"),
    "by the beginning of its service": ("spot", "spotify"),
    "by its file's name": ("case-2026-03-01-10", "hulu"),
}


@pytest.mark.parametrize(("named", "service"), NAMED.values(), ids=NAMED)
def test_a_case_is_named_in_several_ways(cli, named, service) -> None:
    done = cli("use", named)
    assert (done.code, done.out) == (0, ""), done.err
    report = cli("report")
    assert f'id = "{service}"' in report.out
    assert service.title() in report.err


def test_a_name_of_two_cases_is_not_guessed(cli, cases) -> None:
    (cases / "case-2026-03-02.toml").write_text(NETFLIX, encoding="utf-8")
    done = cli("use", "netflix")
    assert (done.code, done.out) == (2, "")
    assert "1 (Netflix: The subscription was restarted" in " ".join(done.err.split())
    assert "refundletters use 1" in done.err


@pytest.mark.parametrize("named", ["7", "disney"])
def test_a_case_that_is_not_there_is_said_so(cli, named) -> None:
    done = cli("use", named)
    assert done.code == 2
    assert named in done.err
    assert "refundletters cases" in done.err


COMMANDS = {
    "plan": ["plan"],
    "write": ["write", "refund-request"],
    "log": ["log", "--set", "result=refused"],
    "bundle": ["bundle", "-o", "bundle.zip"],
    "remind": ["remind"],
    "report": ["report"],
    "compare": ["compare", "refund-request", "--with", "de"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_takes_the_current_case_and_says_which(cli, monkeypatch, tmp_path, words) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("use", "2").code == 0
    done = cli(*words)
    assert done.code == 0, done.err
    assert done.err.startswith("Your case 2: Spotify: ")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_none_of_several_cases_is_taken_unasked(cli, monkeypatch, tmp_path, words) -> None:
    monkeypatch.chdir(tmp_path)
    done = cli(*words)
    if words[0] in {"write", "compare"}:  # they begin with an empty case, and name what it lacks
        assert done.code == 3
    else:
        assert done.code == 2
        assert "refundletters use 1" in " ".join(done.err.split())


def test_the_only_case_is_the_current_one(cli, cases) -> None:
    for name in ("case-2026-03-01-2", "case-2026-03-01-10"):
        (cases / f"{name}.toml").unlink()
    assert cli("report").err.startswith("Your case 1: Netflix")


def test_answers_on_the_command_line_never_mix_with_the_current_case(cli) -> None:
    assert cli("use", "2").code == 0
    plan = json.loads(cli("plan", "--set", "reason=unused", "--json").out)
    assert plan["case"] is None
    assert plan["money"]["charged"] == "0.00"


def test_the_list_marks_the_current_case_and_has_no_ids(cli) -> None:
    assert cli("use", "3").code == 0
    done = cli("cases")
    assert "3. Hulu: I paid but did not use it (current)" in " ".join(done.out.split())
    for word in ("reactivated", "chat-opener", "refund-request", ".toml"):
        assert word not in done.out
    current = [row["number"] for row in json.loads(cli("cases", "--json").out) if row["current"]]
    assert current == [3]


def test_a_current_case_elsewhere_is_in_the_list(cli, case) -> None:
    assert cli("use", str(case)).code == 0
    rows = json.loads(cli("cases", "--json").out)
    assert [row["case"] for row in rows if row["current"]] == [str(case)]
    assert cli("plan", "4", "--json").code == 0


def test_a_plan_takes_a_case_as_a_word_or_as_an_option_but_not_twice(cli, case) -> None:
    assert cli("plan", str(case)).out == cli("plan", "--case", str(case)).out
    done = cli("plan", str(case), "--case", str(case))
    assert done.code == 2
    assert "one word too many" in done.err


def test_commands_that_are_named_leave_out_the_current_case(cli) -> None:
    assert cli("use", "2").code == 0
    assert "refundletters write unauthorized-payment-report\n" in cli("plan").out
    assert "refundletters write unauthorized-payment-report --case 1\n" in cli("plan", "1").out
