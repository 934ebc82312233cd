"""The library: what ``import refundletters as rl`` promises."""

from __future__ import annotations

import datetime as dt
import inspect
import subprocess
import sys
import threading
import typing
from pathlib import Path

import pytest

import refundletters as rl

ROOT = Path(__file__).resolve().parents[1]

FUNCTIONS = [
    "answer",
    "bundle",
    "compose",
    "list_documents",
    "load_case",
    "next_question",
    "plan",
    "read_statement",
    "remind",
    "render",
    "text",
]
TYPES = ["Case", "Document", "Listed", "Message", "Plan", "Question", "Rendered", "Statement"]

ANSWERS = {
    "as_of": dt.date(2026, 3, 14),
    "country": "GB",
    "reason": "forgot_to_cancel",
    "service": {"id": "netflix", "biller": "provider"},
    "cancellation": {"status": "yes", "on": dt.date(2026, 3, 2), "how": "web"},
    "used_after_charge": "none",
    "last_used_on": dt.date(2025, 12, 24),
    "charges": [{"date": dt.date(2026, 3, 1), "amount": "10.99", "currency": "GBP"}],
    "request": {"primary": "full"},
    "sender": {"given_name": "Sam"},
}


def test_all_names_exactly_what_is_public() -> None:
    assert sorted(rl.__all__) == sorted([*FUNCTIONS, "errors"])
    for name in (*rl.__all__, *TYPES):
        assert getattr(rl, name) is not None
        assert name in dir(rl)


def test_star_import_and_a_wrong_name() -> None:
    names: dict[str, object] = {}
    exec("from refundletters import *", names)  # what a reader of the docs may type
    assert set(rl.__all__) <= names.keys()
    with pytest.raises(AttributeError, match="no attribute 'letter'"):
        _ = rl.letter


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_typed_and_documented(name) -> None:
    function = getattr(rl, name)
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(p.annotation is not inspect.Parameter.empty for p in signature.parameters.values())
    assert function.__doc__


def test_the_typing_marker_is_there() -> None:
    assert (ROOT / "refundletters" / "py.typed").is_file()


def test_the_function_render_survives_the_room_of_that_name() -> None:

    assert callable(rl.render)
    assert inspect.isfunction(rl.render)
    from refundletters.render import render as inner

    assert inner is not rl.render


def test_a_case_loads_from_a_file_and_from_a_mapping(tmp_path) -> None:
    path = tmp_path / "case.toml"
    path.write_text(
        'country = "GB"\nreason = "unused"\n[[charges]]\namount = "9.99"\n', encoding="utf-8"
    )
    case = rl.load_case(path)
    assert isinstance(case, rl.Case)
    assert rl.load_case(str(path)) == case
    mapping = {"country": "GB", "reason": "unused", "charges": [{"amount": "9.99"}]}
    assert rl.load_case(mapping) == case


def test_loading_does_not_change_what_it_is_given() -> None:
    before = repr(ANSWERS)
    rl.load_case(ANSWERS)
    assert repr(ANSWERS) == before


def test_an_unacceptable_case_is_an_error_that_names_the_key() -> None:
    with pytest.raises(rl.errors.UnknownKey, match=r"charges\.0\.amount"):
        rl.load_case({"charges": [{"ammount": "9.99"}]})
    with pytest.raises(rl.errors.ForbiddenData) as caught:
        rl.load_case({"own_words": "My card is 4111 1111 1111 1111"})
    assert "1111" not in str(caught.value)
    with pytest.raises(rl.errors.NotFound):
        rl.load_case("no-such-file.toml")


def test_the_next_question_leads_to_an_answered_letter() -> None:
    asked = []
    question = rl.next_question("chat-opener", {})
    assert question is not None
    assert question.text
    for _ in range(2):  # asking again without an answer asks the same
        assert rl.next_question("chat-opener", {}) == question
    asked.append(question.id)
    assert rl.next_question("chat-opener", {**ANSWERS, "sender": {}}) != question


def test_a_plan_a_document_and_its_bytes() -> None:
    case = rl.load_case(ANSWERS)
    plan = rl.plan(case)
    assert isinstance(plan, rl.Plan)
    assert plan.facts.as_of == ANSWERS["as_of"]
    letter = rl.compose("chat-opener", case)
    assert isinstance(letter, rl.Document)
    assert letter.locale == "en_GB"
    rendered = rl.render(letter, "text")
    assert isinstance(rendered, rl.Rendered)
    assert "Netflix" in rendered.content.decode("utf-8")
    assert rendered.suffix == ".txt"


def test_a_document_that_does_not_fit_says_what_does() -> None:
    case = rl.load_case(ANSWERS)
    with pytest.raises(rl.errors.DocumentBlocked) as caught:
        rl.compose("unauthorized-payment-report", case)
    assert caught.value.instead
    with pytest.raises(rl.errors.AnswersMissing) as missing:
        rl.compose("refund-request", case)
    assert missing.value.keys
    with pytest.raises(rl.errors.NotFound) as unknown:
        rl.compose("refund-reqest", case)
    assert unknown.value.nearest[0] == "refund-request"
    with pytest.raises(rl.errors.NotFound):
        rl.compose("chat-opener", case, "qq_QQ")


def test_lists_carry_a_status_where_a_case_is_given() -> None:
    plain = rl.list_documents()
    assert all(entry.status is None for entry in plain)
    judged = rl.list_documents(rl.load_case(ANSWERS))
    assert [entry.meta.id for entry in judged] == [entry.meta.id for entry in plain]
    assert {entry.status.status for entry in judged if entry.status} <= {
        "offered",
        "waiting",
        "blocked",
    }


def test_the_tree_of_errors_in_the_docstring_is_the_tree_of_classes() -> None:
    doc = rl.errors.__doc__ or ""
    for name in rl.errors.__all__:
        kind = getattr(rl.errors, name)
        assert issubclass(kind, rl.errors.RefundLettersError)
        line = next(line for line in doc.splitlines() if f" {name} " in f"{line} ")
        assert f" {kind.exit_code} " in line, name
        # Its parent is drawn one step to the left, on the nearest line above.
        if kind is not rl.errors.RefundLettersError:
            assert _parent_in(doc, name) == kind.__bases__[0].__name__


def _parent_in(doc: str, name: str) -> str:
    parents: list[tuple[int, str]] = []
    for line in doc.splitlines():
        word = line.strip("│├└─ ").split(" ")[0]
        if word not in rl.errors.__all__:
            continue
        at = line.index(word)
        while parents and parents[-1][0] >= at:
            parents.pop()
        if word == name:
            return parents[-1][1]
        parents.append((at, word))
    raise AssertionError(name)


def test_threads_may_write_side_by_side() -> None:
    case = rl.load_case(ANSWERS)
    expected = {
        locale: rl.render(rl.compose("chat-opener", case, locale), "text").content
        for locale in ("en_US", "en_GB")
    }
    wrong: list[str] = []

    def write(locale: str) -> None:
        for _ in range(5):
            got = rl.render(rl.compose("chat-opener", case, locale), "text").content
            if got != expected[locale]:
                wrong.append(locale)

    threads = [threading.Thread(target=write, args=(name,)) for name in [*expected] * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_nothing_of_the_process_is_set() -> None:
    code = (
        "import locale, os, datetime, refundletters as rl\n"
        "before = locale.setlocale(locale.LC_ALL), dict(os.environ), os.getcwd()\n"
        f"case = rl.load_case({ANSWERS!r})\n"
        "rl.plan(case); rl.render(rl.compose('chat-opener', case), 'text')\n"
        "assert before == (locale.setlocale(locale.LC_ALL), dict(os.environ), os.getcwd())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_annotations_of_the_library_resolve() -> None:
    from refundletters.app import Listed
    from refundletters.facts.types import Plan
    from refundletters.model.case import Case
    from refundletters.model.closed_words import TextChannel
    from refundletters.model.document import Document
    from refundletters.packs.tables.question import Question
    from refundletters.render.result import Rendered

    names: dict[str, object] = {
        kind.__name__: kind for kind in (Listed, Plan, Question, Case, Document, Rendered)
    }
    names |= {"TextChannel": TextChannel, "_Packs": tuple[str, ...]}
    hints = typing.get_type_hints(rl.compose, localns=names)
    assert hints["return"] is rl.Document
    assert typing.get_type_hints(rl.plan, localns=names)["return"] is rl.Plan
