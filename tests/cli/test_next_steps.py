"""What is told at every end: what to check, how to send it, what to note, which day comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers import store
from refundletters.answers.build import build_case
from refundletters.cli.next_steps import how_to_send
from refundletters.letters.wording import Wording
from refundletters.packs.letters import letter_meta, letter_metas
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

SAMPLES = Path(__file__).parents[2] / "samples"
DOUBTFUL = SAMPLES / "us-duplicate-partly-refunded" / "case.toml"
DOUBT = "Please check: Pending entries are not in the sum."


def flat(text: str) -> str:
    return " ".join(text.split())


def test_warnings_stand_on_stderr_when_a_letter_is_shown(cli) -> None:
    done = cli("write", "refund-request", "--case", str(DOUBTFUL), "--no-input")
    assert done.code == 0
    assert DOUBT in flat(done.err)
    assert "Please check" not in done.out


WAYS = {
    "saved": ["write", "refund-request", "--no-input", "-o", "a.docx", "--case"],
    "a part of it": ["write", "refund-request", "--no-input", "--part", "subject", "--case"],
    "bundled": ["bundle", "-o", "a.zip"],
}


@pytest.mark.parametrize("words", WAYS.values(), ids=WAYS)
def test_warnings_stand_on_stderr_whenever_a_letter_leaves(
    cli, tmp_path, monkeypatch, words
) -> None:
    monkeypatch.chdir(tmp_path)
    done = cli(*words, str(DOUBTFUL))
    assert done.code == 0, done.err
    assert DOUBT in flat(done.err)


def test_a_saved_letter_says_where_it_lies_and_what_comes_next(
    cli, full_case, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("use", str(full_case)).code == 0
    done = cli("write", "card-dispute", "-o", "dispute.docx")
    assert done.code == 0, done.err
    said = flat(done.err)
    assert f"Written: {tmp_path / 'dispute.docx'}" in said
    assert "Letter: post it to Example Bank." in said
    assert "Form or app: many banks take it there as well" in said
    assert "    refundletters log --sent card-dispute\n" in done.err
    assert "    refundletters log\n" in done.err
    assert "    refundletters remind -o case.ics\n" in done.err
    assert "June 21, 2026: " in said


def test_a_letter_in_a_pipe_says_nothing_more(cli, case) -> None:
    assert cli("write", "refund-request", "--case", str(case), "--no-input").err == ""


SENT = {
    "chat": ("chat-opener", "chat", "Chat: open it from the help page", "help.netflix.com"),
    "e-mail without an address": ("refund-request", "email", "E-mail or contact form:", "netflix"),
    "a letter": ("formal-complaint", "letter", "Letter: post it to Netflix", "help.netflix.com"),
    "the page for canceling": ("cancellation-notice", "letter", "Letter:", "node/407"),
    "for oneself": ("case-summary", "letter", "This is for yourself", ""),
}


@pytest.mark.parametrize(("document", "channel", "said", "link"), SENT.values(), ids=SENT)
def test_each_channel_is_named_with_the_way_there(document, channel, said, link) -> None:
    steps = sending(SAMPLES / "us-charged-after-canceling" / "case.toml", document, channel)
    assert said in steps
    assert link in steps


def test_an_email_address_is_one_click_with_the_subject(tmp_path) -> None:
    text = (SAMPLES / "us-charged-after-canceling" / "case.toml").read_text(encoding="utf-8")
    case = tmp_path / "case.toml"
    case.write_text(f'{text}\n[recipient]\nemail = "help@example.org"\n', encoding="utf-8")
    steps = sending(case, "refund-request", "email")
    assert "E-mail: mailto:help@example.org?subject=" in steps
    assert " " not in steps.partition("mailto:")[2]


def test_an_address_that_is_known_is_told(tmp_path) -> None:
    text = (SAMPLES / "us-charged-after-canceling" / "case.toml").read_text(encoding="utf-8")
    case = tmp_path / "case.toml"
    own = '[recipient]\nname = "Example Stream"\naddress = ["1 Main Street", "Exampletown"]\n'
    case.write_text(f"{text}\n{own}", encoding="utf-8")
    steps = sending(case, "formal-complaint", "letter")
    assert "Letter: post it to Example Stream, " in steps
    assert "1 Main Street, Exampletown. Keep proof of the day." in steps


@pytest.mark.parametrize("document", letter_metas(shipped_roots()))
def test_every_document_says_how_it_is_sent(document) -> None:
    meta = letter_meta(shipped_roots(), document)
    kinds = {"script": "phone"}
    for kind in meta.kinds:
        assert sending(
            SAMPLES / "us-charged-after-canceling" / "case.toml", document, kinds.get(kind, kind)
        )


def sending(case: Path, document: str, channel: str) -> str:
    answers = store.load(case)
    setting = Setting(shipped_roots(), answers["as_of"], "en_US")
    facts = app.facts_of(build_case(answers, today=setting.today), setting)
    composed = app.compose_for(Wording(document, channel=channel), facts, setting)
    from refundletters.i18n.speech import speaker

    speak = speaker(setting.roots, "en_US")
    meta = letter_meta(setting.roots, document)
    return "\n".join(speak(step) for step in how_to_send(meta, composed, facts))


def test_log_reads_back_what_it_noted_and_names_the_next_step(cli, case) -> None:
    assert cli("use", str(case)).code == 0
    words = ["--set", "party=bank", "--set", "channel=letter", "--set", "result=refused"]
    done = cli("log", *words, "--set", "at=2026-03-02")
    assert done.code == 0, done.err
    said = flat(done.err)
    assert "March 2, 2026 · My bank or card company · By letter · They said no." in said
    assert "What is next: " in said
    assert "    refundletters write " in done.err
    done = cli("log", "--sent", "refund-request", "--on", "2026-03-10", "--by", "email")
    assert "March 10, 2026 · Refund request · The service · By e-mail" in flat(done.err)


def test_missing_answers_are_keys_with_their_questions(cli, case) -> None:
    done = cli("write", "card-dispute", "--case", str(case), "--no-input")
    assert done.code == 3
    assert "- confirmed.tried_first: Have you contacted the company about this" in flat(done.err)


def test_what_to_write_instead_is_told_in_words_with_its_command(cli, case) -> None:
    done = cli("write", "bank-appeal", "--case", str(case), "--no-input")
    assert done.code == 4
    assert "Card dispute letter (refundletters write card-dispute)" in flat(done.err)


RULES = {
    "a country": (["--country", "DE"], "DE", {"DE", "EU", "INTL"}),
    "a country in words": (["--country", "Germany"], "DE", {"DE", "EU", "INTL"}),
    "a country with states": (["--country", "US"], "US", {"US", "INTL"}),
}


@pytest.mark.parametrize(("words", "country", "wanted"), RULES.values(), ids=RULES)
def test_rules_can_be_narrowed_to_a_country(cli, words, country, wanted) -> None:
    import json

    rows = json.loads(cli("rules", *words, "--json").out)
    places = {row["jurisdiction"] for row in rows}
    assert wanted <= places
    assert {place for place in places if not place.startswith(f"{country}-")} == wanted


def test_rules_can_be_narrowed_to_a_reason_and_a_way_to_pay(cli) -> None:
    import json

    every = json.loads(cli("rules", "--country", "DE", "--json").out)
    words = ["--reason", "price_increase", "--method", "direct_debit"]
    rows = json.loads(cli("rules", "--country", "DE", *words, "--json").out)
    assert 0 < len(rows) < len(every)
    assert all("price_increase" in row["reasons"] for row in rows)
    assert all(not row["methods"] or "direct_debit" in row["methods"] for row in rows)
    done = cli("rules", "--reason", "bored")
    assert (done.code, done.out) == (2, "")
    assert "price_increase" in done.err


def test_reminders_of_all_cases_are_one_calendar(cli, case, tmp_path) -> None:
    folder = tmp_path / "home" / "refundletters" / "cases"
    folder.mkdir(parents=True)
    text = case.read_text(encoding="utf-8")
    (folder / "a.toml").write_text(text, encoding="utf-8")
    (folder / "b.toml").write_text(text.replace('"netflix"', '"spotify"'), encoding="utf-8")
    done = cli("remind", "--all", "-o", str(tmp_path / "all.ics"))
    assert done.code == 0, done.err
    content = (tmp_path / "all.ics").read_text(encoding="utf-8")
    assert "SUMMARY;LANGUAGE=en-US:Netflix" in content
    assert "SUMMARY;LANGUAGE=en-US:Spotify" in content
    one = cli("remind", "1").out
    assert content.count("BEGIN:VEVENT") == 2 * one.count("BEGIN:VEVENT")


def test_reminders_on_a_screen_are_a_list_of_days(cli, case) -> None:
    done = cli("remind", str(case), tty=True)
    assert done.code == 0
    assert "BEGIN:VCALENDAR" not in done.out
    assert "- June 21, 2026: Netflix: Last day to ask your card issuer" in flat(done.out)
    assert "refundletters remind -o case.ics" in flat(done.err)


def test_a_calendar_names_cases_by_their_whole_path(cli, case, monkeypatch) -> None:
    monkeypatch.chdir(case.parent)
    unfolded = cli("remind", "case.toml").out.replace("\r\n ", "").replace("\n ", "")
    assert f"refundletters plan {case}" in unfolded
