"""Calendar files, read by a parser that is not ours and by the letter of RFC 5545."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.render.ics import Calendar, CalendarEvent, render

DAY = dt.date(2026, 5, 11)
AS_OF = dt.date(2026, 4, 10)


def calendar(*events: CalendarEvent, key: str = "case", locale: str = "en_US") -> Calendar:
    return Calendar(key, "Netflix", locale, AS_OF, events)


def read(made: Calendar) -> list[icalendar.CalendarEvent]:
    parsed = icalendar.Calendar.from_ical(render(made).content)
    assert not parsed.errors
    found = parsed.walk("VEVENT")
    assert not any(event.errors for event in found)
    return found


def test_an_independent_parser_reads_the_same_day_and_words() -> None:
    text = "Send it; it has to arrive, by then\\now"
    (event,) = read(calendar(CalendarEvent("bank", DAY, text, "Line one\nLine two", (0, 7))))
    assert str(event["SUMMARY"]) == text
    assert str(event["DESCRIPTION"]) == "Line one\nLine two"
    assert event.decoded("DTSTART") == DAY
    assert event.decoded("DTEND") == DAY + dt.timedelta(days=1)
    assert not isinstance(event.decoded("DTSTART"), dt.datetime)
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_the_stamp_is_the_day_of_the_case_and_the_file_needs_no_clock() -> None:
    made = calendar(CalendarEvent("bank", DAY, "Send it"))
    (event,) = read(made)
    assert event.decoded("DTSTAMP") == dt.datetime(2026, 4, 10, tzinfo=dt.UTC)
    assert render(made).content == render(made).content


@pytest.mark.parametrize(
    ("days", "trigger"),
    [
        (0, dt.timedelta(hours=9)),
        (1, dt.timedelta(hours=-15)),
        (7, dt.timedelta(days=-7, hours=9)),
    ],
)
def test_an_alarm_rings_at_nine_in_the_morning(days: int, trigger: dt.timedelta) -> None:
    (event,) = read(calendar(CalendarEvent("bank", DAY, "Send it", alarms=(days,))))
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert str(alarm["DESCRIPTION"]) == "Send it"
    assert alarm.decoded("TRIGGER") == trigger


def test_an_identity_stays_with_case_and_event_when_day_and_words_change() -> None:
    first = read(calendar(CalendarEvent("bank", DAY, "Send it")))[0]["UID"]
    later = read(calendar(CalendarEvent("bank", DAY + dt.timedelta(days=3), "Senden"), locale="de"))
    assert later[0]["UID"] == first
    assert read(calendar(CalendarEvent("trial", DAY, "Send it")))[0]["UID"] != first
    assert read(calendar(CalendarEvent("bank", DAY, "Send it"), key="other"))[0]["UID"] != first
    assert "case" not in str(first)


def test_the_language_is_named_for_words() -> None:
    (event,) = read(calendar(CalendarEvent("bank", DAY, "Heute absenden", "Mehr"), locale="de_AT"))
    assert event["SUMMARY"].params["LANGUAGE"] == "de-AT"
    assert event["DESCRIPTION"].params["LANGUAGE"] == "de-AT"


def test_lines_end_and_fold_as_the_standard_says() -> None:
    made = calendar(CalendarEvent("bank", DAY, "é" * 200), CalendarEvent("next", DAY, "日本" * 80))
    content = render(made).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut in two
    assert {str(event["SUMMARY"]) for event in read(made)} == {"é" * 200, "日本" * 80}


def test_what_a_calendar_must_have_is_there_once() -> None:
    lines = render(calendar(CalendarEvent("bank", DAY, "Send it"))).content.decode().split("\r\n")
    assert lines[:3] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//refundletters//refundletters//EN",
    ]
    for name in ("UID", "DTSTAMP", "DTSTART;VALUE=DATE", "METHOD"):
        assert sum(line.startswith(f"{name}:") for line in lines) == 1


def test_days_stand_in_order_whatever_order_they_came_in() -> None:
    later, sooner = CalendarEvent("a", DAY, "Later"), CalendarEvent("b", AS_OF, "Sooner")
    assert [str(event["SUMMARY"]) for event in read(calendar(later, sooner))] == [
        "Sooner",
        "Later",
    ]


@pytest.mark.parametrize(
    "events", [(), (CalendarEvent("a", DAY, "One"), CalendarEvent("a", AS_OF, "Two"))]
)
def test_a_calendar_without_days_or_with_a_shared_id_is_refused(
    events: tuple[CalendarEvent, ...],
) -> None:
    with pytest.raises(ValueError, match="id of its own"):
        render(calendar(*events))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1))
def test_any_words_survive(words: str) -> None:
    import unicodedata

    (event,) = read(calendar(CalendarEvent("bank", DAY, words)))
    assert str(event["SUMMARY"]) == unicodedata.normalize("NFC", words)


def test_control_characters_cannot_make_a_line_of_their_own() -> None:
    made = calendar(CalendarEvent("bank", DAY, "Send\r\nATTENDEE:mailto:x@example.org\x1b[2J"))
    (event,) = read(made)
    assert "ATTENDEE" not in event
    assert b"\x1b" not in render(made).content
