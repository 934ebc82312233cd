"""Two versions of answers that began from the same one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundletters.answers.merge import Conflict, Decided, merge

BASE: dict[str, Any] = {
    "reason": "unused",
    "goals": ["money_back"],
    "service": {"name": "Example"},
    "sender": {"address": ["1 Street", "Town"]},
    "charges": [{"date": 1, "amount": "5"}, {"date": 2, "amount": "6"}],
}


def changed(**changes: Any) -> dict[str, Any]:
    return {**BASE, **changes}


CHARGES = BASE["charges"]
MERGED = {
    "different keys": (
        changed(reason="changed_mind"),
        changed(service={"name": "Other"}),
        changed(reason="changed_mind", service={"name": "Other"}),
    ),
    "the same change": (changed(reason="x"), changed(reason="x"), changed(reason="x")),
    "a key added in a table, another removed": (
        changed(service={"name": "Example", "biller": "provider"}),
        changed(service={}),
        changed(service={"biller": "provider"}),
    ),
    "both add an entry": (
        changed(charges=[*CHARGES, {"date": 3}]),
        changed(charges=[*CHARGES, {"date": 4}]),
        changed(charges=[*CHARGES, {"date": 3}, {"date": 4}]),
    ),
    "one adds in front, one changes an entry": (
        changed(charges=[{"date": 0}, *CHARGES]),
        changed(charges=[CHARGES[0], {"date": 2, "amount": "7"}]),
        changed(charges=[{"date": 0}, CHARGES[0], {"date": 2, "amount": "7"}]),
    ),
    "one removes an entry, one adds one": (
        changed(charges=CHARGES[1:]),
        changed(charges=[*CHARGES, {"date": 3}]),
        changed(charges=[CHARGES[1], {"date": 3}]),
    ),
    "different keys of one entry": (
        changed(charges=[CHARGES[0], {"date": 9, "amount": "6"}]),
        changed(charges=[CHARGES[0], {"date": 2, "amount": "7"}]),
        changed(charges=[CHARGES[0], {"date": 9, "amount": "7"}]),
    ),
    "both begin a table": (
        {**BASE, "contacts": [{"with": "a"}], "plan": {"name": "x"}},
        {**BASE, "contacts": [{"with": "b"}], "plan": {"price": "5"}},
        {
            **BASE,
            "contacts": [{"with": "a"}, {"with": "b"}],
            "plan": {"name": "x", "price": "5"},
        },
    ),
    "both add to a list": (
        changed(goals=["money_back", "credit"]),
        changed(goals=["money_back", "stop_charges"]),
        changed(goals=["money_back", "credit", "stop_charges"]),
    ),
    "a key removed": (changed(reason=None), changed(goals=[]), {**BASE, "goals": []}),
}


def plain(answers: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if value is not None}


@pytest.mark.parametrize(("theirs", "ours", "wanted"), MERGED.values(), ids=MERGED)
def test_what_each_side_changed_is_in_both(theirs, ours, wanted) -> None:
    found = merge(BASE, plain(theirs), plain(ours))
    expected = plain(wanted)
    if theirs.get("reason") is None:
        del expected["reason"]
    assert (found.answers, found.conflicts) == (expected, ())


CONFLICTS = {
    "one key": (changed(reason="x"), changed(reason="y"), Conflict("reason", "x", "y")),
    "removed and changed": (
        changed(charges=CHARGES[:1]),
        changed(charges=[CHARGES[0], {"date": 2, "amount": "7"}]),
        Conflict("charges.1", None, {"date": 2, "amount": "7"}),
    ),
    "one key of an entry": (
        changed(charges=[CHARGES[0], {"date": 2, "amount": "8"}]),
        changed(charges=[CHARGES[0], {"date": 2, "amount": "7"}]),
        Conflict("charges.1.amount", "8", "7"),
    ),
    "lines of an address": (
        changed(sender={"address": ["2 Street", "Town"]}),
        changed(sender={"address": ["3 Street", "Town"]}),
        Conflict("sender.address", ["2 Street", "Town"], ["3 Street", "Town"]),
    ),
}


@pytest.mark.parametrize(("theirs", "ours", "conflict"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_both_changed_is_asked_about_and_decided(theirs, ours, conflict) -> None:
    assert merge(BASE, theirs, ours).conflicts == (conflict,)
    for choice, wanted in ((True, ours), (False, theirs)):
        found = merge(BASE, theirs, ours, [Decided(conflict, choice)])
        assert (found.answers, found.conflicts) == (wanted, ())


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.integers(0, 3),
        "t": st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3), min_size=1),
        "r": st.lists(st.fixed_dictionaries({"n": st.integers(0, 5)}), min_size=1, max_size=4),
    },
)


@given(ANSWERS, ANSWERS)
def test_where_one_side_changed_nothing_the_other_is_taken(base, side) -> None:
    assert merge(base, side, base).answers == side
    assert merge(base, base, side).answers == side


@given(ANSWERS, ANSWERS, ANSWERS)
def test_without_a_conflict_it_does_not_matter_who_was_first(base, one, other) -> None:
    found, swapped = merge(base, one, other), merge(base, other, one)
    assert bool(found.conflicts) == bool(swapped.conflicts)
    if not found.conflicts and "r" not in found.answers:
        assert found.answers == swapped.answers
