"""Words on the command line: help, versions, wrong usage, languages, streams, exit codes."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refundletters import __version__
from refundletters.cli.command_table import COMMANDS, EVERYWHERE, command
from refundletters.cli.help import usage
from refundletters.cli.main import main
from refundletters.cli.parser import parse
from refundletters.errors import Interrupted

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_goes_to_stdout_and_names_every_command(cli, word) -> None:
    done = cli(word)
    assert (done.code, done.err) == (0, "")
    for entry in COMMANDS:
        assert f"\n  {entry.name} " in done.out


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version_is_one_line(cli, word) -> None:
    done = cli(word)
    assert (done.code, done.out, done.err) == (0, f"refundletters {__version__}\n", "")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_help_of_a_command_names_its_words_and_options(cli, entry) -> None:
    done = cli(entry.name, "--help")
    assert (done.code, done.err) == (0, "")
    for argument in entry.arguments:
        assert argument.shown in done.out
    for option in (*entry.options, *EVERYWHERE):
        assert option.names[-1] in done.out
    assert entry.examples


@pytest.mark.parametrize("width", ["40", "60", "80", "300"])
def test_help_keeps_to_the_width_of_the_terminal(cli, width) -> None:
    done = cli("write", "--help", env={"COLUMNS": width})
    words, _, examples = done.out.partition("Examples:")
    assert max(map(len, words.splitlines())) <= min(int(width), 88)
    assert "refundletters write" in examples  # an example is one line, so that it can be copied


def test_without_a_command_and_without_a_terminal_help_is_beside_the_result(cli) -> None:
    done = cli()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: refundletters")


def test_without_a_command_a_terminal_gets_the_guided_start(cli, monkeypatch) -> None:
    started = []

    def start(context, *, prompter):
        started.append((context.interface, type(prompter).__name__))
        return 0

    monkeypatch.setattr("refundletters.cli.talk.guided_start.run_start", start)
    assert cli(tty=True).code == 0
    assert cli("--plain", "--interface", "en_GB", tty=True).code == 0
    assert started == [("en_US", "MenuPrompter"), ("en_GB", "PlainPrompter")]


def test_a_stop_during_questions_says_where_the_draft_is(cli, monkeypatch) -> None:
    def stop(*_: object, **__: object) -> int:
        raise Interrupted("draft.toml")

    monkeypatch.setattr("refundletters.cli.talk.guided_start.run_new", stop)
    done = cli("new", tty=True)
    assert (done.code, done.out) == (130, "")
    assert "draft.toml" in done.err
    assert "refundletters resume" in done.err


WRONG = {
    "unknown command": (["documnts"], "documnts", "refundletters documents"),
    "unknown option": (["plan", "--jsn"], "--jsn", "--json"),
    "unknown option with a value": (["write", "x", "--lang=de"], "--lang", "--help"),
    "abbreviated option": (["plan", "--js"], "--js", "--json"),
    "option before the command": (["--json", "documents", "--x"], "--x", "--help"),
    "unknown first option": (["--nonsense"], "--nonsense", "--help"),
    "option without its value": (["plan", "--case"], "--case", "needs a value"),
    "switch with a value": (["plan", "--json=1"], "--json", "takes no value"),
    "missing word": (["write"], "DOCUMENT", "--help"),
    "one word too many": (["documents", "twice"], "twice", "--help"),
    "choice": (["write", "refund-request", "--format", "word"], "word", "docx"),
    "channel": (["write", "refund-request", "--channel", "fax"], "fax", "email"),
    "shell": (["completion", "tcsh"], "tcsh", "fish"),
    "limit": (["write", "refund-request", "--limit", "0"], "--limit", "above zero"),
    "limit in words": (["write", "refund-request", "--limit", "ten"], "--limit", "ten"),
    "long limit": (["write", "refund-request", "--limit", "9" * 5000], "--limit", "above zero"),
    "setting without a value": (["plan", "--set", "reason"], "--set", "reason=unused"),
    "interface": (["documents", "--interface", "qq_QQ"], "qq_QQ", "Try one of these"),
    "interface before the command": (["--interface=qq", "documents"], "qq", "Try one of these"),
}


@pytest.mark.parametrize(("words", "named", "remedy"), WRONG.values(), ids=WRONG)
def test_wrong_usage_names_the_fault_and_the_remedy(cli, words, named, remedy) -> None:
    done = cli(*words)
    assert (done.code, done.out) == (2, "")
    text = " ".join(done.err.split())
    assert named in text
    assert remedy in text
    assert "Traceback" not in done.err


def test_a_card_number_typed_by_mistake_is_never_repeated(cli) -> None:
    for words in (
        ["documents", "4111 1111 1111 1111"],
        ["4111111111111111"],
        ["write", "x", "--format", "4111-1111-1111-1111"],
        ["plan", "--4111111111111111"],
        ["plan", "--set", "4111111111111111"],
        ["--4111111111111111"],
        ["write", "4111111111111111"],
        ["plan", "--case", "4111111111111111"],
        ["documents", "--interface", "4111111111111111"],
    ):
        done = cli(*words)
        assert done.code == 2, words
        assert "1111" not in done.err, words


def test_the_interface_option_may_stand_anywhere(cli) -> None:
    expected = cli("documents", "--interface", "en_US").out
    assert cli("--interface", "en_US", "documents").out == expected
    assert cli("--interface=en-US", "documents").out == expected


def test_options_may_stand_before_and_after_the_word(cli) -> None:
    first = cli("completion", "bash", "--interface", "en_US")
    assert first.out == cli("completion", "--interface", "en_US", "bash").out
    assert first.out == cli("completion", "--interface", "en_US", "--", "bash").out


LANGUAGES = {
    "nothing set": ({"LANG": ""}, "Usage:"),
    "C": ({"LC_ALL": "C"}, "Usage:"),
    "a name unknown to the locale data": ({"LANG": "xx_XX.UTF-8"}, "Usage:"),
    "LC_ALL first": ({"LC_ALL": "en_XA", "LC_MESSAGES": "C", "LANG": "C"}, None),
    "LC_MESSAGES second": ({"LC_MESSAGES": "en_XA", "LANG": "C"}, None),
    "LANG last": ({"LANG": "en_XA"}, None),
    "an encoding is not a language": ({"LANG": "C.UTF-8"}, "Usage:"),
}


@pytest.mark.parametrize(("env", "start"), LANGUAGES.values(), ids=LANGUAGES)
def test_the_language_comes_from_the_environment(cli, env, start) -> None:
    done = cli("--help", env=env)
    assert done.code == 0
    if start is None:
        assert "Usage:" not in done.out
        assert "refundletters" in done.out
    else:
        assert done.out.startswith(start)


def test_no_sentence_of_the_parser_or_help_escapes_translation(cli) -> None:
    """In the pseudo-locale every translated sentence is accented; English letters give it away."""
    done = cli("write", "--help", "--interface", "en_XA")
    for line in done.out.splitlines():
        words = line.split("  ")[-1].strip()
        if words and not line.startswith("  refundletters") and "[--" not in line:
            assert not words.isascii() or words.startswith(("--", "-", "DOCUMENT")), line
    for words in WRONG.values():
        done = cli(*[word for word in words[0] if not word.startswith("--interface")])
        translated = cli(*words[0], "--interface", "en_XA") if "qq" not in str(words[0]) else None
        if translated is not None:
            assert translated.err != done.err, words[0]


def test_control_characters_of_others_do_not_reach_the_terminal(cli) -> None:
    done = cli("docu\x1b[31mments\x07")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\x07" not in done.err


@pytest.mark.parametrize("stdin", [subprocess.DEVNULL, None], ids=["empty", "closed"])
def test_a_process_without_input_says_what_it_needs(stdin) -> None:
    command_line = [sys.executable, "-m", "refundletters", "new"]
    if stdin is None:
        command_line = ["sh", "-c", f"exec {shlex.join(command_line)} <&-"]
    done = _run(command_line, stdin=stdin)
    assert done.returncode == 2
    assert "terminal" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error_message() -> None:
    line = f"{shlex.quote(sys.executable)} -m refundletters rules | head -n 1"
    done = _run(["sh", "-c", line])
    assert done.stdout
    assert done.stderr == ""


def test_a_closed_or_full_output_is_no_traceback() -> None:
    program = f"{shlex.quote(sys.executable)} -m refundletters documents"
    closed = _run(["sh", "-c", f"{program} >&-"])
    assert (closed.returncode, closed.stderr) == (0, "")
    if Path("/dev/full").exists():
        full = _run(["sh", "-c", f"{program} >/dev/full"])
        assert full.returncode == 1
        assert full.stderr.count("\n") == 1
        assert "Traceback" not in full.stderr


def test_a_broken_catalogue_does_not_hide_the_error(cli, tmp_path) -> None:
    folder = tmp_path / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "ui.po").write_text('msgid "a\n', encoding="utf-8")
    done = cli("documnts", env={"LANG": "de_DE.UTF-8", "REFUNDLETTERS_PACK": str(tmp_path)})
    assert done.code in {1, 2}
    assert done.err.strip()


def test_a_language_without_words_is_english_with_its_dates_too(cli) -> None:
    done = cli("plan", "--set", "as_of=2026-03-14", "--interface", "is_IS")
    assert done.code == 0
    assert "March 14, 2026" in done.out


def test_words_that_are_not_text_are_refused_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"refundletters", b"\xff\xfe"],
        capture_output=True,
        cwd=ROOT,
        env=_environment(),
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_with_130(monkeypatch, cli) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("refundletters.cli.commands.lists.documents", interrupt)
    done = cli("documents")
    assert (done.code, done.out) == (130, "")
    assert "Stopped" in done.err


def test_a_fault_of_ours_ends_with_an_apology_and_shows_nothing_of_the_case(
    monkeypatch, cli
) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError("4111111111111111")

    monkeypatch.setattr("refundletters.cli.commands.lists.documents", fail)
    done = cli("documents")
    assert (done.code, done.out) == (1, "")
    assert "refundletters report" in " ".join(done.err.split())
    assert "1111" not in done.err
    with pytest.raises(ZeroDivisionError):
        cli("documents", env={"REFUNDLETTERS_DEBUG": "1"})


EXAMPLES = [
    (entry.name, example)
    for entry in COMMANDS
    for example in entry.examples
    # One would write into this checkout, one serves a page until it is stopped.
    if entry.name not in {"translate", "web"}
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_the_examples_of_the_help_work(cli, full_case, monkeypatch, name, example) -> None:
    monkeypatch.chdir(full_case.parent)
    export = "Date,Description,Amount\n2026-02-21,NETFLIX,-10.99\n"
    full_case.with_name("export.csv").write_text(export, encoding="utf-8")
    line = json.dumps(tomllib.loads(full_case.read_text(encoding="utf-8")), default=str)
    full_case.with_name("cases.jsonl").write_text(line, encoding="utf-8")
    for here, sample in {"cases.csv": "cases.csv", "map.toml": "cases-map.toml"}.items():
        shutil.copy(ROOT / "samples" / sample, full_case.with_name(here))
    own = full_case.parent / "home" / "refundletters" / "cases"
    own.mkdir(parents=True)
    shutil.copy(full_case, own / "case-1.toml")
    (own / "case-2.toml").write_text('[service]\nid = "spotify"\n', encoding="utf-8")
    assert cli("use", "1").code == 0
    if name == "undo":
        note = ("--set", "result=refused", "--no-input")
        assert cli("log", *shlex.split(example)[1:], *note).code == 0
    done = cli(*shlex.split(example))
    if name in {"new", "resume", "edit", "profile"}:  # they ask, and here is nobody to answer
        assert done.code == 2
        assert "terminal" in done.err
    elif example == "log":
        assert (done.code, "What came of it?" in done.err) == (3, True)
    else:
        assert done.code == 0, done.err


def test_the_examples_of_the_overview_are_read_as_commands(cli) -> None:
    examples = cli("--help").out.partition("Examples:")[2].split("\n")
    found = [shlex.split(line)[1:] for line in examples if line.strip()]
    assert len(found) >= 3
    for words in found:
        known = command(words[0])
        assert known is not None
        parse(known, words[1:])


def test_the_examples_for_translators_are_read() -> None:
    known = command("translate")
    assert known is not None
    for example in known.examples:
        parse(known, shlex.split(example)[1:])


WORDS = st.one_of(
    st.sampled_from(
        [
            # One takes minutes, one serves a page until it is stopped.
            *(entry.name for entry in COMMANDS if entry.name not in {"lint", "web"}),
            *(name for entry in COMMANDS for option in entry.options for name in option.names),
            "--interface",
            "--",
            "-",
            "-o-",
            "--set=",
            "charges.0.amount=1",
            "=",
            "--case=",
        ]
    ),
    st.text(max_size=12),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORDS, max_size=6))
def test_any_words_end_with_a_code_and_no_traceback(words, tmp_path_factory) -> None:
    here = Path.cwd()
    os.chdir(tmp_path_factory.getbasetemp())  # -o with a made-up name may write a file
    try:
        stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        env = {"HOME": str(tmp_path_factory.getbasetemp()), "REFUNDLETTERS_DEBUG": "1"}
        code = main(words, env, None, stdout, stderr, today=dt.date(2026, 3, 14))
    finally:
        os.chdir(here)
    assert code in {0, 1, 2, 3, 4}
    stderr.flush()
    assert code == 0 or stderr.buffer.getvalue()


def test_usage_lines_show_required_and_optional_words() -> None:
    resume = command("resume")
    completion = command("completion")
    assert resume is not None
    assert completion is not None
    assert usage(resume).startswith("resume [CASE]")
    assert usage(completion) == "completion bash|zsh|fish|powershell"


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}


def _run(words: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return] - options vary by test
        words,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=_environment(),
        check=False,
        **options,
    )
