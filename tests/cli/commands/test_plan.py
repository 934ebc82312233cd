"""``plan``: its JSON is a contract, its text is for people."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / "samples"
TOP = {
    "case": (str, type(None)),
    "strength": dict,
    "money": dict,
    "documents": list,
    "deadlines": list,
    "rules": list,
    "evidence": list,
    "steps": list,
    "channels": list,
    "warnings": list,
    "next": dict,
}
INSIDE = {
    "strength": {"level": str, "why": str},
    "money": {
        "charged": str,
        "refunded": str,
        "disputed": str,
        "fees": str,
        "asked": (str, type(None)),
        "currency": str,
        "working": list,
    },
    "documents": {"id": str, "status": str, "why": str, "instead": list, "missing": list},
    "deadlines": {
        "id": str,
        "date": str,
        "days_left": int,
        "counted_from": str,
        "must_be_received": bool,
        "source": str,
    },
    "rules": {
        "id": str,
        "citation": str,
        "says": str,
        "addressed_to": str,
        "source": str,
        "checked": str,
    },
    "channels": {"channel": str, "why": str, "wait_days": int},
    "warnings": {"key": str, "message": str},
    "next": {"document": (str, type(None)), "on": (str, type(None))},
}


def plan_of(cli, *words: str) -> dict:
    done = cli("plan", *words, "--json")
    assert done.code == 0
    # What was given with --set is read back there.
    assert done.err == "" or "--set" in words
    return json.loads(done.out)


def assert_shape(plan: dict) -> None:
    assert plan.keys() == TOP.keys()
    for key, kind in TOP.items():
        assert isinstance(plan[key], kind), key
    for key, shape in INSIDE.items():
        for record in plan[key] if isinstance(plan[key], list) else [plan[key]]:
            assert record.keys() == shape.keys(), key
            for name, kind in shape.items():
                assert isinstance(record[name], kind), (key, name)


def test_a_plan_as_json_has_the_promised_shape(cli, case) -> None:
    plan = plan_of(cli, "--case", str(case))
    assert_shape(plan)
    assert plan["case"] == str(case)
    assert plan["documents"]
    assert plan["deadlines"]
    assert plan["rules"]
    assert plan["evidence"]
    assert {entry["status"] for entry in plan["documents"]} <= {"offered", "waiting", "blocked"}


def test_without_a_case_the_plan_is_that_of_an_empty_case(cli) -> None:
    plan = plan_of(cli)
    assert_shape(plan)
    assert plan["case"] is None


def test_amounts_are_texts_with_a_dot(cli, case) -> None:
    money = plan_of(cli, "--case", str(case), "--interface", "de")["money"]
    assert money["charged"] == "10.99"
    assert money["asked"] == "10.99"
    assert money["refunded"] == "0.00"
    assert money["currency"] == "GBP"


def test_days_left_are_counted_from_the_day_of_the_case(cli, case) -> None:
    for deadline in plan_of(cli, "--case", str(case))["deadlines"]:
        left = dt.date.fromisoformat(deadline["date"]) - dt.date(2026, 3, 14)
        assert deadline["days_left"] == left.days


def test_settings_change_the_plan_and_not_the_file(cli, case) -> None:
    before = case.read_bytes()
    plan = plan_of(
        cli, "--case", str(case), "--set", "charges.0.amount=20.50", "--set", "reason=unused"
    )
    assert plan["money"]["charged"] == "20.50"
    blocked = {entry["id"] for entry in plan["documents"] if entry["status"] == "blocked"}
    assert "card-dispute" in blocked
    assert case.read_bytes() == before


def test_a_setting_may_add_an_entry(cli, case) -> None:
    plan = plan_of(
        cli,
        "--case",
        str(case),
        "--set",
        "charges.1.date=2026-01-21",
        "--set",
        "charges.1.amount=10.99",
    )
    assert plan["money"]["charged"] == "21.98"


SETTINGS = {
    "unknown key": ("charges.0.ammount=1", ["charges.0.ammount", "charges.0.amount"]),
    "wrong value": ("reason=because", ["reason", "because", "unused"]),
    "wrong amount": ("charges.0.amount=ten", ["charges.0.amount", "ten", "9.99"]),
    "wrong day": ("discovered_on=someday", ["discovered_on", "someday", "2026-03-14"]),
    "a gap": ("charges.7.amount=1", ["charges.7.amount"]),
    "no table": ("country.name=GB", ["country.name"]),
}


@pytest.mark.parametrize(("setting", "named"), SETTINGS.values(), ids=SETTINGS)
def test_a_wrong_setting_names_key_value_and_what_is_allowed(cli, case, setting, named) -> None:
    done = cli("plan", "--case", str(case), "--set", setting)
    assert (done.code, done.out) == (2, "")
    for word in named:
        assert word in done.err


def test_a_card_number_is_refused_and_not_repeated(cli, case) -> None:
    number = "4111 1111 1111 1111"
    done = cli("plan", "--case", str(case), "--set", f"own_words=It was {number}")
    assert (done.code, done.out) == (2, "")
    assert "own_words" in done.err
    assert "1111" not in done.err
    case.write_text(f'own_words = "{number}"\n', encoding="utf-8")
    done = cli("plan", "--case", str(case))
    assert done.code == 2
    assert "1111" not in done.err


FILES = {
    "no file": (None, "There is no file"),
    "not TOML": (b"country = \n", "line 1"),
    "not UTF-8": (b'country = "G\xff"\n', "UTF-8"),
    "unknown key": (b'countri = "GB"\n', "country"),
    "wrong type": (b"charges = 5\n", "charges"),
    "newer schema": (b"schema = 99\n", "format 99"),
}


@pytest.mark.parametrize(("content", "named"), FILES.values(), ids=FILES)
def test_a_case_file_that_cannot_be_used_says_why(cli, tmp_path, content, named) -> None:
    path = tmp_path / "other.toml"
    if content is not None:
        path.write_bytes(content)
    done = cli("plan", "--case", str(path), "--json")
    assert (done.code, done.out) == (2, "")
    assert named in done.err
    assert "Traceback" not in done.err


def test_the_plan_as_text_answers_what_people_ask(cli, case) -> None:
    done = cli("plan", str(case), "--all")
    assert (done.code, done.err) == (0, "")
    text = " ".join(done.out.split())
    for heading in (
        "Where you stand on",
        "Money",
        "Deadlines",
        "What to gather",
        "Documents you can write now",
        "Documents that open later",
        "Documents that do not fit",
        "Rules that apply",
    ):
        assert heading in text
    assert "£10.99" in text
    assert "refundletters write refund-request" in text
    assert "This is information, not legal advice." in text
    assert "Checked on" in text
    assert "\x1b" not in done.out


@pytest.mark.parametrize("width", ["30", "50", "80"])
def test_the_plan_fits_a_narrow_screen(cli, case, width) -> None:
    for words in ((), ("--all",)):
        done = cli("plan", str(case), *words, env={"COLUMNS": width})
        for line in done.out.splitlines():
            text = line.strip().removeprefix("- ")
            # A command that is wrapped cannot be copied.
            assert len(line) <= int(width) or " " not in text or "refundletters " in text


def test_a_last_day_names_the_strongest_rule_that_sets_it(cli) -> None:
    done = cli("plan", str(SAMPLES / "de-price-increase" / "case.toml"), "--all")
    days = done.out.partition("Deadlines\n")[2].partition("\n\n")[0]
    assert "307" in days
    assert "LG Köln" not in days


def test_the_plan_says_who_else_can_help_and_until_when(cli) -> None:
    done = cli("plan", str(SAMPLES / "gb-bank-refused" / "case.toml"), "--all")
    helpers = done.out.partition("Who else can help\n")[2].partition("\n\n")[0]
    assert "Financial Ombudsman Service" in helpers
    assert "Go there by October 8, 2026." in " ".join(helpers.split())
    assert "https://www.financial-ombudsman.org.uk/" in helpers
    steps = json.loads(
        cli("plan", "--case", str(SAMPLES / "gb-bank-refused" / "case.toml"), "--json").out
    )["steps"]
    assert any(step.startswith("Financial Ombudsman Service: Open to you now.") for step in steps)


def test_the_plan_speaks_the_language_of_the_interface(cli, case) -> None:
    english = cli("plan", str(case), "--all").out
    pseudo = cli("plan", str(case), "--all", "--interface", "en_XA").out
    headings = [
        line
        for line, below in zip(pseudo.splitlines(), pseudo.splitlines()[1:], strict=False)
        if below and set(below) == {"-"}
    ]
    assert len(headings) >= 8
    assert not any(heading.isascii() for heading in headings)
    assert not set(headings) & set(english.splitlines())


def test_documents_of_a_case_carry_their_status(cli, case) -> None:
    rows = json.loads(cli("documents", "--case", str(case), "--json").out)
    by_id = {row["id"]: row for row in rows}
    assert by_id["refund-request"]["status"] == "offered"
    assert by_id["price-increase"]["status"] == "blocked" if "price-increase" in by_id else True
    assert all(row["why"] for row in rows)
    text = cli("documents", "--case", str(case)).out
    assert "can be written now" in text
    assert "does not fit this case" in text
