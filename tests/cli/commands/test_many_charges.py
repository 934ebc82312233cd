"""Many charges at once: one line that repeats, and rows ticked in a bank's export."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers import store
from refundletters.cli.bank_file import open_bank_file
from refundletters.cli.context import Context
from refundletters.cli.talk import guided_start
from refundletters.cli.talk.plain_prompter import PlainPrompter
from refundletters.errors import Interrupted, NotFound, UsageError
from refundletters.interview import flow
from refundletters.interview.steps import steps
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.statements.recurring import find_recurring

D = dt.date
TODAY = D(2026, 3, 14)
FRAME = ("1 2", "United States", "Ohio", "Mine", "Netflix", "10", "2")
CHAT = ("Chat opener: ", "2026-01-01", "Jan 1", "15.49")
GO_ON, SHOW, FINISH = "1", "1", "finish"

EXPORT = """\
Transaction Date,Description,Amount
03/01/2026,NETFLIX.COM 555-0100,-15.49
02/20/2026,SAMPLE MARKET,-40.10
02/03/2026,NETFLIX.COM 555-0100,5.00
02/01/2026,NETFLIX.COM 555-0100,-15.49
01/15/2026,SAMPLE GYM 4111 1111 1111 1111,-30.00
"""

Talk = Callable[..., tuple[str, Path]]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """Type lines into a guided way; returns what was shown, and the result."""

    def run(way: Callable[..., int], *args: object, lines: tuple[str, ...], **more: object) -> str:
        stdin = io.StringIO("".join(f"{line}\n" for line in lines))
        stderr, stdout = io.StringIO(), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        context = Context(
            environ={"REFUNDLETTERS_HOME": str(tmp_path / "home"), "COLUMNS": "200"},
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            interface="en_US",
            today=TODAY,
        )
        prompter = PlainPrompter(context.translate, stdin, context.note)
        with contextlib.suppress(Interrupted):  # how a session ends whose input is used up
            way(context, *args, prompter=prompter, **more)
        stdout.flush()
        return stderr.getvalue() + stdout.buffer.getvalue().decode("utf-8")

    return run


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


@pytest.fixture
def new_case(tmp_path: Path) -> Path:
    return tmp_path / "new.toml"


def test_a_charge_that_came_again_is_one_line(talk: Talk, new_case: Path) -> None:
    again = ("Say that a charge came again", "Yes, every month", "March 1")
    talk(guided_start.run_new, new_case, lines=(*FRAME, *CHAT, *again, GO_ON, SHOW, FINISH))
    (charge,) = store.load(new_case)["charges"]
    assert charge["repeat"] == {"every": "month", "until": D(2026, 3, 1)}
    plan = app.plan(store.load(new_case), Setting(shipped_roots(), TODAY))
    assert plan.facts.money.disputed.plain() == "46.47"


def test_of_several_charges_one_may_have_come_again(talk: Talk, new_case: Path) -> None:
    more = ("Add another charge", "Feb 10", "3.00")
    again = ("Say that a charge came again", "Charge 2", "Yes, every week", "Feb 24")
    talk(guided_start.run_new, new_case, lines=(*FRAME, *CHAT, *more, *again, GO_ON, FINISH))
    first, second = store.load(new_case)["charges"]
    assert "repeat" not in first
    assert second["repeat"] == {"every": "week", "until": D(2026, 2, 24)}


def test_a_letter_that_is_no_chat_asks_whether_the_first_charge_came_again(case: Path) -> None:
    answers = store.load(case)

    def asked(**changes: object) -> list[str]:
        setting = Setting(shipped_roots(), TODAY)
        interview = flow.start("refund-request", {**answers, **changes}, setting)
        return [step.key for step in steps(interview)]

    keys = asked()
    assert keys.index("charges.0.repeat.every") < keys.index("charges.more")
    assert "charges.0.repeat.until" not in keys
    # Who lists charges one by one has no use for it.
    assert not any("repeat" in key for key in asked(charges=answers["charges"] * 2))


def test_rows_that_name_the_service_come_first_and_only_ticked_ones_are_kept(
    talk: Talk, new_case: Path, export: Path
) -> None:
    shown = talk(guided_start.run_new, new_case, statement=export, lines=(*FRAME, "1, 2"))
    listed = shown[shown.index("Which of these charges") :]
    assert "1. March 1, 2026: $15.49, NETFLIX.COM 555-0100" in listed
    assert "2. February 1, 2026: $15.49, NETFLIX.COM 555-0100" in listed
    assert "SAMPLE MARKET" not in listed
    saved = store.load(new_case)
    assert saved["charges"] == [
        {"date": D(2026, 2, 1), "amount": "15.49", "descriptor": "NETFLIX.COM 555-0100"},
        {"date": D(2026, 3, 1), "amount": "15.49", "descriptor": "NETFLIX.COM 555-0100"},
    ]
    assert saved["service"]["descriptor"] == "NETFLIX.COM 555-0100"


def test_a_refund_in_the_export_is_pointed_out(talk: Talk, new_case: Path, export: Path) -> None:
    shown = talk(guided_start.run_new, new_case, statement=export, lines=(*FRAME, "1"))
    assert "Money came in on February 3, 2026: $5.00" in shown


def test_others_can_be_picked_too_and_card_numbers_stay_hidden(
    talk: Talk, new_case: Path, export: Path
) -> None:
    shown = talk(guided_start.run_new, new_case, statement=export, lines=(*FRAME, "Others", "4"))
    assert "4. January 15, 2026: $30.00, SAMPLE GYM …" in shown
    assert "4111" not in shown
    (charge,) = store.load(new_case)["charges"]
    assert charge["descriptor"] == "SAMPLE GYM"
    assert "4111" not in new_case.read_text(encoding="utf-8")


def test_a_case_is_given_more_charges_and_none_twice(talk: Talk, case: Path, export: Path) -> None:
    answers = store.load(case)
    talk(guided_start.run_edit, case, statement=export, lines=("1, 2", GO_ON))
    shown = talk(guided_start.run_edit, case, statement=export, lines=("1, 2", GO_ON))
    assert "has already was left out" in shown
    assert len(store.load(case)["charges"]) == len(answers["charges"]) + 2


def test_nothing_ticked_changes_nothing(talk: Talk, case: Path, export: Path) -> None:
    before = case.read_text(encoding="utf-8")
    talk(guided_start.run_edit, case, statement=export, lines=("", GO_ON))
    assert case.read_text(encoding="utf-8") == before


def test_an_unknown_service_shows_every_payment(talk: Talk, new_case: Path, export: Path) -> None:
    frame = ("1 2", "United States", "Ohio", "Mine", "another", "Example Stream", "10", "2")
    shown = talk(guided_start.run_new, new_case, statement=export, lines=(*frame, "Skip"))
    assert "No entry names the service" in shown
    assert "SAMPLE MARKET" in shown
    assert "charges" not in store.load(new_case)


def test_columns_and_days_in_doubt_are_asked(talk: Talk, case: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("2026-02-01,ACME,3.00,\n2026-02-02,SAMPLE SHOP,,5.00\n", encoding="utf-8")
    shown = talk(guided_start.run_edit, case, statement=path, lines=("2", "1", GO_ON))
    assert "Which column holds what was taken from you?" in shown
    assert "1. February 2, 2026: £5.00, SAMPLE SHOP" in shown
    path.write_text(
        "Date,Description,Amount\n02/03/2026,NETFLIX.COM,-1.00\n01/02/2026,NETFLIX.COM,-2.00\n",
        encoding="utf-8",
    )
    shown = talk(
        guided_start.run_edit, case, statement=path, lines=("February 3, 2026", "1", GO_ON)
    )
    assert "Which day does 02/03/2026 mean?" in shown
    assert {"date": D(2026, 2, 3), "amount": "1.00", "descriptor": "NETFLIX.COM"} in store.load(
        case
    )["charges"]


def test_the_file_is_looked_at_before_anything_is_asked(
    talk: Talk, new_case: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="no file"):
        talk(guided_start.run_new, new_case, statement=tmp_path / "none.csv", lines=())
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"%PDF-1.7")
    with pytest.raises(UsageError, match="a PDF"):
        talk(guided_start.run_new, new_case, statement=wrong, lines=())
    assert not new_case.exists()


def test_a_case_begins_with_a_subscription_of_the_export(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "year.csv"
    months = ("2025-12", "2026-01", "2026-02", "2026-03")
    rows = "".join(f"{month}-01,NETFLIX.COM,-15.49\n" for month in months)
    path.write_text(f"Date,Description,Amount\n{rows}", encoding="utf-8")

    def begin(context: Context, *, prompter: PlainPrompter) -> int:
        file = open_bank_file(path, context)
        found = find_recurring(file.statement.entries, file.services)
        return guided_start.offer_case(context, file, found, prompter=prompter)

    *start, _, reason, canceled = FRAME
    shown = talk(begin, lines=("Netflix", *start, reason, canceled, "1, 2", FINISH))
    assert "Start a case about one of these?" in shown
    (kept,) = tmp_path.glob("home/**/case-*.toml")
    answers = store.load(kept)
    assert answers["service"]["id"] == "netflix"
    assert [charge["date"] for charge in answers["charges"]] == [D(2026, 2, 1), D(2026, 3, 1)]


def test_no_case_begins_where_nobody_wants_one(talk: Talk, tmp_path: Path, export: Path) -> None:
    def begin(context: Context, *, prompter: PlainPrompter) -> int:
        file = open_bank_file(export, context)
        found = find_recurring(file.statement.entries, file.services)
        return guided_start.offer_case(context, file, found, prompter=prompter)

    talk(begin, lines=("No, not now",))
    assert not list(tmp_path.glob("home/**/case-*.toml"))


def test_the_sign_of_what_was_taken_is_asked_with_two_rows(
    talk: Talk, case: Path, tmp_path: Path
) -> None:
    path = tmp_path / "open.csv"
    path.write_text(
        "Date,Description,Amount\n2026-02-02,ACME,13.99\n2026-02-15,BETA,-12.50\n", encoding="utf-8"
    )
    shown = talk(guided_start.run_edit, case, statement=path, lines=("2", "1", GO_ON))
    assert "Which of these was taken from you?" in shown
    assert "1. 2026-02-15: -12.50, BETA" in shown
    assert "1. February 2, 2026: £13.99, ACME" in shown
    path.write_text("Date,Description,Amount\n2026-02-02,ACME,-13.99\n", encoding="utf-8")
    shown = talk(
        guided_start.run_edit, case, statement=path, lines=("Yes, it was taken", "1", GO_ON)
    )
    assert "Was this money taken from you?" in shown
    assert store.load(case)["charges"][-1]["amount"] == "13.99"
