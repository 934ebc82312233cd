"""What these tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.app import compose
from refundletters.letters.wording import Wording
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting

from .validators import INDEX, LOCALES, NOT_USED, SAMPLES, Letters


@pytest.fixture
def letters(roots: Roots) -> Callable[[str], Letters]:
    """Compose the letters of a sample case, all of them in all languages, by name."""

    def make(case: str) -> Letters:
        answers = build_case(load(SAMPLES / case / "case.toml"))
        ids = dict.fromkeys(Path(name).stem for name in INDEX[case]["letters"])
        return {
            f"{document}.{locale}": compose(
                Wording(document, locale, allow_incomplete=True), answers, Setting(roots, NOT_USED)
            )
            for document in ids
            for locale in LOCALES
        }

    return make
