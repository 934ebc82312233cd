"""The page as people use it, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.web import Person

from refundletters.answers import store

SAMPLE = Path(__file__).parents[2] / "samples" / "us-charged-after-canceling" / "case.toml"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


@pytest.fixture
def with_case(tmp_path: Path) -> Callable[..., Person]:
    """Make a person with one case: a sample, or the given answers."""

    def make(answers: dict[str, Any] | None = None, **options: Any) -> Person:
        given = store.load(SAMPLE) if answers is None else answers
        store.save(store.draft_path(tmp_path, "case"), given)
        return Person(tmp_path, **options)

    return make
