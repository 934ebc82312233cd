"""The clipboard: use the first program or terminal that takes the text, and report honestly."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from refundletters.messages import Message, say
from refundletters.sink.receipt import Receipt

__all__ = ["put"]

# Terminals differ in how much they take; this much is safe in all that are known to take any.
_TERMINAL_LIMIT: Final = 2048
_SECONDS: Final = 5
# tmux hands its own buffer to the terminal as it is set up; what a program sends it passes on only
# with allow-passthrough, which is off by default.
_TO_TERMINAL: Final = ("load-buffer", "-w", "-")
_TTY: Final = Path("/dev/tty")

Runner = Callable[[Sequence[str], bytes], bool]
Terminal = Callable[[bytes], bool]


def put(
    text: str,
    *,
    large: bool = False,
    environ: Mapping[str, str] | None = None,
    platform: str = sys.platform,
    find: Callable[[str], str | None] = shutil.which,
    run: Runner | None = None,
    terminal: Terminal | None = None,
) -> Receipt:
    """Copy ``text``; if nothing takes it, the receipt says so.

    Args:
        text: What to copy; a line end at its end is left out.
        large: Try the terminal's own clipboard even with a text that many terminals cut or drop.
        environ: The environment.
        platform: ``sys.platform``.
        find: Finds a program, or returns ``None``.
        run: Runs a command with an input; tells whether it worked.
        terminal: Writes to the controlling terminal; tells whether there is one.
    """
    environ = os.environ if environ is None else environ
    # A chat box would show a final newline as an empty line, and count it.
    text = text.removesuffix("\n")
    for name, command, encoding in _programs(environ, platform):
        program = find(name)
        if program and (run or _run)([program, *command], text.encode(encoding)):
            return Receipt(name, confirmed=True, note=say("Copied to the clipboard."))
    if "SSH_TTY" not in environ and "SSH_CONNECTION" not in environ:
        return _nowhere()
    tmux = find("tmux") if "TMUX" in environ else None
    if tmux and (run or _run)([tmux, *_TO_TERMINAL], text.encode("utf-8")):
        return Receipt("tmux", confirmed=False, note=_unsure(tmux=False))
    return _by_terminal(text, environ, terminal or _terminal, large=large)


def _programs(
    environ: Mapping[str, str], platform: str
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield programs to try: name, arguments, encoding of their input."""
    if environ.get("WAYLAND_DISPLAY"):
        yield "wl-copy", ("--type", "text/plain;charset=utf-8"), "utf-8"
    if environ.get("DISPLAY"):
        yield "xclip", ("-selection", "clipboard", "-in"), "utf-8"
        yield "xsel", ("--clipboard", "--input"), "utf-8"
    if platform == "darwin":
        yield "pbcopy", (), "utf-8"
    if platform == "win32" or "WSL_DISTRO_NAME" in environ:
        yield "clip.exe", (), "utf-16-le"


def _by_terminal(
    text: str, environ: Mapping[str, str], terminal: Terminal, *, large: bool
) -> Receipt:
    """Pass the text to the terminal, which may be remote (OSC 52)."""
    payload = base64.b64encode(text.encode("utf-8"))
    if len(payload) > _TERMINAL_LIMIT and not large:
        note = say("The text is too long for the clipboard of a terminal, so it was not copied.")
        return Receipt("", confirmed=False, note=note)
    sequence = b"\x1b]52;c;" + payload + b"\x07"
    if "TMUX" in environ:
        sequence = b"\x1bPtmux;" + sequence.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
    if not terminal(sequence):
        return _nowhere()
    return Receipt("terminal", confirmed=False, note=_unsure(tmux="TMUX" in environ))


def _nowhere() -> Receipt:
    note = say(
        "No clipboard was found, so the text was not copied. Install wl-clipboard, xclip or xsel, "
        "or write it to a file with -o."
    )
    return Receipt("", confirmed=False, note=note)


def _unsure(*, tmux: bool) -> Message:
    if tmux:
        return say(
            "Sent to the clipboard of your terminal through tmux, which passes it on only if "
            "allow-passthrough is on; whether it arrived is not known."
        )
    return say("Sent to the clipboard of your terminal; whether it arrived is not known.")


def _run(command: Sequence[str], content: bytes) -> bool:
    # pbcopy takes the encoding from the environment. Output goes nowhere: xclip stays behind to
    # serve the selection and would keep a pipe open.
    environ = {**os.environ, "LC_CTYPE": "UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  # the programs of the list above, found on the path
            command,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env=environ,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _terminal(sequence: bytes, device: Path = _TTY) -> bool:
    try:
        with device.open("wb", buffering=0) as tty:
            tty.write(sequence)
    except OSError:
        return False
    return True
