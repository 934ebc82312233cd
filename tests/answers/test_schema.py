"""The JSON schema, its checked-in copy, and the lists that stand beside them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import refundletters
from refundletters.answers import keys, word_lists
from refundletters.answers.build import build_case
from refundletters.answers.forbidden.redact import forbidden
from refundletters.answers.json_schema import json_schema
from refundletters.answers.profile import KEYS
from refundletters.errors import CaseError

DATA = Path(refundletters.__file__).parent / "data"


def test_the_checked_in_schema_is_the_printed_one() -> None:
    stored = (DATA / "case.schema.json").read_text(encoding="utf-8")
    assert stored == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def tables(schema: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
    found = [schema] if "properties" in schema else []
    return found + [table for part in inner for table in tables(part)]


def test_no_table_takes_unknown_keys() -> None:
    found = tables(json_schema())
    assert len(found) > 20
    assert all(table["additionalProperties"] is False for table in found)


def descriptions() -> dict[str, str]:
    return {key: keys.find(key).info.description for key in keys.known_keys()}


def test_every_key_is_described() -> None:
    found = descriptions()
    assert [key for key, text in found.items() if not text] == []
    assert len(set(found.values())) > 0.85 * len(found)
    assert all(text.endswith(".") and not text.endswith("..") for text in found.values())
    assert found["payment.last4"] == "Last four digits of the card."
    assert found["charges.amount"] == "The amount as charged."


def at(key: str) -> dict[str, Any]:
    node: dict[str, Any] = json_schema()
    for part in key.split("."):
        node = (node.get("items") or node)["properties"][part]
    return node


def fits(schema: dict[str, Any], value: Any) -> bool:
    """DeadlineCalculator a value by the few words of JSON Schema that leaves use."""
    if "anyOf" in schema:
        return any(fits(part, value) for part in schema["anyOf"])
    if "enum" in schema:
        return any(
            value is item or (type(value) is type(item) and value == item)
            for item in schema["enum"]
        )
    kinds: dict[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
    }
    if not isinstance(value, kinds[schema["type"]]) or (
        isinstance(value, bool) and schema["type"] != "boolean"
    ):
        return False
    if isinstance(value, list):
        return all(fits(schema["items"], item) for item in value)
    if isinstance(value, str):
        patterns = [schema.get("pattern", "")]
        if schema.get("format") == "date":
            patterns.append("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        return all(re.search(pattern, value) for pattern in patterns) and (
            schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**6)
        )
    return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("reason", "unused"),
        ("reason", "nothing"),
        ("country", "GB"),
        ("country", "XX"),
        ("locale", "en-GB"),
        ("locale", "english!"),
        ("discovered_on", "2026-03-14"),
        ("discovered_on", "~2026-03-14"),
        ("discovered_on", "14.03.2026"),
        ("as_of", "~2026-03-14"),
        ("contacts.at", "2026-03-14T15:30:00"),
        ("contacts.at", "2026-03-14T15:30:00Z"),
        ("charges.amount", "9.99"),
        ("charges.amount", "9,99"),
        ("charges.amount", 9.99),
        ("charges.amount", 10),
        ("charges.amount", "0.00"),
        ("trial.price", "0"),
        ("charges.currency", "EUR"),
        ("payment.last4", "1234"),
        ("payment.last4", "123"),
        ("payment.holder_is_me", True),
        ("payment.holder_is_me", "yes"),
        ("payment.holder_is_me", "perhaps"),
        ("cancellation.status", True),
        ("request.deadline_days", 14),
        ("request.deadline_days", 6),
        ("request.deadline_days", "14"),
        ("confirmed.facts_true", True),
        ("confirmed.facts_true", "yes"),
        ("goals", ["credit"]),
        ("goals", "credit"),
        ("own_words", "x" * 300),
        ("own_words", "x" * 301),
        ("promise.within", "10 business days"),
        ("promise.within", "soon"),
        ("sender.email", "a@example.org"),
        ("sender.email", "a example.org"),
        ("technical.codes", ["NW-2-5"]),
        ("technical.codes", ["x y"]),
        ("technical.speed_mbps", 42.5),
        ("service.name", "<b>"),
        ("schema", 1),
        ("schema", 2),
    ],
)
def test_schema_and_checks_agree(key: str, value: Any) -> None:
    table, _, last = key.rpartition(".")
    array = bool(table) and keys.find(table).array
    answers = keys.put({}, f"{table}.0.{last}" if array else key, value)
    try:
        build_case(answers)
        accepted = True
    except CaseError:
        accepted = False
    assert fits(at(key), value) is accepted


def test_profile_keys_are_keys_of_a_case() -> None:
    assert set(KEYS) <= set(keys.known_keys())


def test_word_lists_have_the_same_sections_and_are_lower_case() -> None:
    sections = {}
    for path in sorted(word_lists.FOLDER.glob("*.toml")):
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
        # Of some languages only the words that announce a secret are known.
        if "typed" in lists:
            sections[path.stem] = set(lists["typed"])
        for section in lists.values():
            for found in section.values():
                assert all(word == word.lower().strip() for word in found), path.name
                assert len(found) == len(set(found)), path.name
    assert {"en", "de", "fr", "es"} <= set(sections)
    assert len({frozenset(names) for names in sections.values()}) == 1


def test_our_own_words_are_never_refused() -> None:
    assert [text for text in descriptions().values() if forbidden(text)] == []
    assert [key for key in keys.known_keys() if forbidden(key.replace(".", " "))] == []
    for key in keys.known_keys():
        assert [value for value in keys.find(key).info.allowed if forbidden(value)] == []
