"""Dotted keys: get, put, drop, describe, nearest."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.answers import keys
from refundletters.errors import CaseError, UnknownKey

# The machine may be busy: a slow example is no failure.
QUICK = settings(deadline=None, max_examples=60)


def placed(key: str) -> str:
    """Return a known key with a position after each array."""
    node, parts = keys.find(key.split(".")[0]), [key.split(".")[0]]
    for part in key.split(".")[1:]:
        if node.array:
            parts.append("0")
        node = node.fields[part][1]
        parts.append(part)
    return ".".join(parts)


LEAVES = [placed(key) for key in keys.known_keys() if keys.find(key).table is None]

some_values = st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text(), max_size=2))


@QUICK
@given(st.lists(st.tuples(st.sampled_from(LEAVES), some_values), max_size=12))
def test_what_is_put_is_what_is_got(changes: list[tuple[str, Any]]) -> None:
    answers: dict[str, Any] = {}
    for key, value in changes:
        before = copy.deepcopy(answers)
        after = keys.put(answers, key, value)
        assert answers == before
        assert keys.get(after, key) == value
        answers = after
    for key, value in dict(changes).items():
        assert keys.get(answers, key) == value


@QUICK
@given(st.sampled_from([key for key in LEAVES if ".0." not in key]), some_values)
def test_dropping_what_was_put_leaves_nothing(key: str, value: Any) -> None:
    answers = keys.put({}, key, value)
    assert keys.drop(answers, key) == {}
    assert keys.get(answers, key) == value


def test_positions_make_lists() -> None:
    answers = keys.put({}, "charges.0.amount", "1")
    answers = keys.put(answers, "charges.1.amount", "2")
    answers = keys.put(answers, "charges.1.repeat.every", "month")
    assert answers == {"charges": [{"amount": "1"}, {"amount": "2", "repeat": {"every": "month"}}]}
    assert keys.drop(answers, "charges.0") == {
        "charges": [{"amount": "2", "repeat": {"every": "month"}}]
    }
    assert keys.drop(answers, "charges.1.repeat.every")["charges"][1] == {"amount": "2"}


def test_lists_of_texts_take_positions_too() -> None:
    answers = keys.put({}, "sender.address.0", "1 Example Road")
    answers = keys.put(answers, "sender.address.1", "Town")
    assert keys.get(answers, "sender.address") == ["1 Example Road", "Town"]


def test_packs_put_what_they_like() -> None:
    answers = keys.put({}, "extra.demo.tier.name", "gold")
    assert answers == {"extra": {"demo": {"tier": {"name": "gold"}}}}


def test_a_missing_key_gives_the_default() -> None:
    answers = {"charges": [{"amount": "1"}], "reason": "unused"}
    for key in ("charges.1.amount", "charges.0.date", "service.id", "reason.x", "charges.x"):
        assert keys.get(answers, key, "none") == "none"
        assert keys.drop(answers, key) == answers


@pytest.mark.parametrize(
    ("key", "better"),
    [
        ("charges.amount", "charges.0.amount"),
        ("charges.1.amount", "charges.0.amount"),
        ("goals.3", "goals.0"),
        ("service.0.name", "service.name"),
    ],
)
def test_misplaced_positions_name_the_right_key(key: str, better: str) -> None:
    with pytest.raises(CaseError) as caught:
        keys.put({}, key, "x")
    assert caught.value.allowed == (better,)
    assert better in str(caught.value)


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("charge.0.amount", "charges.0.amount"),
        ("charges.2.amont", "charges.2.amount"),
        ("card.last4", "payment.last4"),
        ("descriptor", "service.descriptor"),
        ("sender.name", "sender.full_name"),
        ("cancellation.date", "charges.0.date"),
        ("goal", "goals"),
        ("Reason", "reason"),
        ("technical.step.0.what", "technical.steps.0.what"),
    ],
)
def test_unknown_keys_find_their_neighbors(key: str, nearest: str) -> None:
    assert nearest in keys.nearest(key)
    with pytest.raises(UnknownKey):
        keys.put({}, key, "x")


def test_nothing_is_near_nonsense() -> None:
    assert keys.nearest("qqqqqqqqqqqq") == ()
    with pytest.raises(UnknownKey) as caught:
        keys.describe("qqqqqqqqqqqq")
    assert caught.value.remedy is not None


@pytest.mark.parametrize(
    ("key", "kind", "repeated"),
    [
        ("reason", "choice", False),
        ("goals", "choices", False),
        ("goals.0", "choice", True),
        ("charges", "table", True),
        ("charges.0.amount", "money", True),
        ("charges.amount", "money", True),
        ("contacts.at", "moment", True),
        ("discovered_on", "date", False),
        ("confirmed.facts_true", "yes_no", False),
        ("request.deadline_days", "integer", False),
        ("technical.speed_mbps", "number", False),
        ("technical.codes", "list", False),
        ("sender.address.1", "text", True),
        ("service", "table", False),
        ("extra.demo.x", "text", False),
        ("own_words", "text", False),
    ],
)
def test_keys_say_what_they_take(key: str, kind: str, repeated: bool) -> None:
    info = keys.describe(key)
    assert (info.kind, info.repeated) == (kind, repeated)


def test_closed_lists_keep_their_order() -> None:
    assert keys.describe("duplicate.pending").allowed == ("yes", "no", "unsure")
    assert keys.describe("request.fallback").allowed[0] == "full"
    assert keys.describe("request.fallback").allowed[-1] == "none"
    assert len(keys.describe("reason").allowed) == 20


def test_limits_are_told() -> None:
    assert keys.describe("own_words").longest == 300
    days = keys.describe("request.deadline_days")
    assert (days.minimum, days.maximum) == (7, 60)
