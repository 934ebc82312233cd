"""The example of docs/authors.md is sound: its two files are linted as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

from refundletters.lint.generated_letters import lint_letters
from refundletters.lint.letter_rules import RULES
from refundletters.lint.sources.source_rules import lint_folder
from refundletters.packs.roots import Roots, with_user_folder

PAGE = Path(__file__).resolve().parents[2] / "docs" / "authors.md"


def test_the_example_has_nothing_to_complain_about(tmp_path: Path, roots: Roots) -> None:
    text = PAGE.read_text(encoding="utf-8")
    folder = tmp_path / "templates" / "letters" / "plan-question"
    folder.mkdir(parents=True)
    for language, name in (("toml", "letter.toml"), ("jinja", "letter.j2")):
        (example,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
        (folder / name).write_text(example, encoding="utf-8")
    own = with_user_folder(roots, tmp_path)
    folders = [tmp_path / name for name in ("templates", "data", "locales")]
    assert lint_folder(*folders, tmp_path, own) == ()
    assert list(lint_letters(own, ["plan-question"])) == []


def test_every_group_of_rules_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    groups = {rule.id.partition(".")[0] for rule in RULES}
    assert {group for group in groups if f"`{group}." not in text} == set()
