"""Errors: data with a remedy and an exit code, readable as they are."""

from __future__ import annotations

import pytest

from refundletters import errors
from refundletters.messages import Message, say


def test_an_error_reads_as_plain_english_with_its_remedy() -> None:
    error = errors.UsageError(
        say("%(file)s: %(problem)s", file="a", problem=say("It has %(n)s lines.", n=3)),
        say("Shorten it."),
    )
    assert str(error) == "a: It has 3 lines. Shorten it."


@pytest.mark.parametrize(("days", "text"), [(1, "1 day is left."), (2, "2 days are left.")])
def test_a_counting_message_chooses_its_form(days: int, text: str) -> None:
    message = Message("%(n)s day is left.", {"n": days}, "%(n)s days are left.", "n")
    assert str(errors.RefundLettersError(message)) == text


def test_every_error_has_the_exit_code_of_the_contract() -> None:
    codes = {
        errors.RefundLettersError: 1,
        errors.UsageError: 2,
        errors.NotFound: 2,
        errors.CaseError: 2,
        errors.UnknownKey: 2,
        errors.ForbiddenData: 2,
        errors.AnswersMissing: 3,
        errors.DocumentUnavailable: 4,
        errors.DocumentBlocked: 4,
        errors.DocumentWaiting: 4,
        errors.LocaleIncomplete: 4,
        errors.TemplateError: 1,
        errors.SinkError: 1,
        errors.Interrupted: 130,
    }
    assert {kind.__name__ for kind in codes} == set(errors.__all__)
    for kind, code in codes.items():
        assert kind.exit_code == code


def test_an_interruption_says_where_the_draft_is() -> None:
    assert str(errors.Interrupted()) == "Stopped. Nothing was saved yet."
    assert "are safe in case.toml" in str(errors.Interrupted("case.toml"))
    assert "refundletters resume" in str(errors.Interrupted("case.toml"))


def test_missing_answers_are_listed() -> None:
    error = errors.AnswersMissing(["country", "reason"])
    assert error.keys == ("country", "reason")
    assert "country, reason" in str(error)
