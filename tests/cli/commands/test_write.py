"""``write``: where a document goes, in which form, and when it is not written at all."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

from refundletters.render.formats import FORMATS

OPEN = ["write", "refund-request", "--no-input"]
SAMPLES = Path(__file__).parents[3] / "samples"
BINARY = {"docx": b"PK", "pdf": b"%PDF"}


def test_a_document_goes_to_stdout_and_nothing_else_does(cli, case) -> None:
    done = cli(*OPEN, "--case", str(case))
    assert done.code == 0
    assert "Netflix" in done.out
    assert "£10.99" in done.out
    assert done.err == ""
    assert cli(*OPEN, "--case", str(case), "-o", "-").out == done.out


def test_the_same_case_gives_the_same_bytes(cli, case) -> None:
    for format in ("text", "html", "eml", "docx"):
        words = [*OPEN, "--case", str(case), "--format", format]
        assert cli(*words).raw == cli(*words).raw


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "pdf"])
def test_every_format_can_be_asked_for(cli, case, format) -> None:
    done = cli(*OPEN, "--case", str(case), "--format", format)
    assert (done.code, done.err) == (0, "")
    assert done.raw.startswith(BINARY.get(format, b""))
    assert len(done.raw) > 100


SUFFIXES = {".txt": b"", ".docx": b"PK", ".html": b"<!", ".eml": b"", ".HTML": b"<!"}


@pytest.mark.parametrize(("suffix", "start"), SUFFIXES.items())
def test_the_ending_of_the_file_chooses_the_format(cli, case, tmp_path, suffix, start) -> None:
    path = tmp_path / f"letter{suffix}"
    done = cli(*OPEN, "--case", str(case), "-o", str(path))
    assert (done.code, done.out) == (0, "")
    assert str(path) in done.err.replace("\n", "")
    assert path.read_bytes().startswith(start)


def test_a_named_format_wins_over_the_ending(cli, case, tmp_path) -> None:
    path = tmp_path / "letter.bin"
    assert cli(*OPEN, "--case", str(case), "-o", str(path), "--format", "docx").code == 0
    assert zipfile.is_zipfile(path)


def test_an_ending_that_names_no_format_is_refused(cli, case, tmp_path) -> None:
    path = tmp_path / "letter.odt"
    done = cli(*OPEN, "--case", str(case), "-o", str(path))
    assert (done.code, done.out) == (2, "")
    assert "letter.odt" in done.err
    assert ".docx" in done.err
    assert not path.exists()


def test_a_file_is_replaced_only_when_asked(cli, case, tmp_path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("mine", encoding="utf-8")
    done = cli(*OPEN, "--case", str(case), "-o", str(path))
    assert (done.code, done.out) == (1, "")
    assert "--overwrite" in done.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert cli(*OPEN, "--case", str(case), "-o", str(path), "--overwrite").code == 0
    assert "Netflix" in path.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_no_traceback(cli, case, tmp_path) -> None:
    done = cli(*OPEN, "--case", str(case), "-o", str(tmp_path / "no" / "letter.txt"))
    assert (done.code, done.out) == (1, "")
    assert str(tmp_path / "no") in done.err
    assert "Create it first" in done.err


def test_word_files_are_not_shown_on_a_screen(cli, case) -> None:
    done = cli(*OPEN, "--case", str(case), "--format", "docx", tty=True)
    assert (done.code, done.out) == (2, "")
    assert "-o letter.docx" in done.err


def test_a_screen_shows_which_personal_data_the_text_gives_away(cli, case) -> None:
    shown = cli(*OPEN, "--case", str(case), tty=True)
    assert shown.code == 0
    assert "personal data" in shown.err
    assert "sam@example.org" not in shown.err
    assert "Account name" in shown.err
    assert "personal data" not in cli(*OPEN, "--case", str(case)).err
    part = cli("write", "chat-opener", "--case", str(case), "--part", "snippet-3", tty=True)
    assert part.code == 0
    assert "personal data" not in part.err


@pytest.fixture
def clipboard(tmp_path, monkeypatch) -> Path:
    """A clipboard that is a file."""
    tool = tmp_path / "bin" / "xclip"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    return tmp_path / "copied"


def test_the_text_is_copied_and_shown(cli, case, clipboard) -> None:
    done = cli(*OPEN, "--case", str(case), "--copy", env={"DISPLAY": ":0"})
    assert done.code == 0
    assert "Copied" in done.err
    assert f"{clipboard.read_text(encoding='utf-8')}\n" == done.out
    assert journal(case)[0]["document"] == "refund-request"


def test_of_several_chat_messages_the_first_is_copied(cli, case, clipboard) -> None:
    done = cli("write", "chat-opener", "--case", str(case), "--copy", env={"DISPLAY": ":0"})
    assert done.code == 0
    assert clipboard.read_text(encoding="utf-8").startswith("Hello! ")
    assert "case number" in done.out
    assert "case number" not in clipboard.read_text(encoding="utf-8")


def test_a_letter_is_copied_without_the_lines_of_its_page(cli, full_case, clipboard) -> None:
    done = cli("write", "card-dispute", "--case", str(full_case), "--copy", env={"DISPLAY": ":0"})
    assert done.code == 0, done.err
    copied = clipboard.read_text(encoding="utf-8")
    assert max(map(len, done.out.splitlines())) <= 78
    assert max(map(len, copied.splitlines())) > 100
    assert done.out.split()[-1] == copied.split()[-1]


def test_without_a_clipboard_the_text_is_shown_and_the_command_fails(cli, case) -> None:
    done = cli(*OPEN, "--case", str(case), "--copy")
    assert done.code == 1
    assert "Netflix" in done.out
    assert "clipboard" in done.err
    assert journal(case) == []


def test_the_same_letter_in_a_second_form_is_one_contact(cli, case, tmp_path) -> None:
    for name in ("letter.txt", "letter.docx"):
        cli(*OPEN, "--case", str(case), "-o", str(tmp_path / name))
    assert len(journal(case)) == 1
    assert cli("log", str(case), "--sent", "refund-request").code == 0
    cli(*OPEN, "--case", str(case), "-o", str(tmp_path / "next.txt"), "--set", "as_of=2026-03-30")
    assert [(str(entry["at"]), entry["sent"]) for entry in journal(case)] == [
        ("2026-03-14", True),
        ("2026-03-30", False),
    ]


def test_until_it_is_sent_a_later_version_takes_the_place_of_the_earlier(
    cli, case, tmp_path
) -> None:
    cli(*OPEN, "--case", str(case), "-o", str(tmp_path / "letter.txt"))
    cli(*OPEN, "--case", str(case), "-o", str(tmp_path / "later.txt"), "--set", "as_of=2026-03-21")
    assert [str(entry["at"]) for entry in journal(case)] == ["2026-03-21"]


def test_a_document_written_again_has_the_same_words(cli, case, tmp_path) -> None:
    cli(
        "log",
        str(case),
        "--set",
        "channel=chat",
        "--set",
        "result=no_answer",
        "--set",
        "at=2026-03-05",
    )
    texts = []
    for name in ("a.txt", "b.txt", "c.txt"):
        done = cli("write", "follow-up", "--case", str(case), "-o", str(tmp_path / name))
        assert done.code == 0, done.err
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
        if name == "b.txt":
            assert cli("log", str(case), "--sent", "follow-up", "--by", "email").code == 0
    assert texts[0] == texts[1] == texts[2]


def test_writing_from_a_sample_leaves_it_alone(cli, tmp_path) -> None:
    sample = SAMPLES / "us-charged-after-canceling" / "case.toml"
    before = sample.read_bytes()
    done = cli("write", "chat-opener", "--case", str(sample), "-o", str(tmp_path / "letter.txt"))
    assert done.code == 0, done.err
    assert sample.read_bytes() == before


def journal(case) -> list[dict]:
    return tomllib.loads(case.read_text(encoding="utf-8")).get("contacts", [])


def test_a_kept_document_is_noted_in_the_journal(cli, case, tmp_path) -> None:
    cli(*OPEN, "--case", str(case), "-o", str(tmp_path / "letter.txt"))
    [entry] = journal(case)
    assert entry["document"] == "refund-request"
    assert entry["party"] == "trader"
    assert entry["channel"] == "email"
    assert entry["sent"] is False
    assert str(entry["at"]) == "2026-03-14"
    assert "# A made-up case." in case.read_text(encoding="utf-8")


def test_what_is_only_shown_or_not_to_be_noted_leaves_the_case_alone(cli, case, tmp_path) -> None:
    before = case.read_bytes()
    cli(*OPEN, "--case", str(case))
    cli(*OPEN, "--case", str(case), "-o", str(tmp_path / "letter.txt"), "--no-log")
    assert case.read_bytes() == before


def test_a_summary_for_oneself_is_no_contact(cli, case, tmp_path) -> None:
    done = cli("write", "case-summary", "--case", str(case), "-o", str(tmp_path / "a.txt"))
    assert done.code == 0
    assert journal(case) == []


def test_settings_are_written_and_not_saved(cli, case, tmp_path) -> None:
    path = tmp_path / "letter.txt"
    done = cli(
        *OPEN, "--case", str(case), "--set", "charges.0.amount=12.34", "-o", str(path), "--no-log"
    )
    assert done.code == 0
    assert "£12.34" in path.read_text(encoding="utf-8")
    assert "12.34" not in case.read_text(encoding="utf-8")


def test_missing_answers_are_listed_with_their_keys(cli) -> None:
    done = cli(*OPEN, "--set", "country=GB", "--set", "reason=unused")
    assert (done.code, done.out) == (3, "")
    for key in ("service", "charges.0.date", "charges.0.amount", "confirmed.facts_true"):
        assert key in done.err


def test_without_a_terminal_nothing_is_asked(cli) -> None:
    assert cli("write", "refund-request", "--set", "country=GB").code == 3


def test_on_a_terminal_what_is_missing_is_asked(cli, full_case, monkeypatch) -> None:
    asked = []

    def answer(_context, answers, document, path, **_more):
        asked.append((document, path, answers["country"]))
        return tomllib.loads(full_case.read_text(encoding="utf-8"))

    monkeypatch.setattr("refundletters.cli.talk.missing_answers.run_missing", answer)
    words = ["write", "card-dispute", "--set", "country=GB", "--set", "reason=reactivated"]
    done = cli(*words, tty=True)
    assert asked == [("card-dispute", None, "GB")]
    assert done.code == 0
    assert "Netflix" in done.out
    assert cli(*words, "--no-input", tty=True).code == 3
    assert len(asked) == 1


def test_a_blocked_document_says_why_and_what_instead(cli, case) -> None:
    done = cli("write", "card-dispute", "--case", str(case), "--set", "reason=unused")
    assert (done.code, done.out) == (4, "")
    assert "Write this instead:" in done.err


def test_a_waiting_document_says_what_it_waits_for(cli, case) -> None:
    done = cli("write", "follow-up", "--case", str(case))
    assert (done.code, done.out) == (4, "")
    assert done.err.strip()


def test_an_unknown_document_names_the_nearest(cli, case) -> None:
    done = cli("write", "refund-reqest", "--case", str(case))
    assert (done.code, done.out) == (2, "")
    assert "refund-request" in done.err


def test_a_language_that_is_not_complete_is_refused_and_may_be_allowed(cli, case) -> None:
    done = cli(*OPEN, "--case", str(case), "--locale", "fi_FI")
    assert (done.code, done.out) == (4, "")
    assert "fi_FI" in done.err
    assert "--allow-incomplete" in done.err
    done = cli(*OPEN, "--case", str(case), "--locale", "fi_FI", "--allow-incomplete")
    assert done.code == 0
    assert "Netflix" in done.out


def test_the_locale_is_that_of_the_option_the_case_the_country_and_the_screen(cli, case) -> None:
    whole = case.read_text(encoding="utf-8")
    assert "14 March 2026" in cli(*OPEN, "--case", str(case)).out + _letter(cli, case)
    assert "March 14, 2026" in _letter(cli, case, "--locale", "en_US")
    case.write_text(whole.replace('locale = "en_GB"\n', ""), encoding="utf-8")
    assert "14 March 2026" in _letter(cli, case)
    without = whole.replace('locale = "en_GB"\n', "").replace('country = "GB"\n', "")
    case.write_text(without, encoding="utf-8")
    assert "March 14, 2026" in _letter(cli, case)


def _letter(cli, case, *words: str) -> str:
    done = cli("write", "case-summary", "--case", str(case), *words)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_an_unknown_locale_names_the_nearest(cli, case) -> None:
    done = cli(*OPEN, "--case", str(case), "--locale", "en_QQ")
    assert (done.code, done.out) == (2, "")
    assert "en" in done.err


def test_a_part_and_a_limit(cli, case) -> None:
    subject = cli(*OPEN, "--case", str(case), "--part", "subject")
    assert subject.code == 0
    assert len(subject.out.strip().splitlines()) == 1
    assert cli(*OPEN, "--case", str(case), "--part", "nonsense").code == 2
    short = cli("write", "chat-opener", "--case", str(case), "--part", "opener", "--limit", "400")
    assert short.code == 0
    assert 0 < len(short.out.strip()) <= 400
    assert cli(*OPEN, "--case", str(case), "--limit", "3").code == 2


def test_a_channel_that_the_document_is_not_written_for(cli, case) -> None:
    done = cli(*OPEN, "--case", str(case), "--channel", "phone")
    assert (done.code, done.out) == (2, "")
    assert "email" in done.err


WRONG_FILES = {
    "letterhead for text": ["--letterhead", "head.docx"],
    "open without a file": ["--open"],
    "clipboard for Word": ["--copy", "--format", "docx"],
}


@pytest.mark.parametrize("words", WRONG_FILES.values(), ids=WRONG_FILES)
def test_options_that_do_not_go_together(cli, case, words) -> None:
    done = cli(*OPEN, "--case", str(case), *words)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_letterhead_that_is_not_there_or_not_word(cli, case, tmp_path) -> None:
    for path in (tmp_path / "no.docx", case):
        done = cli(*OPEN, "--case", str(case), "--letterhead", str(path), "--format", "docx")
        assert done.code in {1, 2}
        assert done.out == ""
        assert path.name in done.err
