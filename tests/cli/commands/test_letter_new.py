"""``letter new`` writes a letter that lints clean, and refuses what cannot be one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from refundletters.cli.main import main
from refundletters.lint.generated_letters import lint_letters
from refundletters.lint.sources.source_rules import lint_folder
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import shipped_roots, with_user_folder


def run(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    code = main(["letter", "new", *words], {"COLUMNS": "80"}, None, out, err)
    return code, err.getvalue()


def test_a_new_letter_is_for_all_reasons_and_lints_clean(tmp_path: Path) -> None:
    code, told = run("invoice-question", str(tmp_path))
    assert code == 0
    assert "refundletters lint" in told
    roots = with_user_folder(shipped_roots(), tmp_path)
    meta = letter_meta(roots, "invoice-question")
    assert meta.title == "Invoice question"
    assert set(meta.reasons) == set(letter_meta(roots, "refund-request").reasons)
    folders = [tmp_path / name for name in ("templates", "data", "locales")]
    assert lint_folder(*folders, tmp_path, roots) == ()
    assert list(lint_letters(roots, ["invoice-question"], lengths=("full",))) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [("Invoice", "cannot be the id"), ("../x", "cannot be the id"), ("thank-you", "already")],
)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str, why: str) -> None:
    code, told = run(name, str(tmp_path))
    assert code == 2
    assert why in told
    assert not list(tmp_path.iterdir())
