"""The plan on one screen: at most 40 lines, what matters first, and in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import shipped_roots

SAMPLES = Path(__file__).parents[3] / "samples"
NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/case.toml"))
# Values and positions of the case file.
CODES = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[0-9]+\.[a-z]+")
KEYS = [id for id in load_questions(shipped_roots()) if "." in id]
LINK = re.compile(r"https?://\S+|\S+@\S+")


def plan(cli, name: str, *words: str, interface: str = "en_US") -> str:
    case = str(SAMPLES / name / "case.toml")
    done = cli("plan", case, "--interface", interface, *words, env={"COLUMNS": "100"})
    assert (done.code, done.err) == (0, "")
    return done.out


def prose(text: str) -> str:
    """Return the text without commands and links, which have words of their own."""
    lines = [line for line in text.splitlines() if "refundletters " not in line]
    return LINK.sub("", "\n".join(lines))


@pytest.mark.parametrize("interface", ["en_US", "de", "fr", "es", "pl", "pt_BR", "pt_PT", "tr"])
@pytest.mark.parametrize("name", NAMES)
def test_a_plan_is_one_screen(cli, name, interface) -> None:
    lines = plan(cli, name, interface=interface).splitlines()
    assert 10 < len(lines) <= 40
    assert all(len(line) <= 100 or "refundletters " in line for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_has_words_where_a_person_reads(cli, name) -> None:
    ids = set(letter_metas(shipped_roots())) - {"follow-up"}
    for words in ((), ("--all",)):
        text = prose(plan(cli, name, *words))
        assert not ids & set(re.findall(r"[a-z]+(?:-[a-z]+)+", text))
        assert CODES.findall(text) == []
        assert [key for key in KEYS if key in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_names_the_next_step_with_its_command(cli, name) -> None:
    text = plan(cli, name)
    after = text.partition("What is next:\n")[2].partition("\n\n")[0]
    assert re.search(r"^    refundletters (write|log) ", after, re.MULTILINE)
    parts = ["Please check first", "Where you stand on", "What is next:", "The next days:"]
    places = [text.find(part) for part in (*parts, "Still to gather:", "Everything else:")]
    there = [place for place in places if place >= 0]
    assert there == sorted(there)
    assert "This is information, not legal advice." in text


def test_what_needs_a_look_stands_first_with_the_way_to_change_it(cli) -> None:
    text = plan(cli, "us-duplicate-partly-refunded")
    assert text.startswith("Please check first:\n- Pending entries are not in the sum.")
    assert "  To change an answer: refundletters edit " in text.partition("Where you stand")[0]


def test_a_letter_that_was_written_is_asked_about(cli, case, tmp_path) -> None:
    text = case.read_text(encoding="utf-8")
    text = text.replace('"reactivated"', '"charged_after_cancellation"')
    case.write_text(f'{text}\n[permission]\nwithdrawn = "no"\n', "utf-8")
    assert cli("use", str(case)).code == 0
    assert cli("write", "refund-request", "-o", str(tmp_path / "a.txt")).code == 0
    text = cli("plan").out
    assert "You wrote this: Refund request. Once it has gone out:" in " ".join(text.split())
    assert "    refundletters log --sent refund-request\n" in text
    assert cli("log", "--sent", "refund-request", "--by", "email").code == 0
    text = cli("plan").out
    assert "You wrote this" not in text
    assert "Last sent on March 14, 2026: Refund request." in " ".join(text.split())
    assert "Wait for an answer." in text
    assert "By this day an answer should be there; after it, follow up." in " ".join(text.split())


def test_what_is_missing_is_named_as_its_question_is(cli, case) -> None:
    text = case.read_text(encoding="utf-8").replace("date = 2026-02-21\n", "")
    case.write_text(text.replace("[takeover]", "[[contacts]]\n[takeover]"), encoding="utf-8")
    done = cli("documents", "--case", str(case))
    assert "Still to answer: Date of the charge" in done.out
    assert "charges.0.date" not in done.out


def test_a_plan_without_any_case_says_how_to_start(cli) -> None:
    done = cli("plan")
    assert (done.code, done.out) == (2, "")
    assert "refundletters new" in " ".join(done.err.split())
