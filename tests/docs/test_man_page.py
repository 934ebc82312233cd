"""The manual page in docs/ is the one of the table of commands, and goes into the wheel."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from refundletters.cli.command_table import COMMANDS
from refundletters.cli.commands.authors.man_page import man_page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "refundletters.1"


def test_the_page_is_that_of_the_commands(pytestconfig: pytest.Config) -> None:
    """``--update`` writes the page anew."""
    if pytestconfig.getoption("update"):
        PAGE.write_text(man_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == man_page()
    for command in COMMANDS:
        assert f".SS {command.name}".replace("-", "\\-") in man_page()


@pytest.mark.skipif(shutil.which("groff") is None, reason="needs groff")
def test_groff_has_nothing_to_warn_of() -> None:
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8"],
        input=man_page(), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    assert "refundletters - write the right message" in done.stdout


def test_the_wheel_carries_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared == {"docs/refundletters.1": "share/man/man1/refundletters.1"}
