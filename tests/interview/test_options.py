"""What may be chosen, and answers as text, in the language of the person."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from refundletters.answers import keys
from refundletters.answers.build import check
from refundletters.i18n.speech import Speaker, speaker
from refundletters.interview.options import Option, example_text, options, value_text
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import Roots, shipped_roots

# A time is kept in one form whatever language it was typed in.
KEYS_IN_WORDS = {"promise.within", "contract.notice"}
QUESTIONS = load_questions(shipped_roots())
TODAY = dt.date(2026, 3, 14)


def offered(
    id: str, interface: str, roots: Roots, answers: Mapping[str, Any] | None = None
) -> list[Option]:
    question = QUESTIONS[id]
    speak = speaker(roots, interface)
    return list(options(question, question.choices, answers or {}, speak, roots))


def shown(id: str, value: Any, speak: Speaker, roots: Roots, **answers: Any) -> str:
    row = 0 if id.startswith("charges.") else None
    return value_text(QUESTIONS[id], value, answers, speak, roots, row)


@pytest.mark.parametrize(
    ("interface", "first"), [("en_US", "US"), ("en_GB", "GB"), ("de", "DE"), ("de_AT", "AT")]
)
def test_the_likeliest_country_comes_first(interface: str, first: str, roots: Roots) -> None:
    assert offered("country", interface, roots)[0].value == first


def test_countries_have_the_names_of_the_persons_language(roots: Roots) -> None:
    names = {entry.value: entry.label for entry in offered("country", "de", roots)}
    assert names["GB"] == "Vereinigtes Königreich"
    assert len(names) > 240
    assert not {"EU", "UN", "ZZ", "150"} & set(names)


def test_countries_are_sorted_without_regard_to_accents(roots: Roots) -> None:
    labels = [entry.label for entry in offered("country", "en_US", roots)]
    assert labels.index("Åland Islands") < labels.index("Albania")


def test_countries_with_the_same_language_follow(roots: Roots) -> None:
    first = [entry.value for entry in offered("country", "de", roots)][:5]
    assert {"DE", "AT", "CH"} <= set(first)


@pytest.mark.parametrize(("country", "value"), [("US", "CA"), ("CA", "QC"), ("GB", "SCT")])
def test_regions_are_those_of_the_country(country: str, value: str, roots: Roots) -> None:
    values = [entry.value for entry in offered("region", "en_US", roots, {"country": country})]
    assert value in values
    assert len(set(values)) == len(values)


def test_every_region_belongs_to_a_country_that_is_asked_for_one(roots: Roots) -> None:
    condition = QUESTIONS["region"].when
    countries = tomllib.loads((roots.data[0] / "regions.toml").read_text(encoding="utf-8"))
    assert {"US", "CA", "AU", "GB", "IN", "DE", "AT", "CH", "ES", "IT"} <= set(countries)
    for country in countries:
        assert condition({"country": country})
        assert offered("region", "en_US", roots, {"country": country})
    assert not condition({"country": "FR"})
    assert not offered("region", "en_US", roots, {"country": "FR"})


def test_services_are_offered_by_name_and_another_one_last(roots: Roots) -> None:
    entries = offered("service", "en_US", roots)
    assert entries[-1].value == "other"
    assert ("netflix", "Netflix") in {(entry.value, entry.label) for entry in entries}


def test_the_currency_of_the_country_comes_first(roots: Roots) -> None:
    entries = offered("charges.currency", "en_US", roots, {"country": "CH"})
    assert (entries[0].value, entries[0].label) == ("CHF", "Swiss Franc")
    assert "DEM" not in {entry.value for entry in entries}


def test_letters_are_offered_in_languages_that_have_them(roots: Roots) -> None:
    values = [entry.value for entry in offered("locale", "en_US", roots, {"country": "GB"})]
    assert values[0] == "en_GB"


def test_documents_are_offered_by_title(roots: Roots) -> None:
    labels = {entry.value: entry.label for entry in offered("contacts.document", "en_US", roots)}
    titles = {meta.id: meta.title for meta in letter_metas(roots).values()}
    assert labels == titles


@pytest.mark.parametrize(
    ("id", "value", "text"),
    [
        ("country", "GB", "United Kingdom"),
        ("region", "CA", "California"),
        ("locale", "de_AT", "German (Austria)"),
        ("service", "netflix", "Netflix"),
        ("service.name", "Example Stream", "Example Stream"),
        ("reason", "unused", "I paid but did not use it"),
        ("goals", ["pause", "credit"], None),
        ("charges.date", dt.date(2026, 3, 1), "March 1, 2026"),
        ("charges.date", "~2026-03-01", "around March 1, 2026"),
        ("charges.amount", "9.9", "$9.90"),
        ("charges.currency", "EUR", "Euro"),
        ("confirmed.facts_true", True, "Yes, it is all true as far as I know"),
        ("technical.codes", ["E-1", "E-2"], "E-1 and E-2"),
        ("technical.days", 5, "5"),
        ("contacts.document", "chat-opener", "Chat opener"),
        ("contacts.document", "my-own-letter", "my-own-letter"),
        ("technical.kind", "something_else", "something_else"),
    ],
)
def test_answers_are_shown_as_people_say_them(
    id: str, value: Any, text: str | None, roots: Roots
) -> None:
    speak = speaker(roots, "en_US")
    said = shown(id, value, speak, roots, country="US")
    if text is None:
        text = "I want to pause and come back later and A credit or a free month would be fine"
    assert said == text


def test_an_amount_takes_the_currency_of_its_charge(roots: Roots) -> None:
    speak = speaker(roots, "en_US")
    charges = [{"amount": "9.99", "currency": "EUR"}]
    assert shown("charges.amount", "9.99", speak, roots, country="US", charges=charges) == "€9.99"
    assert shown("request.amount", "5", speak, roots, country="US", charges=charges) == "€5.00"
    assert shown("request.amount", "5", speak, roots) == "5.00"


def test_dates_are_shown_in_the_formats_of_the_screen(roots: Roots) -> None:
    speak = speaker(roots, "de_DE")
    assert shown("charges.date", dt.date(2026, 3, 1), speak, roots) == "1. März 2026"


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("charges.date", "March 3, 2026"),
        ("charges.amount", "15.49"),
        ("technical.days", "5"),
        ("plan.name", "Standard with ads"),
        ("country", ""),
    ],
)
def test_examples_are_in_the_formats_of_the_screen(id: str, text: str, roots: Roots) -> None:
    speak = speaker(roots, "en_US")
    assert example_text(QUESTIONS[id], speak, TODAY) == text


@pytest.mark.parametrize("interface", ["en_US", "de_DE", "fr_FR", "en_IN"])
def test_typed_examples_can_be_typed(interface: str, roots: Roots) -> None:
    from refundletters.answers.parsing.answer import parse_answer

    speak = speaker(roots, interface)
    for question in QUESTIONS.values():
        example = example_text(question, speak, TODAY)
        if example and question.kind != "list":
            key = question.id.replace(".", ".0.", 1) if _in_table(question.id) else question.id
            value = parse_answer(key, example, interface, as_of=TODAY)
            assert check(key, value) == value
            if question.kind in {"text", "long_text"} and question.id not in KEYS_IN_WORDS:
                assert value == example


def _in_table(id: str) -> bool:
    from refundletters.packs.questions import table_of

    return table_of(id) in {"charges", "contacts", "fees", "evidence", "price_increases"}


CANCELED = {"on": dt.date(2026, 2, 24), "how": "web"}


@pytest.mark.parametrize(
    ("key", "answers", "label"),
    [
        (
            "sender.role",
            {"sender": {"role": "account_holder"}, "payment": {"holder": "me"}},
            "Mine, and I pay for it",
        ),
        ("sender.role", {"sender": {"role": "account_holder"}}, "Mine, and I pay for it"),
        (
            "sender.role",
            {"sender": {"role": "account_holder"}, "payment": {"holder": "family"}},
            "Mine, but somebody else's card or account pays for it",
        ),
        ("sender.role", {"sender": {"role": "parent"}}, "My child's"),
        (
            "permission.withdrawn",
            {"permission": {"withdrawn": "yes", **CANCELED}, "cancellation": CANCELED},
            "Yes, when I canceled",
        ),
        (
            "permission.withdrawn",
            {
                "permission": {"withdrawn": "yes", "on": dt.date(2026, 3, 1), "how": "phone"},
                "cancellation": CANCELED,
            },
            "Yes, I told them",
        ),
        ("permission.withdrawn", {"permission": {"withdrawn": "yes"}}, "Yes, I told them"),
    ],
)
def test_a_choice_that_stands_for_several_answers_is_shown_where_it_was_made(
    key: str, answers: dict[str, Any], label: str
) -> None:
    roots = shipped_roots()
    question = QUESTIONS[key]
    value = keys.get(answers, key)
    assert value_text(question, value, answers, speaker(roots, "en_US"), roots) == label
