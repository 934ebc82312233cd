"""Finding and merging what ships, what is installed and what is the user's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refundletters.errors import NotFound, TemplateError
from refundletters.packs.letters import letter_meta, letter_metas
from refundletters.packs.roots import Roots, roots_beside, with_user_folder
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.body import BODIES
from refundletters.packs.tables.card import CARDS
from refundletters.packs.tables.rule import RULES
from refundletters.packs.tables.service import SERVICES

LETTER = """
id = "{id}"
title = "Mine"
about = "A letter of a pack."
order = 1
kinds = ["email"]
audience = "support"
stage = "any"
"""

MY_RULE = """
[[rule]]
id = "mine"
jurisdiction = "DE"
title = "A made-up rule"
citation = "a made-up act"
addressed_to = "merchant"
reasons = ["unused"]
source = "https://example.org/act"
checked = 2026-11-22
"""


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """Write files of a pack: ``pack({"data/services/x.toml": "…"})``."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_checkout_and_an_installed_package_are_both_found(tmp_path: Path) -> None:
    package = tmp_path / "refundletters"
    (tmp_path / "templates").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert roots_beside(package).templates == (tmp_path / "templates",)
    (package / "_data" / "templates").mkdir(parents=True)
    assert roots_beside(package).templates == (package / "_data" / "templates",)
    assert roots_beside(package).data == (package / "data",)


def test_a_broken_installation_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="Install refundletters again"):
        roots_beside(tmp_path / "refundletters")


def test_rows_merge_by_id_and_the_nearest_wins(pack: Callable[..., Path], roots: Roots) -> None:
    folder = pack(
        {
            "data/services/mine.toml": '[[service]]\nid = "netflix"\nname = "Mine"\n'
            '[[service]]\nid = "gym"\nname = "Gym"\n'
        }
    )
    merged = load_rows(with_user_folder(roots, folder), SERVICES)
    assert merged["netflix"].name == "Mine"
    assert merged["gym"].name == "Gym"
    assert "spotify" in merged


def test_a_row_without_an_id_and_a_broken_file_are_named(
    pack: Callable[..., Path], roots: Roots
) -> None:
    folder = pack({"data/bodies/x.toml": '[[body]]\nname = "A"\n'})
    with pytest.raises(TemplateError, match=r"bodies/x\.toml: the row body 1 has no field id"):
        load_rows(with_user_folder(roots, folder), BODIES)
    folder = pack({"data/cards/y.toml": "[[category"})
    with pytest.raises(TemplateError, match=r"y\.toml cannot be read"):
        load_rows(with_user_folder(roots, folder), CARDS)


def test_a_pack_replaces_a_letter_by_its_folder(pack: Callable[..., Path], roots: Roots) -> None:
    folder = pack({"templates/letters/follow-up/letter.toml": LETTER.format(id="follow-up")})
    metas = letter_metas(with_user_folder(roots, folder))
    assert metas["follow-up"].title == "Mine"
    assert next(iter(metas)) == "follow-up"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (LETTER.format(id="other"), "must be the name of its folder"),
        (LETTER.format(id="mine") + "colour = 1", "unknown field colour"),
        ("id = 3", "the field id of the row mine is wrong"),
    ],
)
def test_a_wrong_letter_toml_is_named(
    text: str, problem: str, pack: Callable[..., Path], roots: Roots
) -> None:
    folder = pack({"templates/letters/mine/letter.toml": text})
    with pytest.raises(TemplateError) as caught:
        letter_metas(with_user_folder(roots, folder))
    assert problem in str(caught.value)
    assert "mine/letter.toml" in str(caught.value)


def test_an_unknown_document_names_the_nearest(roots: Roots) -> None:
    with pytest.raises(NotFound, match="card-dispute") as caught:
        letter_meta(roots, "card-disputes")
    assert caught.value.nearest[0] == "card-dispute"


def test_needs_of_a_reason_come_after_the_general_ones(roots: Roots) -> None:
    meta = letter_meta(roots, "chat-opener")
    assert meta.needs_for(None) == meta.needs
    assert meta.needs_for("technical_failure") == (*meta.needs, "technical.kind")


def test_only_the_files_of_the_places_asked_for_are_read_but_every_pack_file(
    pack: Callable[..., Path], roots: Roots
) -> None:
    folder = pack({"data/rules/my rules.toml": MY_RULE})
    rows = load_rows(with_user_folder(roots, folder), RULES, ("DE",))
    assert "mine" in rows
    assert {row.jurisdiction for row in rows.values()} == {"DE"}
    assert len(load_rows(roots, RULES)) > len(rows)


@pytest.mark.parametrize("kind", [RULES, BODIES], ids=lambda kind: kind.folder)
def test_a_shipped_file_is_named_after_the_jurisdiction_of_its_rows(
    kind: Any, roots: Roots
) -> None:
    for path in (roots.data[-1] / kind.folder).glob("*.toml"):
        for row in load_rows(roots, kind, (path.stem,)).values():
            assert row.jurisdiction == path.stem
