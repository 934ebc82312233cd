"""Every sample case on the page: where it stands, and every message it may have, word by word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.web import TODAY

from refundletters import app
from refundletters.answers import store
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/case.toml"))
SETTING = Setting(shipped_roots(), TODAY)


def words(text: str) -> str:
    """The words of a text: no-break spaces and the breaks of its lines do not count."""
    return " ".join(text.split())


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_a_sample_can_be_read_on_the_page(with_case: Any, path: Path) -> None:
    answers = store.load(path)
    person = with_case(answers)
    overview = person.get("/cases/case")
    assert person.status == 200
    plan = app.plan(answers, SETTING)
    for status in plan.documents:
        page = person.get(f"/cases/case/letters/{status.id}")
        assert person.status == 200, status.id
        if status.status != "offered":
            assert "Not now." in page.words, status.id
        if status.status == "offered" and not status.missing:
            saved = person.client.post(
                f"/cases/case/letters/{status.id}/file", data={"format": "text"}
            )
            assert saved.status_code == 200, status.id
            last = [word for word in words(saved.text).split() if word.strip("-")][-3:]
            assert " ".join(last) in words(page.words), status.id
    assert words(plan.facts.service.name) in words(overview.words)
