import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from refundletters.sink import clipboard

TEXT = "Bitte erstatten Sie 12,99 €.\n\nDanke 👍"


def put(environ, *, programs=(), works=True, **options):
    """Copy on a pretended machine; returns receipt and what ran."""
    ran = []

    def run(command, content):
        ran.append((list(command), content))
        return works

    def find(name):
        return f"/bin/{name}" if name in programs else None

    options.setdefault("terminal", lambda _: False)
    options.setdefault("platform", "linux")
    receipt = clipboard.put(TEXT, environ=environ, find=find, run=run, **options)
    return receipt, ran


@pytest.mark.parametrize(
    ("environ", "platform", "programs", "chosen"),
    [
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", {"wl-copy", "xclip"}, "wl-copy"),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", {"xclip", "xsel"}, "xclip"),
        ({"DISPLAY": ":0"}, "linux", {"wl-copy", "xsel"}, "xsel"),
        ({}, "darwin", {"pbcopy"}, "pbcopy"),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", {"clip.exe"}, "clip.exe"),
        ({}, "win32", {"clip.exe"}, "clip.exe"),
    ],
)
def test_the_first_way_of_the_machine_is_taken(environ, platform, programs, chosen):
    receipt, ran = put(environ, programs=programs, platform=platform)
    assert (receipt.where, receipt.confirmed) == (chosen, True)
    [(command, content)] = ran
    assert command[0] == f"/bin/{chosen}"
    assert content == TEXT.encode("utf-16-le" if chosen == "clip.exe" else "utf-8")


def test_a_chat_box_gets_no_empty_line_at_the_end():
    sent = []
    options = {"platform": "linux", "find": lambda _: None}
    terminal = lambda s: sent.append(s) or True  # noqa: E731  # one line says it
    clipboard.put("one\n\ntwo\n", environ={"SSH_TTY": "x"}, terminal=terminal, **options)
    assert base64.b64encode(b"one\n\ntwo") in sent[0]


def test_a_program_that_fails_gives_way_to_the_next():
    receipt, ran = put({"DISPLAY": ":0"}, programs={"xclip", "xsel"}, works=False)
    assert [command[0] for command, _ in ran] == ["/bin/xclip", "/bin/xsel"]
    assert not receipt.confirmed
    assert receipt.where == ""
    assert "not copied" in receipt.message.msgid


def test_over_ssh_the_terminal_is_asked_and_nothing_is_promised():
    sent = []
    receipt, _ = put({"SSH_TTY": "/dev/pts/0"}, terminal=lambda s: sent.append(s) or True)
    assert sent == [b"\x1b]52;c;" + base64.b64encode(TEXT.encode()) + b"\x07"]
    assert (receipt.where, receipt.confirmed) == ("terminal", False)
    assert "not known" in receipt.message.msgid


def test_tmux_hands_on_its_own_buffer():
    sent = []
    environ = {"SSH_CONNECTION": "x", "TMUX": "/tmp/tmux"}
    receipt, ran = put(environ, programs={"tmux"}, terminal=lambda s: sent.append(s) or True)
    assert ran == [(["/bin/tmux", "load-buffer", "-w", "-"], TEXT.encode())]
    assert not sent
    assert (receipt.where, receipt.confirmed) == ("tmux", False)
    assert "allow-passthrough" not in receipt.message.msgid


def test_an_old_tmux_is_asked_to_pass_it_on_and_named():
    sent = []
    environ = {"SSH_CONNECTION": "x", "TMUX": "/tmp/tmux"}
    options = {"programs": {"tmux"}, "works": False}
    receipt, _ = put(environ, terminal=lambda s: sent.append(s) or True, **options)
    assert sent[0].startswith(b"\x1bPtmux;\x1b\x1b]52;c;")
    assert sent[0].endswith(b"\x07\x1b\\")
    assert "tmux" in receipt.message.msgid


def test_a_long_text_is_not_sent_to_a_terminal_unless_asked():
    sent = []
    options = {"environ": {"SSH_TTY": "x"}, "platform": "linux", "find": lambda _: None}
    terminal = lambda s: sent.append(s) or True  # noqa: E731  # one line says it
    receipt = clipboard.put("x" * 2000, terminal=terminal, **options)
    assert not sent
    assert "too long" in receipt.message.msgid
    assert clipboard.put("x" * 2000, terminal=terminal, large=True, **options).where == "terminal"


def test_without_any_way_the_receipt_says_so():
    for environ in ({}, {"SSH_TTY": "x"}):
        receipt, ran = put(environ)
        assert (receipt.where, receipt.confirmed, ran) == ("", False, [])


def test_a_program_is_run_for_real(tmp_path: Path):
    seen = tmp_path / "seen"
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\ncat > {seen}\n", encoding="utf-8")
    program.chmod(0o700)
    receipt = clipboard.put(
        TEXT, environ={"DISPLAY": ":0"}, platform="linux", find=lambda _: str(program)
    )
    assert receipt.confirmed
    assert seen.read_text(encoding="utf-8") == TEXT
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    options = {"environ": {"DISPLAY": ":0"}, "platform": "linux"}
    assert not clipboard.put(TEXT, find=lambda _: str(program), **options).confirmed
    assert not clipboard.put(TEXT, find=lambda _: str(tmp_path / "none"), **options).confirmed


def test_a_terminal_is_written_to_if_there_is_one(tmp_path: Path):
    assert clipboard._terminal(b"x", tmp_path / "tty")
    assert (tmp_path / "tty").read_bytes() == b"x"
    assert not clipboard._terminal(b"x", tmp_path / "no" / "tty")


def test_the_terminal_gets_the_sequence():
    import pexpect

    code = (
        "from refundletters.sink import clipboard\n"
        "print(clipboard.put('x', environ={'SSH_TTY': 'x'}, find=lambda _: None).where)"
    )
    child = pexpect.spawn(sys.executable, ["-c", code], timeout=20)
    child.expect_exact("\x1b]52;c;eA==\x07")
    child.expect("terminal")
    child.close()


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_tmux_as_it_comes_passes_the_text_to_its_terminal(tmp_path: Path):
    import pexpect

    code = f"from refundletters.sink import clipboard; clipboard.put({TEXT!r})"
    script = tmp_path / "into_tmux.py"
    script.write_text(code, encoding="utf-8")
    command = f"SSH_TTY=x PYTHONPATH={Path.cwd()} {sys.executable} {script}; sleep 9"
    environ = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "TMUX"}
    environ |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    tmux = ["-L", f"clipboard-{os.getpid()}", "-f", os.devnull, "new-session", command]
    child = pexpect.spawn("tmux", tmux, timeout=20, env=environ)
    child.expect_exact("\x1b]52;")
    child.expect_exact(base64.b64encode(TEXT.encode()).decode())
    child.close(force=True)
    subprocess.run(["tmux", *tmux[:2], "kill-server"], check=False)


@pytest.mark.skipif(
    not (shutil.which("xvfb-run") and shutil.which("xclip")), reason="needs xvfb-run and xclip"
)
def test_on_a_display_it_can_be_pasted():
    code = (
        "import subprocess, sys\n"
        "from refundletters.sink import clipboard\n"
        f"receipt = clipboard.put({TEXT!r})\n"
        "back = subprocess.run(['xclip', '-selection', 'clipboard', '-out'], stdout=-1).stdout\n"
        f"sys.exit(not (receipt.where == 'xclip' and back.decode() == {TEXT!r}))"
    )
    environ = {k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", code], env=environ, timeout=60, check=False
    )
    assert done.returncode == 0
