"""Who builds a release again gets the same bytes, wherever and whenever that is."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from .conftest import CHECKOUT, build


def sum_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_two_builds_of_the_source_distribution_have_the_same_sum(
    sdist_tree: Path, tmp_path: Path
) -> None:
    first = sdist_tree.parents[1] / "out"
    second = build("sdist", CHECKOUT, tmp_path / "out")
    assert sum_of(first / second.name) == sum_of(second)


def test_a_wheel_built_elsewhere_and_later_has_the_same_sum(
    sdist_tree: Path, wheel: Path, tmp_path: Path
) -> None:
    tree = shutil.copytree(sdist_tree, tmp_path / "elsewhere" / sdist_tree.name)
    for path in tree.rglob("*"):
        os.utime(path, (0, 1_700_000_000))
    assert sum_of(build("wheel", tree, tmp_path / "out")) == sum_of(wheel)
