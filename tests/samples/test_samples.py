"""The sample cases and their letters, which are golden files (``support/goldens.py``)."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from support.goldens import Golden

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


@pytest.mark.parametrize(("case", "name"), LETTERS, ids=[f"{c}-{n}" for c, n in LETTERS])
def test_a_sample_letter_is_as_it_was_read(
    case: str, name: str, roots: Roots, golden: Golden
) -> None:
    path = SAMPLES / case / name
    rendered = app.write(
        load(SAMPLES / case / "case.toml"),
        Wording(path.stem),
        Output(format_for(path).name),
        Setting(roots, NOT_USED),
    )
    golden(path, rendered.content)


def test_the_index_names_every_file_beside_the_cases() -> None:
    kept = {path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*")}
    named = {f"{case}/{name}" for case, name in LETTERS} | {f"{case}/case.toml" for case in INDEX}
    assert kept == named
