"""One typo for every field of every kind of row: none loads, and the error names the place."""

from __future__ import annotations

import copy
import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import tomlkit

from refundletters.errors import TemplateError
from refundletters.lint.sources.source_rules import lint_folder
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import QUESTIONS, load_questions
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.base import RowKind
from refundletters.packs.tables.kinds import KINDS

ROOTS: Final = shipped_roots()
# Letters are read by other code than rows; only the names of this kind are used.
LETTERS: Final = RowKind("letters", "letter", type("Unused", (), {}))  # type: ignore[type-var]
# Tables by language or placeholder: of a wrong one only the table is named, or the sentence.
BY_NAME: Final = {*("addressees", "citations", "names", "salutations", "says", "words"), "values"}
Place = tuple[str | int, ...]


def shipped_files(kind: RowKind[Any]) -> Iterator[Path]:
    """Yield the shipped files that hold rows of a kind."""
    if kind is QUESTIONS:
        yield ROOTS.templates[-1] / "questions.toml"
    elif kind is LETTERS:
        yield from sorted(ROOTS.templates[-1].glob("letters/*/letter.toml"))
    else:
        yield from sorted((ROOTS.data[-1] / kind.folder).glob("*.toml"))


def fields_in(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield where every field of a row is, positions included."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*place, name)
            yield from fields_in(inner, (*place, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from fields_in(inner, (*place, position))


def without_positions(place: Place) -> tuple[str, ...]:
    return tuple(part for part in place if isinstance(part, str))


def planted(kind: RowKind[Any]) -> Iterator[tuple[Path, int, Place]]:
    """Yield a file, the position of a row and the place in it, once for every field of a kind."""
    done: set[tuple[str, ...]] = set()
    for path in shipped_files(kind):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for number, row in enumerate([content] if kind is LETTERS else content[kind.array]):
            for place in fields_in(row):
                name = without_positions(place)
                if name not in done:
                    done.add(name)
                    yield path, number, place


ALL: Final = [
    pytest.param(kind, *found, id=f"{kind.array}-{'.'.join(without_positions(found[2]))}")
    for kind in (*KINDS.values(), QUESTIONS, LETTERS)
    for found in planted(kind)
]


def misspelled(content: dict[str, Any], where: Place, place: Place) -> tuple[dict[str, Any], str]:
    """Return a file with the last letter of one field's name gone, and the new name."""
    changed = copy.deepcopy(content)
    table: Any = changed
    for part in (*where, *place[:-1]):
        table = table[part]
    name = str(place[-1])
    typo = name[:-1] if len(name) > 2 else f"{name}x"
    items = [(typo if key == name else key, value) for key, value in table.items()]
    table.clear()
    table.update(items)
    return changed, typo


def written(kind: RowKind[Any], path: Path, pack: Path, content: dict[str, Any]) -> Path:
    """Write a file of a pack where a shipped one of that kind lies."""
    if kind is QUESTIONS:
        own = pack / "templates" / "questions.toml"
    elif kind is LETTERS:
        own = pack / "templates" / "letters" / path.parent.name / "letter.toml"
    else:
        own = pack / "data" / kind.folder / path.name
    own.parent.mkdir(parents=True)
    own.write_text(tomlkit.dumps(content), encoding="utf-8")
    return own


def loaded(kind: RowKind[Any], roots: Roots) -> None:
    if kind is QUESTIONS:
        load_questions(roots)
    elif kind is LETTERS:
        letter_metas(roots)
    else:
        load_rows(roots, kind)


@pytest.mark.parametrize(("kind", "path", "number", "place"), ALL)
def test_a_misspelled_field_never_loads(
    tmp_path: Path, kind: RowKind[Any], path: Path, number: int, place: Place
) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    where: Place = () if kind is LETTERS else (kind.array, number)
    changed, typo = misspelled(content, where, place)
    own = written(kind, path, tmp_path, changed)
    with pytest.raises(TemplateError) as caught:
        loaded(kind, Roots((tmp_path / "templates",), (), (tmp_path / "data",)))
    error = caught.value
    assert error.file == str(own)
    assert own.name in str(error)
    if len(place) < 2 or place[-2] not in BY_NAME:
        assert typo in error.field or str(place[-1]) in error.field
    id = (content if kind is LETTERS else content[kind.array][number])["id"]
    if place != ("id",):
        assert error.row == (path.parent.name if kind is LETTERS else id)
        assert error.row in str(error)
    assert error.line > 0


def test_every_field_of_every_kind_was_tried() -> None:
    tried = {str(param.id).partition("-")[0] for param in ALL}
    assert tried == {*(kind.array for kind in KINDS.values()), "question", "letter"}
    assert len(ALL) > 250


# ------------------------------------------------------------------ what a typo did before

RULE: Final = """
[[rule]]
id = "de-my-rule"
jurisdiction = "DE"
title = "A made-up rule"
citation = "§ 1 of a made-up act"
addressed_to = "merchant"
reasons = ["charged_after_cancellation"]
says.en = "In particular, a made-up act ({citation}) helps."
citable = true
verified = true
source = "https://example.org/act"
checked = 2026-11-22
"""


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("unles = \"reason == 'unused'\"", "unles", "Did you mean unless?"),
        ('deadlne = { days = 14, from = "discovery" }', "deadlne", "Did you mean deadline?"),
        ('deadline = { day = 14, from = "discovery" }', "deadline.day", "Did you mean days?"),
        ('deadline = { days = "14", from = "discovery" }', "deadline.days", "'14'"),
        ('deadline = { days = 0, from = "discovery" }', "deadline.days", ">= 1"),
        ('deadline = { from = "discovery" }', "deadline", "it states no period"),
        ('deadline = { days = 14, from = "discovry" }', "deadline.from", "Did you mean discovery?"),
        ('when = "reason = 3"', "when", "reason = 3"),
        ("when = \"resaon == 'unused'\"", "when", "Did you mean reason?"),
        ("when = \"reason == 'unusd'\"", "when", "Did you mean unused?"),
        ("unless = \"'stop_charge' in goals\"", "unless", "Did you mean stop_charges?"),
        ('when = "signal.payed"', "when", "Did you mean signal.paid?"),
        ("when = 3", "when", "Expected a condition as text"),
        ('role = "rigth"', "role", "Did you mean right?"),
        ('methods = ["credit_crad"]', "methods[0]", "Did you mean credit_card?"),
        ("citable = 1", "citable", "Expected `bool`, got `int`"),
        ('in_force_from = "2026"', "in_force_from", "2026"),
        ("rank = 100", "rank", "<= 99"),
    ],
)
def test_a_wrong_field_of_a_rule_is_explained_at_load_and_by_lint(
    tmp_path: Path, line: str, field: str, says: str
) -> None:
    name = line.partition(" = ")[0]
    kept = [old for old in RULE.splitlines() if old.partition(" = ")[0] != name]
    path = tmp_path / "data" / "rules" / "DE.toml"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([*kept, line, ""]), encoding="utf-8")
    roots = with_user_folder(ROOTS, tmp_path)
    with pytest.raises(TemplateError) as caught:
        load_rows(roots, KINDS["rules"], ("DE",))
    error = caught.value
    assert (error.file, error.row, error.field) == (str(path), "de-my-rule", field)
    assert error.line == len(kept) + 1
    assert "rules/DE.toml" in str(error)
    assert says in str(error)
    folders = [tmp_path / folder for folder in ("templates", "data", "locales")]
    found = lint_folder(*folders, tmp_path, roots)
    assert [(one.rule, one.file, one.line) for one in found] == [
        ("data.fields", "data/rules/DE.toml", error.line)
    ]


@pytest.mark.parametrize("name", ["addressed_to", "jurisdiction", "source", "checked", "reasons"])
def test_a_rule_that_lacks_what_it_needs_never_loads(tmp_path: Path, name: str) -> None:
    path = tmp_path / "data" / "rules" / "mine.toml"
    path.parent.mkdir(parents=True)
    kept = [line for line in RULE.splitlines() if line.partition(" = ")[0] != name]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(TemplateError, match=f"the row de-my-rule has no field {name}"):
        load_rows(with_user_folder(ROOTS, tmp_path), KINDS["rules"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RULE.replace("[[rule]]", "[[rules]]"), "rules in it, which is not read. Its rows are"),
        (RULE.replace("[[rule]]", "[rule]"), "rule in rules/mine.toml is not a list of rows"),
        (RULE + RULE, "two rows with the id de-my-rule"),
        ('title = "x"\n' + RULE, "title in it, which is not read"),
    ],
)
def test_a_file_holds_its_rows_and_nothing_else(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "data" / "rules" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_rows(with_user_folder(ROOTS, tmp_path), KINDS["rules"])
    assert says in str(caught.value)


def test_lint_names_a_folder_that_nothing_is_read_from(tmp_path: Path) -> None:
    path = tmp_path / "data" / "rule" / "DE.toml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE, encoding="utf-8")
    folders = [tmp_path / folder for folder in ("templates", "data", "locales")]
    (found,) = lint_folder(*folders, tmp_path, with_user_folder(ROOTS, tmp_path))
    assert (found.rule, found.message.fields["nearest"]) == ("data.folder", "rules")
    assert difflib.get_close_matches("rule", KINDS, n=1) == ["rules"]
