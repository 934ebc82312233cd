"""Make the pictures of the README from what the program really writes and asks.

Needs Chromium for the letter; run from the top of a checkout::

    .venv/bin/python tools/pictures.py
"""

from __future__ import annotations

import html
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pexpect
import pyte

import refundletters as rl

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURES: Final = ROOT / "docs" / "pictures"
COLUMNS, ROWS = 88, 22
CELL, LINE = 8.4, 18
ENTER = "\r"


def letter(path: Path) -> None:
    """Draw a card dispute as its HTML file looks in a browser."""
    from PIL import Image

    case = rl.load_case(ROOT / "samples" / "us-charged-after-canceling" / "case.toml")
    page = rl.render(rl.compose("card-dispute", case), "html").content
    with tempfile.TemporaryDirectory() as folder:
        source, shot = Path(folder) / "letter.html", Path(folder) / "letter.png"
        source.write_bytes(page)
        subprocess.run(  # noqa: S603 - nothing in it comes from outside
            [  # noqa: S607 - Chromium is where the user has it
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--window-size=860,1100", f"--screenshot={shot}", source.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        with Image.open(shot) as drawn:
            drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(path, optimize=True)


def interview(path: Path) -> None:
    """Draw the first questions as a terminal shows them."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as folder:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "refundletters", "new"],
            cwd=folder,
            env={
                **os.environ, "REFUNDLETTERS_HOME": folder, "LC_ALL": "C.UTF-8",
                "LANG": "en_US.UTF-8", "LC_MESSAGES": "en_US.UTF-8", "TERM": "xterm-256color",
                "PYTHONPATH": str(ROOT), "PROMPT_TOOLKIT_NO_CPR": "1",
            },
            dimensions=(ROWS, COLUMNS),
        )  # fmt: skip
        for keys in ("", " ", ENTER, "United S", ENTER, ENTER):
            child.send(keys)
            _read(child, stream)
        child.close(force=True)
    path.write_text("\n".join(_svg(screen)) + "\n", encoding="utf-8")


def _read(child: pexpect.spawn[bytes], stream: pyte.ByteStream) -> None:
    """Take in what the program shows until it waits."""
    while True:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=3))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


def _svg(screen: pyte.Screen) -> Iterator[str]:
    width, height = round(COLUMNS * CELL) + 24, ROWS * LINE + 24
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    yield "<title>The first questions in a terminal</title>"
    yield f'<rect width="{width}" height="{height}" rx="8" fill="#1b1f24"/>'
    yield (
        '<g font-family="ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace" '
        'font-size="14" fill="#d8dee6" xml:space="preserve">'
    )
    for number, line in enumerate(screen.display):
        if line.strip():
            yield (
                f'<text x="12" y="{number * LINE + 26}" '
                f'textLength="{len(line.rstrip()) * CELL:.0f}">{html.escape(line.rstrip())}</text>'
            )
    yield "</g>"
    yield "</svg>"


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    letter(PICTURES / "letter.png")
    interview(PICTURES / "interview.svg")
