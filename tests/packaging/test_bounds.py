"""What is locked fits what is asked for, at both ends, and is what the README installs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = sorted(
    {*PROJECT["dependencies"]}.union(*PROJECT["optional-dependencies"].values()), key=str.lower
)


def pins(name: str) -> dict[str, Version]:
    text = (CHECKOUT / "constraints" / name).read_text(encoding="utf-8")
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    return {canonicalize_name(name): Version(version) for name, version in found}


LOCKED, LOWEST = pins("locked.txt"), pins("lowest.txt")


@pytest.mark.parametrize("asked", ASKED)
def test_a_lock_fits_the_bound(asked: str) -> None:
    """Where it does not, ``nox -s lock`` writes the locks anew."""
    wanted = Requirement(asked)
    assert wanted.specifier.contains(LOCKED[canonicalize_name(wanted.name)])


@pytest.mark.parametrize("asked", ASKED)
def test_the_lowest_bound_can_be_installed(asked: str) -> None:
    """A higher pin says that another library asks for more; then the bound has to say so too."""
    wanted = Requirement(asked)
    [bound] = [Version(each.version) for each in wanted.specifier if each.operator == ">="]
    assert LOWEST[canonicalize_name(wanted.name)] == bound


@pytest.mark.parametrize("marker", ["main command", "test command"])
def test_the_commands_of_the_readme_install_what_is_locked(marker: str) -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8").partition(f"<!-- {marker} -->")[2]
    assert "pip install -q -c constraints/locked.txt " in text.split("```")[1]


def test_the_hooks_check_with_the_ruff_that_is_locked() -> None:
    text = (CHECKOUT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"ruff==([\d.]+)", text)) == {str(LOCKED["ruff"])}
