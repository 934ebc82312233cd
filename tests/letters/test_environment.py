"""The sandbox: what a letter may see, and how a wrong template says so."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment

from refundletters import app
from refundletters.answers.store import load
from refundletters.errors import TemplateError, UsageError
from refundletters.facts.gates import all_statuses
from refundletters.facts.types import Facts
from refundletters.letters import child_process
from refundletters.letters.compose import compose, kind_for
from refundletters.letters.environment import CompiledTemplates, environment
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import Roots, with_user_folder
from refundletters.packs.setting import Setting

# One sample of every reason there is.
SAMPLES = list(
    {
        tomllib.loads(path.read_text("utf-8"))["reason"]: path
        for path in (Path(__file__).parents[2] / "samples").glob("*/case.toml")
    }.values()
)

LETTER_TOML = """
id = "mine"
title = "Mine"
about = "A letter of a pack."
order = 1
kinds = ["email"]
audience = "support"
stage = "any"
"""


@pytest.fixture
def pack(tmp_path: Path, roots: Roots) -> Callable[[str], Roots]:
    """Make a pack with one letter, ``mine``, from its words."""

    def make(words: str) -> Roots:
        folder = tmp_path / "templates" / "letters" / "mine"
        folder.mkdir(parents=True)
        (folder / "letter.toml").write_text(LETTER_TOML, encoding="utf-8")
        (folder / "letter.j2").write_text(words, encoding="utf-8")
        return with_user_folder(roots, tmp_path)

    return make


@pytest.fixture
def facts(bare: Any, facts_of: Callable[[Any], Facts]) -> Facts:
    return facts_of(bare(reason="unused"))


def test_a_pack_adds_a_letter_with_two_text_files(
    pack: Callable[[str], Roots], facts: Facts, text: Any
) -> None:
    roots = pack(
        '{% extends "_base/email.j2" %}'
        "{% block subject %}{% trans %}Hi{% endtrans %}{% endblock %}"
        "{% block body %}<p>{{ facts.service.name }} &amp; "
        "{{ any_of(['<a>', 'b']) }}</p>{% endblock %}"
    )
    document = compose("mine", facts, roots, "en_US")
    assert document.subject == "Hi"
    assert "Netflix & <a> or b" in text(document)


@pytest.mark.parametrize(
    ("words", "problem", "line"),
    [
        ("<p>\n{{ nobody }}</p>", "'nobody' is undefined", 2),
        ("<p>\n\n{{ case.__class__ }}</p>", "not allowed", 3),
        ("<p>{% if %}</p>", "cannot be read", 1),
        ("{% include '_base/nowhere.j2' %}", "no template of this name", 0),
        ("\n<p>a</p>\n<q>b</q>", "no element <q>", 3),
        ("<p>{{ case.nothing }}</p>", "nothing", 1),
    ],
)
def test_a_wrong_template_names_its_file_and_line(
    pack: Callable[[str], Roots], facts: Facts, words: str, problem: str, line: int
) -> None:
    with pytest.raises(TemplateError, match=problem) as caught:
        compose("mine", facts, pack(words), "en_US")
    assert "mine/letter.j2" in caught.value.file or "nowhere" in caught.value.file
    assert caught.value.line == line


def test_an_unknown_filter_is_told(pack: Callable[[str], Roots], facts: Facts) -> None:
    with pytest.raises(TemplateError, match="No filter named"):
        compose("mine", facts, pack("<p>{{ 1|nofilter }}</p>"), "en_US")


def test_a_template_cannot_leave_its_folder(pack: Callable[[str], Roots], facts: Facts) -> None:
    with pytest.raises(TemplateError, match="no template"):
        compose("mine", facts, pack("{% include '../../pyproject.toml' %}"), "en_US")


def test_a_template_cannot_change_what_it_is_given(
    pack: Callable[[str], Roots], facts: Facts
) -> None:
    with pytest.raises(TemplateError, match="not allowed"):
        compose("mine", facts, pack("{% set x = [1] %}{{ x.append(2) }}"), "en_US")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("<p>{{ 1 / 0 }}</p>", "division by zero"),
        ("<p>{{ 1 + 'a' }}</p>", "unsupported operand"),
        ("<p>{{ none() }}</p>", "not callable"),
        ("{% macro a() %}{{ a() }}{% endmacro %}<p>{{ a() }}</p>", "without an end"),
        ("{% include 'letters/mine/letter.j2' %}", "without an end"),
        ("<p>{{ case }}</p>", "Case cannot be printed"),
        ("<p>{{ facts.charges }}</p>", "tuple cannot be printed"),
        ("<p>{{ 'a' ~ case }}</p>", "Case cannot be printed"),
        ("<p>{{ 'a' ~ facts.charges }}</p>", "tuple cannot be printed"),
        ("<p>{{ '%s' % case }}</p>", "Case cannot be printed"),
        ("<p>{{ '%(x)s' % {'x': case} }}</p>", "Case cannot be printed"),
        ("<p>{{ '{}'.format(case) }}</p>", "not allowed"),
        ("<p>{{ [case]|join(', ') }}</p>", "Case cannot be printed"),
        ("<p>{{ case|upper }}</p>", "Case cannot be printed"),
        ("<p>{{ [case]|map('lower')|list|length }}</p>", "Case cannot be printed"),
        ("<p>{{ case|string }}</p>", "No filter named"),
        ("<p>{{ case|tojson }}</p>", "No filter named"),
        ("<p>{% trans who=case.sender %}I am {{ who }}{% endtrans %}</p>", "cannot be printed"),
        ("<p>{{ all_of([case]) }}</p>", "Case cannot be printed"),
        ("", "writes no words"),
        ("{% for i in view.charges %}{% endfor %}<p>{{ 'x' * 2000000 }}</p>", "writes too much"),
        ("<p>{{ ('x' * 100000000) ~ ('y' * 2000000000) }}</p>", "too much memory"),
    ],
)
def test_every_fault_of_a_template_is_its_own(
    pack: Callable[[str], Roots], facts: Facts, words: str, problem: str
) -> None:
    with pytest.raises(TemplateError, match=problem) as caught:
        compose("mine", facts, pack(words), "en_US")
    assert "mine/letter.j2" in str(caught.value)


def test_a_template_that_does_not_end_is_stopped(
    pack: Callable[[str], Roots], facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "_SECONDS", 4)
    numbers = "[" + "0," * 1000 + "]"
    loops = "".join(f"{{% for {name} in {numbers} %}}" for name in "abcd")
    with pytest.raises(TemplateError, match="longer than 4 seconds"):
        compose("mine", facts, pack(f"{loops}{'{% endfor %}' * 4}"), "en_US")


def test_templates_of_ours_need_no_other_process(
    pack: Callable[[str], Roots], facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = pack("<p>Hi</p>")
    monkeypatch.setattr(sys, "executable", "")
    assert compose("refund-request", facts, roots, "en_US").blocks


def test_only_shipped_templates_are_outside_the_sandbox(
    pack: Callable[[str], Roots], roots: Roots
) -> None:
    assert not isinstance(environment(roots), SandboxedEnvironment)
    assert isinstance(environment(pack("<p>a</p>")), ImmutableSandboxedEnvironment)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_the_sandbox_changes_no_letter(sample: Path, tmp_path: Path, roots: Roots) -> None:
    (tmp_path / "templates").mkdir()
    sandboxed = with_user_folder(roots, tmp_path)
    facts = app.facts_from(load(sample), Setting(roots, dt.date(2026, 11, 30)))
    writable = [found.id for found in all_statuses(facts) if found.status == "offered"]
    locale = app.choose_locale(None, facts.case, Setting(roots, facts.as_of))
    assert writable
    for document in writable:
        shipped = compose(document, facts, roots, locale, allow_incomplete=True)
        assert compose(document, facts, sandboxed, locale, allow_incomplete=True) == shipped


def test_a_channel_that_a_document_is_not_written_for_is_refused(roots: Roots) -> None:
    meta = letter_meta(roots, "card-dispute")
    assert kind_for(meta, None) == "letter"
    assert kind_for(meta, "form") == "form"
    with pytest.raises(UsageError, match="not written for chat"):
        kind_for(meta, "chat")


def test_a_pack_may_count_with_a_context(
    pack: Callable[[str], Roots], facts: Facts, lines: Any
) -> None:
    days = "one day{% pluralize count %}{{ count }} days"
    words = '<p>{% trans "days" count=2 %}' + days + "{% endtrans %}</p>"
    assert lines(compose("mine", facts, pack(words), "en_US")) == ["2 days"]


def kept_in(folder: Path, templates: Path) -> Environment:
    loader = FileSystemLoader(templates)
    return Environment(loader=loader, bytecode_cache=CompiledTemplates(folder), autoescape=True)


def test_a_template_is_compiled_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "letter.j2"
    template.write_text("Hello {{ name }}", encoding="utf-8")
    assert kept_in(tmp_path / "cache", tmp_path).get_template("letter.j2").render(name="Kim")

    compiled = []
    generate = Environment._generate
    monkeypatch.setattr(
        Environment,
        "_generate",
        lambda *args, **more: compiled.append(1) or generate(*args, **more),
    )
    again = kept_in(tmp_path / "cache", tmp_path).get_template("letter.j2")
    assert (again.render(name="Kim"), compiled) == ("Hello Kim", [])
    template.write_text("Goodbye {{ name }}", encoding="utf-8")
    changed = kept_in(tmp_path / "cache", tmp_path).get_template("letter.j2")
    assert (changed.render(name="Kim"), compiled) == ("Goodbye Kim", [1])


def test_where_nothing_can_be_kept_letters_are_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "letter.j2").write_text("Hello", encoding="utf-8")
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    assert kept_in(tmp_path / "cache", tmp_path).get_template("letter.j2").render() == "Hello"


def test_what_is_kept_is_for_its_owner_only(tmp_path: Path) -> None:
    (tmp_path / "letter.j2").write_text("Hello", encoding="utf-8")
    kept_in(tmp_path / "cache", tmp_path).get_template("letter.j2")
    (folder,) = (tmp_path / "cache").iterdir()
    assert list(folder.iterdir())
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_what_others_could_have_compiled_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "letter.j2").write_text("Hello", encoding="utf-8")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache").chmod(0o777)
    assert kept_in(tmp_path / "cache", tmp_path).get_template("letter.j2").render() == "Hello"
    (folder,) = (tmp_path / "cache").iterdir()
    assert list(folder.iterdir()) == []
