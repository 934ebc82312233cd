"""``log``, ``cases``, ``report`` and ``forget``: a case over time."""

from __future__ import annotations

import json
import shutil
import tomllib

import pytest


def journal(case) -> list[dict]:
    return tomllib.loads(case.read_text(encoding="utf-8")).get("contacts", [])


def test_log_adds_an_entry_dated_as_the_case(cli, case) -> None:
    done = cli("log", str(case), "--set", "channel=chat", "--set", "result=refused")
    assert (done.code, done.out) == (0, "")
    [entry] = journal(case)
    assert entry["result"] == "refused"
    assert entry["channel"] == "chat"
    assert str(entry["at"]) == "2026-03-14"
    assert "Noted in" in done.err
    assert "refundletters write" in done.err
    assert "# A made-up case." in case.read_text(encoding="utf-8")


def test_log_keeps_earlier_entries(cli, case) -> None:
    cli("log", str(case), "--set", "channel=chat", "--set", "result=info", "--set", "at=2026-03-02")
    cli("log", str(case), "--set", "channel=email", "--set", "result=offered")
    assert [entry["result"] for entry in journal(case)] == ["info", "offered"]


def test_log_opens_documents_that_waited(cli, case) -> None:
    assert cli("write", "supervisor-request", "--case", str(case), "--no-input").code == 4
    cli("log", str(case), "--set", "channel=chat", "--set", "result=refused")
    assert cli("write", "supervisor-request", "--case", str(case), "--no-input").code != 4


def test_log_takes_a_nested_offer(cli, case) -> None:
    done = cli("log", str(case), "--set", "result=offered", "--set", "offer.amount=5.00")
    assert done.code == 0
    assert journal(case)[0]["offer"] == {"amount": "5.00"}


def test_log_tells_that_a_written_message_went_out(cli, case, tmp_path) -> None:
    letter = str(tmp_path / "a.txt")
    assert cli("write", "refund-request", "--case", str(case), "-o", letter).code == 0
    assert cli("write", "follow-up", "--case", str(case), "--no-input").code == 4
    words = ("--sent", "refund-request", "--on", "2026-03-02", "--by", "registered_letter")
    done = cli("log", str(case), *words, "--set", "reference=RR-1", "--no-input")
    assert (done.code, done.out) == (0, "")
    [entry] = journal(case)
    assert entry["reference"] == "RR-1"
    assert (str(entry["at"]), entry["channel"], entry["sent"]) == (
        "2026-03-02",
        "registered_letter",
        True,
    )


def test_log_notes_a_message_that_was_written_elsewhere(cli, case) -> None:
    assert cli("log", str(case), "--sent", "refund-request", "--by", "email").code == 0
    [entry] = journal(case)
    assert (entry["document"], entry["party"], str(entry["at"])) == (
        "refund-request",
        "trader",
        "2026-03-14",
    )


SENT_WRONG = {
    "unknown document": (["--sent", "refund-reqest"], 2, "refund-request"),
    "for oneself": (["--sent", "case-summary"], 2, "case-summary"),
    "a day ahead": (["--sent", "refund-request", "--on", "2026-12-24"], 2, "at"),
    "no day": (["--sent", "refund-request", "--on", "soon"], 2, "soon"),
    "no way": (["--sent", "refund-request", "--by", "pigeon"], 2, "registered_letter"),
}


@pytest.mark.parametrize(("words", "code", "named"), SENT_WRONG.values(), ids=SENT_WRONG)
def test_log_refuses_what_cannot_have_been_sent(cli, case, words, code, named) -> None:
    before = case.read_bytes()
    done = cli("log", str(case), *words, "--no-input")
    assert (done.code, done.out) == (code, "")
    assert named in done.err
    assert case.read_bytes() == before


WRONG = {
    "no result": ([], 3, "result"),
    "unknown key": (["--set", "reslt=paid"], 2, "result"),
    "wrong value": (["--set", "result=maybe"], 2, "refused"),
    "a day ahead": (["--set", "result=paid", "--set", "at=2026-12-24"], 2, "at"),
    "a card number": (["--set", "result=info", "--set", "said=4111 1111 1111 1111"], 2, "said"),
}


@pytest.mark.parametrize(("words", "code", "named"), WRONG.values(), ids=WRONG)
def test_log_refuses_what_is_not_acceptable_and_changes_nothing(
    cli, case, words, code, named
) -> None:
    before = case.read_bytes()
    done = cli("log", str(case), *words, "--no-input")
    assert (done.code, done.out) == (code, "")
    assert named in done.err
    assert "1111" not in done.err
    assert case.read_bytes() == before


def test_log_needs_a_case_that_is_there(cli, tmp_path) -> None:
    done = cli("log", str(tmp_path / "none.toml"), "--set", "result=paid")
    assert (done.code, done.out) == (2, "")


def test_without_cases_the_list_says_how_to_begin(cli, tmp_path) -> None:
    env = {"REFUNDLETTERS_HOME": str(tmp_path / "mine")}
    done = cli("cases", env=env)
    assert (done.code, done.out) == (0, "")
    assert "refundletters new" in done.err
    assert json.loads(cli("cases", "--json", env=env).out) == []


def test_cases_show_what_is_due_and_a_broken_file_does_not_hide_the_others(
    cli, case, tmp_path
) -> None:
    folder = tmp_path / "mine" / "cases"
    folder.mkdir(parents=True)
    shutil.copy(case, folder / "good.toml")
    (folder / "broken.toml").write_text("country = ", encoding="utf-8")
    env = {"REFUNDLETTERS_HOME": str(tmp_path / "mine")}
    rows = json.loads(cli("cases", "--json", env=env).out)
    by_name = {row["case"].rpartition("/")[2]: row for row in rows}
    assert by_name["good.toml"]["service"] == "Netflix"
    assert by_name["good.toml"]["next"]["document"]
    assert all(entry["days_left"] >= 0 for entry in by_name["good.toml"]["due"])
    assert by_name["good.toml"]["problem"] is None
    assert "line 1" in by_name["broken.toml"]["problem"]
    done = cli("cases", env=env)
    assert (done.code, done.err) == (0, "")
    assert "Netflix" in done.out
    assert "cannot be read" in done.out


def test_what_is_due_today_comes_first(cli, case, tmp_path) -> None:
    folder = tmp_path / "mine" / "cases"
    folder.mkdir(parents=True)
    shutil.copy(case, folder / "a.toml")
    text = case.read_text(encoding="utf-8").replace(
        "[account]", "[plan]\nnext_charge_on = 2026-03-15\n\n[account]"
    )
    (folder / "z.toml").write_text(text, encoding="utf-8")
    env = {"REFUNDLETTERS_HOME": str(tmp_path / "mine")}
    rows = json.loads(cli("cases", "--json", env=env).out)
    assert [row["case"].rpartition("/")[2] for row in rows] == ["z.toml", "a.toml"]
    assert rows[0]["due"][0]["days_left"] == 0
    shown = cli("cases", env=env).out
    assert shown.index("Due today: Check before the next charge") < shown.index("1. ")


def test_a_report_names_nobody(cli, case) -> None:
    done = cli("report", str(case))
    assert (done.code, done.err) == (0, "")
    for secret in ("Sam", "Sample Street", "example.org", "1234", "Example Bank"):
        assert secret not in done.out.replace("s••••@example.org", "")
    answers = tomllib.loads(done.out)
    assert answers["reason"] == "reactivated"
    assert "refundletters 0" in done.out


def test_forget_deletes_no_other_files(cli, tmp_path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear bank,\n", encoding="utf-8")
    assert cli("forget", str(letter)).code == 2
    assert letter.exists()


@pytest.mark.parametrize("mine", [True, False])
def test_forget_removes_the_note_of_the_last_interview_if_it_was_about_it(
    cli, case, tmp_path, mine
) -> None:
    home = tmp_path / "mine"
    home.mkdir()
    about = case if mine else tmp_path / "other.toml"
    note = home / "last.toml"
    note.write_text(f'case = "{about.resolve()}"\n', encoding="utf-8")
    assert cli("forget", str(case), env={"REFUNDLETTERS_HOME": str(home)}).code == 0
    assert note.exists() is not mine
