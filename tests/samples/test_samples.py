"""The sample cases and their letters, which are golden files.

``python -m pytest tests/samples --update`` writes them anew; read the difference before keeping it.
"""

from __future__ import annotations

import datetime as dt
import io
import tomllib
import zipfile
from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers.store import load
from refundletters.letters.wording import Wording
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output, format_for

SAMPLES = Path(__file__).parents[2] / "samples"
INDEX = tomllib.loads((SAMPLES / "samples.toml").read_text(encoding="utf-8"))
LETTERS = [(case, name) for case, row in INDEX.items() for name in row["letters"]]
# Every sample says its own day; this one would show if it were used.
NOT_USED = dt.date(1999, 1, 1)


def parts(content: bytes) -> dict[str, bytes]:
    """The members of a zip archive; compressors of other machines pack the same words otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("case", "name"), LETTERS, ids=[f"{c}-{n}" for c, n in LETTERS])
def test_a_sample_letter_is_as_it_was_read(
    case: str, name: str, roots: Roots, pytestconfig: pytest.Config
) -> None:
    path = SAMPLES / case / name
    rendered = app.write(
        load(SAMPLES / case / "case.toml"),
        Wording(path.stem),
        Output(format_for(path).name),
        Setting(roots, NOT_USED),
    )
    if pytestconfig.getoption("update"):
        path.write_bytes(rendered.content)
    kept = path.read_bytes()
    if path.suffix == ".docx":
        assert parts(kept) == parts(rendered.content)
    else:
        assert kept.decode() == rendered.content.decode()


def test_the_index_names_every_file_beside_the_cases() -> None:
    kept = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*")}
    named = {f"{case}/{name}" for case, name in LETTERS} | {f"{case}/case.toml" for case in INDEX}
    assert kept == named
