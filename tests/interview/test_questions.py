"""questions.toml says about every key of the case what a person needs to answer it."""

from __future__ import annotations

from pathlib import Path

import pytest

from refundletters.answers import keys
from refundletters.errors import TemplateError
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import GROUPS, load_questions, table_of
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.packs.tables.letter import LetterMeta
from refundletters.packs.tables.question import Question

QUESTIONS = load_questions(shipped_roots())
# The day is today, the older form of a key is not asked, and a note is only typed with `log`.
NEVER_ASKED = {"schema", "as_of", "not_known", "payment.holder_is_me", "contacts.said"}
KINDS = {"long_text": "text", "confirm": "yes_no"}


def every() -> list[Question]:
    return list(QUESTIONS.values())


def test_every_key_of_a_case_has_its_question() -> None:
    asked = {question.key or question.id for question in every()}
    leaves = {key for key in keys.known_keys() if keys.describe(key).kind != "table"}
    assert leaves - asked - {"extra"} == NEVER_ASKED


def test_questions_ask_for_keys_that_a_case_has() -> None:
    for question in every():
        if question.asks_for_another:
            assert table_of(question.id)
        else:
            keys.describe(question.key or question.id)


@pytest.mark.parametrize("question", every(), ids=lambda question: question.id)
def test_a_question_takes_what_its_key_takes(question: Question) -> None:
    if question.asks_for_another:
        return
    info = keys.describe(question.key or question.id)
    kind = KINDS.get(question.kind, question.kind)
    # An open text may be asked with suggestions to choose from.
    assert kind == info.kind or (kind, info.kind) in {("choice", "text"), ("choices", "list")}
    if info.allowed and not question.source:
        for choice in question.choices:
            for put in choice.puts:
                keys.describe(put.key)
                assert bool(put.value) != bool(put.of)
        offered = {choice.value for choice in question.choices if not choice.puts}
        missing = set(info.allowed) - offered
        assert offered <= set(info.allowed)
        # A second wish is never the first one's own amount.
        assert missing == (set() if question.id != "request.fallback" else {"fixed"})


@pytest.mark.parametrize("question", every(), ids=lambda question: question.id)
def test_every_question_explains_itself(question: Question) -> None:
    assert question.group in GROUPS
    assert question.text.endswith(("?", "."))
    assert question.help.endswith((".", "?"))
    assert question.label
    words = [question.text, question.help, question.label, *question.statements, question.example]
    words += [choice.label for choice in question.choices]
    for variant in question.variants:
        assert variant.text.endswith(("?", "."))
        words += [variant.text, variant.help, *variant.statements]
        words += [choice.label for choice in variant.choices]
        assert {choice.value for choice in variant.choices} <= {
            choice.value for choice in question.choices
        }
    assert not [word for word in words if "%" in word]
    assert not [word for word in words if word != word.strip() or "  " in word]


@pytest.mark.parametrize("question", every(), ids=lambda question: question.id)
def test_choices_are_labelled_for_people(question: Question) -> None:
    labels = [choice.label for choice in question.choices]
    assert len(set(labels)) == len(labels)
    for choice in question.choices:
        assert choice.label not in {"Yes", "No"}
        assert "_" not in choice.label
        assert choice.label != choice.value


def test_typed_answers_come_with_an_example_unless_they_are_days() -> None:
    for question in every():
        if question.kind in {"text", "long_text", "list", "money", "integer", "number"}:
            assert question.example, question.id


def test_the_main_grounds_come_first_among_the_reasons() -> None:
    values = [choice.value for choice in QUESTIONS["reason"].choices]
    assert values[:3] == ["accidental_signup", "technical_failure", "unauthorized_payment"]


def test_personal_data_come_after_everything_about_the_case() -> None:
    order = list(QUESTIONS)
    last_fact = max(order.index(id) for id in order if id.startswith(("charges.", "request.")))
    # Who writes decides how the other questions are put; it says nothing about who that is.
    who = [id for id in order if id.startswith("sender.") and id != "sender.role"]
    assert all(order.index(id) > last_fact for id in who)


def test_the_four_points_are_shown_one_by_one() -> None:
    assert len(QUESTIONS["confirmed.four_points"].statements) == 4


@pytest.mark.parametrize("meta", letter_metas(shipped_roots()).values(), ids=lambda meta: meta.id)
def test_letters_need_only_questions_that_exist(meta: LetterMeta) -> None:
    named = {
        *meta.needs,
        *meta.wants,
        *(id for ids in meta.needs_by_reason.values() for id in ids),
        *(f"confirmed.{gate}" for gate in meta.gates),
    }
    tables = {id.rpartition(".")[0] for id in QUESTIONS}
    assert named <= set(QUESTIONS) | tables


def own_folder(folder: Path, text: str) -> Roots:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "questions.toml").write_text(text, encoding="utf-8")
    return with_user_folder(shipped_roots(), folder)


PACK_QUESTION = """
[[question]]
id = "extra.gym.tag"
group = "service"
kind = "text"
label = "Tag"
text = "What is the number of the tag?"
help = "The gym finds the contract by it."
example = "77"
"""


def test_a_pack_adds_a_question_in_its_group(tmp_path: Path) -> None:
    questions = load_questions(own_folder(tmp_path, PACK_QUESTION))
    order = list(questions)
    assert order.index("account.second") < order.index("extra.gym.tag") < order.index("reason")


def test_a_pack_replaces_a_question_in_its_place(tmp_path: Path) -> None:
    text = PACK_QUESTION.replace("extra.gym.tag", "plan.name")
    questions = load_questions(own_folder(tmp_path, text))
    assert questions["plan.name"].label == "Tag"
    assert list(questions) == list(QUESTIONS)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('group = "service"', 'group = "somewhere"'), "somewhere"),
        (('kind = "text"', 'kind = "guess"'), "guess"),
        (('kind = "text"', 'kind = "choice"'), "choice"),
        (('kind = "text"', 'kind = "text"\nwhen = "import os"'), "import os"),
        (('kind = "text"', 'kind = "text"\ncolor = "red"'), "color"),
    ],
)
def test_a_wrong_question_is_an_error_that_names_the_fault(
    tmp_path: Path, change: tuple[str, str], named: str
) -> None:
    roots = own_folder(tmp_path, PACK_QUESTION.replace(*change))
    with pytest.raises(TemplateError, match=r"questions\.toml") as caught:
        load_questions(roots)
    assert named in str(caught.value)
