"""Faults planted in templates, settings, data and catalogues are found with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from refundletters.errors import TemplateError
from refundletters.lint.lexicon import lexicon
from refundletters.lint.sources.source_rules import RULES, lint_folder
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder

LETTER = """\
{% extends "_base/email.j2" %}
{% from "_base/phrases.j2" import state with context %}
{% block subject %}{% trans %}A question{% endtrans %}{% endblock %}
{% block body %}
<block slot="reason"><p>
{%- trans service=facts.service.name %}I have a question about {{ service }}.
Could you please help?{% endtrans %}</p></block>
<p><fill name="agent" label="{% trans %}Name{% endtrans %}"/> {{ state() }}</p>
{% set last = view.last_contact("trader") %}
{% for charge in facts.charges %}<p>{{ money(charge.amount) }} {{ loop.index }}</p>{% endfor %}
<p>{{ case.pause.from_ }}</p>
<p role="thanks">{% trans "e-mail" %}Thank you for your help.{% endtrans %}</p>
{% endblock %}
"""
SETTINGS = """\
id = "question"
title = "Question"
about = "Asks a question."
order = 500
kinds = ["email"]
audience = "support"
stage = "first"
needs = ["country", "service"]
gates = ["facts_true"]
reasons = ["unused"]
[limits]
email = { words = 100 }
[[waiting]]
when = "signal.paid and region"
why = "It was paid."
instead = ["thank-you"]
"""
RULE = """\
[[rule]]
id = "xx-1"
jurisdiction = "US"
title = "A made-up act"
citation = "1 U.S.C. § 1"
addressed_to = "bank"
reasons = ["unused"]
says.en = "The law ({citation}) helps."
citable = true
verified = true
source = "https://example.org"
checked = 2026-04-10
status = "in force"
"""
Pack = Callable[..., list[tuple[str, str, int]]]


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Write a pack and return what is found in it as (rule, file, line)."""

    def write(**files: str) -> list[tuple[str, str, int]]:
        named = {
            "letter": "templates/letters/question/letter.j2",
            "settings": "templates/letters/question/letter.toml",
            "questions": "templates/questions.toml",
            "rules": "data/rules/XX.toml",
            "services": "data/services/XX.toml",
            "advice": "data/advice/XX.toml",
            "catalogue": "locales/de/LC_MESSAGES/letters.po",
        }
        for name, text in {"letter": LETTER, "settings": SETTINGS, **files}.items():
            path = tmp_path / named[name]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        folders = [tmp_path / name for name in ("templates", "data", "locales")]
        roots = with_user_folder(shipped_roots(), tmp_path)
        found = lint_folder(*folders, tmp_path, roots)
        return [(finding.rule, finding.file.rpartition("/")[2], finding.line) for finding in found]

    return write


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def test_what_ships_has_nothing_to_complain_about(roots: Roots) -> None:
    base = roots.templates[-1].parent
    found = lint_folder(roots.templates[-1], roots.data[-1], roots.locales[-1], base, roots)
    assert [(f.rule, f.file, f.line, f.message.msgid % f.message.fields) for f in found] == []


def test_rules_have_ids_of_their_own() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_sound_pack_has_nothing_to_complain_about(pack: Pack) -> None:
    assert pack(rules=RULE) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("{{ state() }}</p>", "{{ state() }}\nand more</p>", "template.words", 9),
        ('label="{% trans %}Name{% endtrans %}"', 'label="Name"', "template.words", 8),
        ("I have a question", "I am 100% sure of", "template.percent", 6),
        ("<block slot", "%<block slot", "template.percent", 5),
        ("facts.service.name", "facts.service.nmae", "template.names", 6),
        ("case.pause.from_", "case.pauses.from_", "template.names", 11),
        ("view.last_contact", "view.frist_contact", "template.names", 9),
        ("{{ state() }}", "{{ stat() }}", "template.names", 8),
        ("I have a question", "See § 675u BGB. I ask", "template.law", 6),
        ("I have a question", "Under 15 U.S.C. I ask", "template.law", 6),
        ("I have a question", "Selon l’article L. 221-18 I ask", "template.law", 6),
        ("{% endfor %}", "", "template.readable", 13),
        ("{{ state() }}", "{{ 'state }}", "template.readable", 8),
    ],
)
def test_a_fault_in_a_template(pack: Pack, old: str, new: str, rule: str, line: int) -> None:
    found = pack(letter=changed(LETTER, old, new))
    assert found == [(rule, "letter.j2", line)]


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("signal.paid", "signal.payed", "data.fields", 14),
        ("and region", "and regio", "data.fields", 14),
        ("and region", "and and", "data.fields", 14),
        ('"country", ', '"contry", ', "settings.question", 8),
        ('reasons = ["unused"]', 'reasons = ["unused"]\nwants = ["x.y"]', "settings.question", 11),
        ("[limits]", '[needs_by_reason]\nunused = ["u.v"]\n[limits]', "settings.question", 12),
        ("facts_true", "facts_are_true", "data.fields", 9),
        ('"thank-you"', '"thank-me"', "settings.instead", 16),
        ("email = {", "e-mail = {", "data.fields", 12),
    ],
)
def test_a_fault_in_settings(pack: Pack, old: str, new: str, rule: str, line: int) -> None:
    assert pack(settings=changed(SETTINGS, old, new)) == [(rule, "letter.toml", line)]


def test_data_that_cannot_be_read(pack: Pack) -> None:
    assert pack(services="id") == [("data.readable", "XX.toml", 0)]


UNREAD = """deadline = { days = 60, from = "discovery", figure_verified = false }
says.en = "In 60 days ({citation})."
"""


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('says.en = "The law ({citation}) helps."', UNREAD, "rows.figure"),
        ("citable = true", "citable = false", "rows.gone"),
        ("citable = true", 'citable = true\nrole = "warning"', "rows.gone"),
        ("in force", "vacated in 2025", "rows.gone"),
        ("helps", "helps, as 16 CFR Part 425 (2024 amendments vacated) does", "rows.trap"),
        ("({citation})", "(1 U.S.C.)", "rows.citation"),
        ("The law", "In particular, the law", "rows.hedge"),
        ("helps.", f"helps{' a lot' * 14}.", "rows.length"),
        ('source = "https://example.org"', "", "data.fields"),
        ("checked = 2026-04-10", "", "data.fields"),
        ('status = "in force"', 'when = "signal.pad"', "data.fields"),
    ],
)
def test_a_fault_in_a_row(pack: Pack, old: str, new: str, rule: str) -> None:
    found = pack(rules=changed(RULE, old, new))
    assert [(name, file) for name, file, _ in found] == [(rule, "XX.toml")]
    assert found[0][2] > 0


ADVICE = """\
# Whether the others go on from here.
[[advice]]
id = "mine"
group = "document"
order = 1
when = "signal.paid"
instead = ["thank-you"]
says = "Open to you now."
"""


def test_sound_advice_has_nothing_to_complain_about(pack: Pack) -> None:
    assert pack(advice=ADVICE) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ('"thank-you"', '"thank-me"', "advice.instead", 3),
        ("order = 1", "order = 20", "advice.order", 3),
        ("Open to you now.", "Open to nobody.", "advice.translation", 3),
        ("signal.paid", "signal.payed", "data.fields", 6),
        ("Open to you now.", "Open on %(day)s.", "data.fields", 8),
    ],
)
def test_a_fault_in_advice(pack: Pack, old: str, new: str, rule: str, line: int) -> None:
    assert pack(advice=changed(ADVICE, old, new)) == [(rule, "XX.toml", line)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Das Recht ({citation}) hilft insbesondere hier."),
        ("fr", "Le droit ({citation}) aide notamment ici."),
        ("fr", "Le droit ({citation}) aide en particulier ici."),
        ("es", "En particular, la ley ({citation}) ayuda."),
    ],
)
def test_a_hedge_is_found_in_every_language(pack: Pack, language: str, words: str) -> None:
    row = changed(RULE, "citable = true", f'citable = true\nsays.{language} = "{words}"')
    assert [name for name, _, _ in pack(rules=row)] == ["rows.hedge"]


def test_a_sentence_of_thirty_words_is_short_enough(pack: Pack) -> None:
    assert pack(rules=changed(RULE, "helps.", f"helps{' a lot' * 13}.")) == []


def test_a_figure_that_was_read_may_be_printed(pack: Pack) -> None:
    read = UNREAD.replace(", figure_verified = false", "")
    assert pack(rules=changed(RULE, 'says.en = "The law ({citation}) helps."', read)) == []
    both = UNREAD + "\nowed = { days = 60, from = 'discovery' }"
    assert pack(rules=changed(RULE, 'says.en = "The law ({citation}) helps."', both)) == []


def test_what_python_offers_on_a_text_is_no_name_of_ours(pack: Pack) -> None:
    assert pack(letter=changed(LETTER, "{{ state() }}", "{{ case.service.name.strip() }}")) == []


def test_law_typed_into_a_catalogue(pack: Pack) -> None:
    text = 'msgid "A"\nmsgstr "Nach § 675u BGB"\n'
    assert pack(catalogue=text) == [("catalogue.law", "letters.po", 2)]


def test_a_known_citation_is_found_however_it_looks(pack: Pack) -> None:
    words = "angrerettloven §§ 20, 21 og 24"
    found = pack(letter=changed(LETTER, "I have a question", words))
    assert found == [("template.law", "letter.j2", 6)]
    odd = pack(letter=changed(LETTER, "I have a question", "art. 9 din OUG nr. 34/2014 I ask"))
    assert odd == [("template.law", "letter.j2", 6)]


def test_a_pack_adds_words(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "lexicon"
    folder.mkdir(parents=True)
    text = 'thanks = ["ta"]\n[remedies]\nmoney = ["dosh"]\n'
    text += '[[gentler]]\nkind = "threat"\nwords = ["boo"]\n'
    (folder / "en.toml").write_text(text, encoding="utf-8")
    known = lexicon(with_user_folder(shipped_roots(), tmp_path), "en")
    assert known.has("thanks", "Ta!")
    assert known.has("thanks", "Thank you")
    assert "dosh" in known.remedies["money"]
    assert "boo" in known.of_kind("threat")


@pytest.mark.parametrize(
    "text", ['thanks = "ta"', "thanks = [1]", '[[gentler]]\nwords = ["a"]', "x = [''"]
)
def test_a_wrong_word_list_is_named(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "data" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "en.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"en\.toml"):
        lexicon(with_user_folder(shipped_roots(), tmp_path), "en")


def test_an_unknown_language_has_no_words(roots: Roots) -> None:
    assert lexicon(roots, "xx").words("thanks") == ()


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_every_language_has_the_same_lists(roots: Roots, language: str) -> None:
    english, other = lexicon(roots, "en"), lexicon(roots, language)
    assert set(other.lists) == set(english.lists)
    assert set(other.remedies) == set(english.remedies)
    assert {entry.kind for entry in other.gentler} == {entry.kind for entry in english.gentler}
