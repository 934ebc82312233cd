"""The schemas of rows are those of the structs, and every data file names its own."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema
import msgspec
import pytest

from refundletters.packs.roots import shipped_roots
from refundletters.packs.schemas import schema_files
from refundletters.packs.tables.kinds import KINDS

ROOTS: Final = shipped_roots()
SCHEMAS: Final = ROOTS.data[-1] / "schemas"
PINS: Final = (Path(__file__).parents[2] / "constraints/locked.txt").read_text(encoding="utf-8")


def files() -> Iterator[tuple[Path, str]]:
    """Yield every shipped file of rows, with the name of its schema."""
    for kind in KINDS.values():
        for path in sorted((ROOTS.data[-1] / kind.folder).glob("*.toml")):
            yield path, f"{kind.array}.schema.json"
    for path in sorted(ROOTS.templates[-1].glob("letters/*/letter.toml")):
        yield path, "letter.schema.json"
    yield ROOTS.templates[-1] / "questions.toml", "question.schema.json"


FILES: Final = list(files())


def as_json(value: Any) -> Any:
    """Return TOML as an editor sees it: days are texts."""
    if isinstance(value, dict):
        return {name: as_json(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.skipif(
    f"msgspec=={msgspec.__version__}\n" not in PINS,
    reason="each msgspec orders a schema in its own way; the stored ones are of the locked version",
)
def test_the_checked_in_schemas_are_those_of_the_structs(pytestconfig: pytest.Config) -> None:
    """``--update`` writes them anew."""
    written = schema_files()
    if pytestconfig.getoption("update"):
        for name, text in written.items():
            (SCHEMAS / name).write_text(text, encoding="utf-8")
    stored = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert stored == written


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads((SCHEMAS / name).read_text("utf-8")))


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda value: getattr(value, "name", value))
def test_a_file_names_its_schema_and_keeps_it(path: Path, schema: str) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    assert first.startswith("#:schema ")
    named = (path.parent / first.removeprefix("#:schema ")).resolve()
    assert named.name == schema
    if named.parent != SCHEMAS:  # in a wheel, templates lie deeper than in a checkout
        assert path.is_relative_to(ROOTS.templates[-1])
    content = as_json(tomllib.loads(text))
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / schema).read_text("utf-8"))).validate(
        content
    )


def test_a_schema_refuses_a_misspelled_field() -> None:
    schema = json.loads((SCHEMAS / "rule.schema.json").read_text("utf-8"))
    path = ROOTS.data[-1] / "rules" / "DE.toml"
    content = as_json(tomllib.loads(path.read_text(encoding="utf-8")))
    content["rule"][0]["unles"] = content["rule"][0].pop("unless", "true")
    (error,) = jsonschema.Draft202012Validator(schema).iter_errors(content)
    assert "'unles' was unexpected" in error.message
