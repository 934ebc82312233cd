"""Conditions in data: what holds, what does not, and what is no condition."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundletters.model.condition import ConditionError, parse_condition

SCOPE = {
    "reason": "unused",
    "goals": ("money_back",),
    "cancellation": SimpleNamespace(status="yes", on=None, how=None),
    "technical": SimpleNamespace(from_="2026-03-01"),
    "signal": {"disputed": 31, "contacted": True, "asked": None},
    "country": "GB",
}


@pytest.mark.parametrize(
    "text",
    [
        "reason == 'unused'",
        "reason != 'other'",
        "reason in ['unused', 'changed_mind']",
        "reason not in ['changed_mind']",
        "'money_back' in goals",
        "signal.disputed > 30 and signal.disputed <= 31",
        "30 < signal.disputed < 32",
        "signal.contacted",
        "not signal.asked",
        "not nothing.like.this",
        "cancellation.status == 'yes' or reason == 'x'",
        "technical.from == '2026-03-01'".replace("from", "from_"),
        "true",
        "not false",
        "signal.contacted == true",
    ],
)
def test_a_condition_that_holds(text: str) -> None:
    assert parse_condition(text)(SCOPE)


@pytest.mark.parametrize(
    "text",
    [
        "reason == 'changed_mind'",
        "cancellation.on",
        "signal.asked > 0",
        "signal.asked != 0",
        "nobody == nobody",
        "reason > 3",
        "3 in country",
        "false",
        "signal.contacted and signal.asked",
        "40 < signal.disputed < 50",
    ],
)
def test_what_the_case_does_not_show_counts_as_unmet(text: str) -> None:
    assert not parse_condition(text)(SCOPE)


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("cancellation.on == '2026-03-01'", True),
        ("not (cancellation.on == '2026-03-01')", True),
        ("cancellation.on == '2026-03-01' and country == 'FR'", False),
        ("cancellation.on == '2026-03-01' or country == 'GB'", True),
        ("reason == 'unused' and cancellation.how in ['web']", True),
        ("cancellation.on", False),
        ("not cancellation.on", True),
        ("country == 'FR'", False),
        ("country == 'GB'", True),
    ],
)
def test_a_condition_is_possible_until_the_case_shows_otherwise(text: str, possible: bool) -> None:
    assert parse_condition(text).possible(SCOPE) is possible


@given(
    st.recursive(
        st.sampled_from(
            ["country == 'GB'", "reason == 'x'", "cancellation.on == 1", "signal.asked"]
        ),
        lambda parts: st.one_of(
            st.builds("({} and {})".format, parts, parts),
            st.builds("({} or {})".format, parts, parts),
        ),
        max_leaves=8,
    )
)
def test_what_holds_is_possible(text: str) -> None:
    condition = parse_condition(text)
    assert condition.possible(SCOPE) or not condition(SCOPE)


def test_a_condition_knows_the_names_it_asks_for() -> None:
    condition = parse_condition("reason == 'a' and (signal.paid or not payment.method) and true")
    assert condition.names == {"reason", "signal.paid", "payment.method"}
    assert parse_condition(condition.text) is condition


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("reason ==", "invalid syntax"),
        ("reason = 'x'", "invalid syntax"),
        ("len(reason)", "len(reason) is not allowed"),
        ("reason + 'x'", "is not allowed"),
        ("reason is 'x'", "is not allowed"),
        ("-reason", "is not allowed"),
        ("None", "None is not allowed"),
        ("[x for x in goals]", "is not allowed"),
        ("(1).real", "is not a dotted name"),
        ("reason[0]", "is not allowed"),
    ],
)
def test_anything_else_is_no_condition(text: str, part: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)
    assert part in str(caught.value)


@given(st.text(max_size=40))
def test_no_text_does_anything_but_hold_fail_or_be_refused(text: str) -> None:
    try:
        condition = parse_condition(text)
    except ConditionError:
        return
    # What holds for a case cannot be impossible for it.
    assert condition.possible(SCOPE) or not condition(SCOPE)
