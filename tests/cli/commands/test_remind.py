"""``remind``: a calendar file for a case."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import icalendar
import pytest


def events(content: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_the_days_of_a_case_go_into_a_file(cli, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.ics"
    done = cli("remind", str(case), "-o", str(path))
    assert done.code == 0, done.err
    assert str(path) in done.err
    found = events(path.read_bytes())
    assert any(str(event["SUMMARY"]).startswith("Netflix: Write next: ") for event in found)
    assert all(event.decoded("DTSTART") >= dt.date(2026, 3, 14) for event in found)
    assert all(event.walk("VALARM") for event in found)


def test_without_a_file_the_calendar_is_the_result(cli, case: Path) -> None:
    done = cli("remind", str(case))
    assert (done.code, done.err) == (0, "")
    assert done.raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert done.raw == cli("remind", str(case), "-o", "-").raw


def test_the_words_are_those_of_the_interface(cli, case: Path) -> None:
    done = cli("remind", str(case), "--interface", "de")
    found = events(done.raw)
    assert {event["SUMMARY"].params["LANGUAGE"] for event in found} == {"de"}


def test_two_cases_do_not_share_their_days(cli, case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(case.read_text(encoding="utf-8"), encoding="utf-8")
    uids = [{str(e["UID"]) for e in events(cli("remind", str(p)).raw)} for p in (case, other)]
    assert len(uids[0]) == len(uids[1]) > 0
    assert not uids[0] & uids[1]


def test_a_file_is_not_replaced_without_being_asked(cli, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.ics"
    path.write_text("mine", encoding="utf-8")
    assert cli("remind", str(case), "-o", str(path)).code == 1
    assert path.read_text(encoding="utf-8") == "mine"
    assert cli("remind", str(case), "-o", str(path), "--overwrite").code == 0


def test_a_case_without_a_coming_day_writes_nothing(
    cli, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from refundletters.cli.commands import remind

    monkeypatch.setattr(remind, "_events", lambda *_: ())
    path = tmp_path / "case.ics"
    done = cli("remind", str(case), "-o", str(path))
    assert done.code == 0
    assert "no day to remember" in done.err
    assert not path.exists()


def test_opening_needs_a_file(cli, case: Path) -> None:
    done = cli("remind", str(case), "--open")
    assert done.code == 2
    assert "-o case.ics" in done.err


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the opener is a shell script here")
@pytest.mark.parametrize("words", [("remind", "case.ics"), ("write", "letter.docx")])
def test_the_written_file_is_opened(
    cli, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, str]
) -> None:
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = tmp_path / "bin" / name
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))
    path = tmp_path / words[1]
    about = [str(case)] if words[0] == "remind" else ["chat-opener", "--case", str(case)]
    done = cli(words[0], *about, "-o", str(path), "--open")
    assert done.code == 0, done.err
    assert (tmp_path / "opened").read_text(encoding="utf-8").strip() == str(path)


def test_a_day_that_two_rules_set_stands_once(cli, tmp_path: Path) -> None:
    sample = Path(__file__).parents[3] / "samples" / "de-charged-after-canceling" / "case.toml"
    path = tmp_path / "case.toml"
    path.write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    done = cli("remind", str(path))
    assert done.code == 0, done.err
    shown = [(event.decoded("DTSTART"), str(event["SUMMARY"])) for event in events(done.raw)]
    assert len(shown) >= 3
    assert len(set(shown)) == len(shown)
