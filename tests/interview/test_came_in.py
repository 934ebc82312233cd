"""What another program saved meanwhile becomes part of an interview that goes on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from refundletters.errors import CaseError
from refundletters.interview import flow
from refundletters.interview.came_in import came_in, with_others
from refundletters.packs.setting import Setting

DAY = dt.date(2026, 3, 14)
CHAT = {"at": dt.date(2026, 3, 2), "channel": "chat", "result": "refused"}
CALL = {"at": dt.date(2026, 3, 5), "channel": "phone"}


@pytest.mark.parametrize(
    ("ours", "now", "changes"),
    [
        ({"country": "US"}, {"country": "US"}, {}),
        ({"country": "US"}, {"country": "US", "region": "OH"}, {"region": "OH"}),
        ({"country": "US", "region": "OH"}, {"country": "US"}, {"region": None}),
        (
            {"service": {"name": "A"}},
            {"service": {"name": "A", "descriptor": "A.COM"}},
            {"service.descriptor": "A.COM"},
        ),
        (
            {"contacts": [CALL]},
            {"contacts": [CHAT, CALL]},
            {
                f"contacts.0.{name}": value
                for name, value in CHAT.items()
                if CALL.get(name) != value
            },
        ),
        ({"goals": ["credit"]}, {"goals": ["pause"]}, {"goals": ["pause"]}),
    ],
)
def test_each_change_is_told_by_its_key(
    ours: dict[str, Any], now: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert dict(came_in(ours, now)) == changes


def test_what_others_answered_is_not_asked_any_more(setting: Setting) -> None:
    interview = flow.start("", {"country": "US"}, setting, needs=("reason", "discovered_on"))
    asked = flow.next_question(interview)
    assert asked is not None
    assert asked.key == "reason"
    joined = with_others(interview, {"country": "US", "reason": "unused"})
    asked = flow.next_question(joined)
    assert asked is not None
    assert asked.key == "discovered_on"


def test_remembered_keys_move_along_with_the_entries_they_are_about(setting: Setting) -> None:
    interview = flow.start("", {"contacts": [CALL]}, setting, needs=("contacts.result",))
    interview = flow.answer(interview, "contacts.0.result", "no_answer")
    ours = {**CALL, "result": "no_answer"}
    joined = with_others(interview, {"contacts": [CHAT, ours]})
    assert joined.history == ("contacts.1.result",)
    assert flow.back(joined).focus == "contacts.1.result"


def test_remembered_keys_move_up_where_others_removed_an_entry(setting: Setting) -> None:
    interview = flow.start("", {"contacts": [CHAT, CALL]}, setting, needs=("contacts.result",))
    interview = flow.answer(interview, "contacts.1.result", "no_answer")
    joined = with_others(interview, {"contacts": [{**CALL, "result": "no_answer"}]})
    assert joined.history == ("contacts.0.result",)


def test_answers_that_do_not_go_together_are_refused(setting: Setting) -> None:
    interview = flow.start("", {"trial": {"ended_on": DAY}}, setting)
    later = {"trial": {"started_on": DAY + dt.timedelta(days=1), "ended_on": DAY}}
    with pytest.raises(CaseError):
        with_others(interview, {**later, "as_of": DAY + dt.timedelta(days=9)})
