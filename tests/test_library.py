"""The library speaks any language, asks with real choices, and reads packs from folders."""

from __future__ import annotations

import datetime as dt
import io
import pydoc
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

import refundletters as rl

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "us-charged-after-canceling"


@pytest.fixture(scope="module")
def case() -> rl.Case:
    return rl.load_case(SAMPLE / "case.toml")


def test_help_is_short_and_names_are_clean() -> None:
    assert len(pydoc.render_doc(rl).splitlines()) < 230
    assert not {"annotations", "messages", "TYPE_CHECKING"} & set(dir(rl))


def test_the_names_of_layers_stay_functions() -> None:
    import_module("refundletters.bundle")  # binds the layer, were it not refused

    assert rl.bundle.__module__ == "refundletters"


def test_a_plan_has_words_in_any_language(case: rl.Case) -> None:
    why = rl.plan(case).strength.why
    assert rl.text(why).startswith("A charge after a confirmed cancellation")
    assert rl.text(why, "de").startswith("Eine Abbuchung nach einer bestätigten Kündigung")


def test_a_question_has_its_words_and_all_its_choices() -> None:
    question = rl.next_question("chat-opener", {"country": "DE"}, "de")
    assert question is not None
    assert question.key == "service.id"
    assert question.text == "Um welchen Dienst geht es bei der Abbuchung?"
    labels = {choice.value: choice.label for choice in question.choices}
    assert len(labels) > 150
    assert labels["disney_plus"] == "Disney+"


def test_answers_lead_from_question_to_letter() -> None:
    given = {
        "country": "GB", "service.id": "netflix", "reason": "unused", "cancellation.status": "no",
        "charges.0.date": dt.date(2026, 2, 1), "charges.0.amount": "24.00",
        "used_after_charge": "none", "request.primary": "full",
        "last_used_on": dt.date(2025, 10, 5), "account.identifier": "kim@example.org",
        "sender.full_name": "Kim Sample", "service.biller": "provider",
    }  # fmt: skip
    answers: dict[str, object] = {"as_of": dt.date(2026, 3, 1)}
    while (question := rl.next_question("chat-opener", answers)) is not None:
        wanted = True if question.kind == "confirm" else given[question.key]
        before = dict(answers)
        after = rl.answer(answers, question.key, wanted)
        assert answers == before
        answers = after
    assert "Netflix" in rl.compose("chat-opener", rl.load_case(answers)).subject + str(
        rl.render(rl.compose("chat-opener", rl.load_case(answers)), "text").content
    )


def test_what_the_person_does_not_have_is_noted() -> None:
    answers = rl.answer({"country": "GB"}, "service.descriptor", None)
    assert answers["not_known"] == ["service.descriptor"]
    with pytest.raises(rl.errors.UsageError, match="reason needs a value"):
        rl.answer({}, "reason", None)


def test_a_choice_that_stands_for_a_question_names_it() -> None:
    question = rl.next_question("chat-opener", {"country": "DE"})
    assert question is not None
    opens = next(choice for choice in question.choices if choice.opens)
    with pytest.raises(rl.errors.UsageError, match=rf"Answer {opens.opens} instead"):
        rl.answer({"country": "DE"}, question.key, opens.value)


@pytest.mark.parametrize(
    ("answers", "remedy"),
    [
        ({"charges": [{"amount": 9.99}]}, "or a Decimal."),
        ({"charges": {"amount": "9.99"}}, "Pass a list of mappings."),
        ({"own_words": 7}, "Pass a str."),
        ({"used_after_charge": "none", "contacts": [{"at": "soon"}]}, None),
    ],
)
def test_remedies_are_for_callers(answers: dict[str, object], remedy: str | None) -> None:
    with pytest.raises(rl.errors.CaseError) as caught:
        rl.load_case(answers)
    assert str(caught.value).endswith(remedy or "without a time zone.")
    assert "--" not in str(caught.value)


def test_missing_answers_and_unknown_names_have_a_remedy_too(case: rl.Case) -> None:
    with pytest.raises(rl.errors.AnswersMissing, match="next_question asks"):
        rl.compose("refund-request", rl.load_case({"country": "US", "reason": "unused"}))
    with pytest.raises(rl.errors.NotFound, match="en_US"):
        rl.compose("chat-opener", case, "xx")
    with pytest.raises(rl.errors.NotFound, match="There is no folder nowhere"):
        rl.plan(case, packs=["nowhere"])


def test_days_and_bundle_are_bytes(case: rl.Case) -> None:
    calendar = rl.remind(case, "de")
    assert calendar.suffix == ".ics"
    assert calendar.content == rl.remind(case, "de").content
    assert b"BEGIN:VALARM" in calendar.content
    made = rl.bundle(case, folder=SAMPLE, documents=["card-dispute"])
    names = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert any(name.startswith("Dispute-of-charges") for name in names)
    with pytest.raises(rl.errors.UsageError, match=r"a \.zip or a \.pdf"):
        rl.bundle(case, "rar")


def test_a_pack_is_read_from_its_folder(tmp_path: Path) -> None:
    rows = tmp_path / "data" / "services"
    rows.mkdir(parents=True)
    (rows / "gym.toml").write_text(
        '[[service]]\nid = "example_gym"\nname = "Example Gym"\n', encoding="utf-8"
    )
    question = rl.next_question("chat-opener", {"country": "US"}, packs=[tmp_path])
    assert question is not None
    assert "Example Gym" in {choice.label for choice in question.choices}
    plain = rl.next_question("chat-opener", {"country": "US"})
    assert plain is not None
    assert "Example Gym" not in {choice.label for choice in plain.choices}
