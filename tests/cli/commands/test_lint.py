"""``lint`` on the command line, and hints where words can still be changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from refundletters.cli.commands import lint

LETTER = """\
{% extends "_base/email.j2" %}
{% block subject %}{% trans %}A question{% endtrans %}{% endblock %}
{% block body %}
<block slot="reason"><p>
{%- trans day=date(facts.reply_by), service=facts.service.name %}Please tell me by {{ day }} which
plan of {{ service }} I have.{% endtrans %}</p></block>
<p role="thanks">{% trans "e-mail" %}Thank you for your help.{% endtrans %}</p>
{% endblock %}
"""
SETTINGS = """\
id = "question"
title = "Question"
about = "Asks a question."
order = 500
kinds = ["email"]
audience = "support"
stage = "first"
needs = ["country", "service"]
reasons = ["unused"]
"""


@pytest.fixture
def pack(tmp_path: Path, cli) -> Path:
    folder = tmp_path / "pack" / "templates" / "letters" / "question"
    folder.mkdir(parents=True)
    (folder / "letter.j2").write_text(LETTER, encoding="utf-8")
    (folder / "letter.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "pack" / "locales").mkdir()
    assert cli("translate", "update", "--pack", str(tmp_path / "pack")).code == 0
    return tmp_path / "pack"


def change(pack: Path, name: str, old: str, new: str) -> None:
    path = pack / "templates" / "letters" / "question" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_pack(cli, pack) -> None:
    done = cli("lint", str(pack))
    assert (done.code, done.out) == (0, "")
    assert "Nothing to complain about" in done.err
    assert json.loads(cli("lint", str(pack), "--json").out) == []


def test_a_finding_says_rule_reason_and_place(cli, pack) -> None:
    change(pack, "letter.toml", "needs = [", 'needs = ["weather", ')
    done = cli("lint", str(pack))
    assert done.code == 1
    assert "templates/letters/question/letter.toml:8: error: settings.question" in done.out
    assert "Why: " in done.out
    row = json.loads(cli("lint", str(pack), "--json").out)[0]
    assert set(row) == {"rule", "severity", "message", "reason", "file", "line", "where"}
    assert row["line"] == 8


def test_a_composed_letter_is_read_too(cli, pack) -> None:
    change(pack, "letter.j2", '<p role="thanks">', "{#")
    change(pack, "letter.j2", "help.{% endtrans %}</p>", "#}")
    assert cli("translate", "update", "--pack", str(pack)).code == 0
    done = cli("lint", str(pack))
    assert done.code == 1
    assert "(question email en_US unused): error: courtesy.thanks" in done.out


def test_a_warning_alone_is_no_failure(cli, pack) -> None:
    change(pack, "letter.toml", "reasons", "limits = { email = { words = 5 } }\nreasons")
    done = cli("lint", str(pack))
    assert done.code == 0
    assert "warning: length.words" in done.out


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        pytest.param(
            {"<block slot": "<box slot", "</block>": "</box>"},
            ["template.broken"],
            id="while it is written",
        ),
        pytest.param(
            {"{% endblock %}\n{% block body": "\n{% block body"},
            ["template.readable", "catalogue.unreadable"],
            id="while it is read",
        ),
    ],
)
def test_a_letter_that_breaks(cli, pack, changes, rules) -> None:
    for old, new in changes.items():
        change(pack, "letter.j2", old, new)
    done = cli("lint", str(pack))
    assert done.code == 1
    assert [rule for rule in rules if rule not in done.out] == []


def test_what_ships_is_checked_without_a_path(cli, monkeypatch) -> None:
    read = []
    monkeypatch.setattr(lint, "lint_letters", lambda roots, **_: read.append(roots) or iter(()))
    monkeypatch.setattr(lint, "check", lambda _: ())
    done = cli("lint")
    assert (done.code, done.out) == (0, "")
    assert len(read) == 1


def test_there_is_no_such_folder(cli, tmp_path) -> None:
    assert cli("lint", str(tmp_path / "nowhere")).code == 2


# ------------------------------------------------------------------ hints about own words


def test_after_writing_a_gentler_wording_is_offered(cli, case) -> None:
    done = cli("write", "refund-request", "--case", str(case), "--set", "own_words=It is a scam.")
    assert done.code == 0
    assert "It is a scam." in done.out
    heard = " ".join(done.err.split())
    assert "A hint about own_words" in heard
    assert "I do not recognize this charge" in heard


def test_words_that_are_not_in_the_letter_get_no_hint(cli, case) -> None:
    done = cli("write", "chat-opener", "--case", str(case), "--set", "own_words=It is a scam.")
    assert (done.code, done.err) == (0, "")


def test_the_plan_has_the_hints_among_its_warnings(cli, case) -> None:
    done = cli("plan", "--case", str(case), "--set", "own_words=It is a scam.", "--json")
    found = [row for row in json.loads(done.out)["warnings"] if row["key"] == "own_words"]
    assert len(found) == 1
    assert "scam" in found[0]["message"]
