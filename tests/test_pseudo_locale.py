"""A run in the pseudo-locale, in which every translated sentence is accented and longer.

Whatever still reads as plain English was not marked for translation, in letters, plan or interview.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from refundletters.cli.command_table import COMMANDS as COMMANDS_OF_THE_PROGRAM
from refundletters.cli.main import main
from refundletters.facts.types import Facts
from refundletters.i18n.speech import speaker
from refundletters.letters.layout import layout_for, page_words
from refundletters.messages import Message
from refundletters.model.case import Case
from refundletters.model.document import Document
from refundletters.packs.letters import letter_metas
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.body import BODIES
from refundletters.packs.tables.rule import RULES
from refundletters.render import render

PSEUDO, MIRRORED = "en_XA", "en_XB"
PLAIN = re.compile(r"(?<!\w)[A-Za-z]{3,}(?!\w)")
TURNED = re.compile("\u202e[^\u202c]*\u202c")  # a translated word, as en_XB has it
MONTHS = "January February March April May June July August September October November December"
# What formats of dates and lists write in the locale behind the pseudo-locale.
FORMATS = {*MONTHS.split(), "and"}
DOCUMENTS = list(letter_metas(shipped_roots()))


def leaves(value: object) -> Iterator[str]:
    """Every text in the answers: it is the person's own and stays as it is."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)


def english(text: str, own: list[str], names: Collection[str] = ()) -> list[str]:
    """The plain English words of ``text`` once the person's and the data's own are taken away."""
    for part in sorted(own, key=len, reverse=True):
        text = text.replace(part, " ")
    text = TURNED.sub(" ", text)
    return [word for word in PLAIN.findall(text) if word not in FORMATS and word not in names]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_letter_has_plain_english_left(
    document: str,
    reason: str,
    rich: Callable[..., Any],
    written: Callable[..., Document],
    facts_of: Callable[[Any], Facts],
    text: Callable[[Document], str],
    roots: Roots,
) -> None:
    answers = rich(reason=reason)
    assert (
        english(text(written(document, answers, PSEUDO)), own_words(answers, facts_of, roots)) == []
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_letter_runs_from_right_to_left_and_is_mirrored(
    document: str,
    rich: Callable[..., Any],
    written: Callable[..., Document],
    facts_of: Callable[[Any], Facts],
    text: Callable[[Document], str],
    roots: Roots,
) -> None:
    answers = rich(reason="charged_after_cancellation")
    made = written(document, answers, MIRRORED)
    assert made.direction == "rtl"
    assert english(text(made), own_words(answers, facts_of, roots)) == []
    page = render(made, "html").content.decode()
    assert '<html lang="en-XB" dir="rtl">' in page
    assert not re.search(
        r"(?:margin|padding|text-align|border)[a-z-]*(?:: ?|-)(?:left|right)", page
    )
    assert (
        "<w:bidi/>"
        in zipfile.ZipFile(io.BytesIO(render(made, "docx").content))
        .read("word/document.xml")
        .decode()
    )


def own_words(answers: Any, facts_of: Callable[[Any], Facts], roots: Roots) -> list[str]:
    """What is the person's or the data's own, in every form that letters give it."""
    facts = facts_of(answers)
    page = page_words(layout_for(roots, "US")[1], "en")
    own = [
        *leaves(answers),
        *(words for rule in facts.rules for words in (*rule.says.values(), rule.citation)),
        *(facts.service.name, facts.trader.name, facts.category.name if facts.category else "-"),
        *(words for words in (page.salutation, page.close, page.subject_label) if words),
        *(page.enclosures or "-", page.delivery or "-", page.last_delivery or "-", "Mbps"),
        *(body.name for body in facts.bodies),
        *(word for body in facts.bodies for word in body.salutations.values()),
        *(word for body in facts.bodies for word in body.addressees.values()),
        *("Visa", "CFPB"),
    ]
    own += [part.replace("§ ", "§\u00a0") for part in own]
    # What a person wrote begins a line, or follows a dash.
    own += [change(part[:1]) + part[1:] for part in own for change in (str.upper, str.lower)]
    return own


@pytest.mark.parametrize("locale", [PSEUDO, MIRRORED])
def test_no_question_has_plain_english_left(locale: str, roots: Roots) -> None:
    speak = speaker(roots, locale)
    for question in load_questions(roots).values():
        for message in (question.text, question.help, *(c.label for c in question.choices)):
            if message:
                assert english(speak(Message(message)), ["Netflix", "Apple", "Google"]) == [], (
                    question.id
                )


COMMANDS = [
    ["plan", "--case", "samples/us-charged-after-canceling/case.toml"],
    ["plan", "--case", "samples/es-accidental-signup/case.toml"],
    ["plan", "--case", "samples/gb-forgot-to-cancel/case.toml"],
    ["documents"],
    ["--help"],
    ["write", "--help"],
    ["write", "card-dispute", "--no-input", "--case", "samples/gb-forgot-to-cancel/case.toml"],
    ["write", "card-dispute", "--no-input"],
    ["write", "nothing-like-this"],
    ["write", "chat-opener", "--set", "cuntry=US"],
    ["write", "chat-opener", "--set", "country=XX"],
]
# Names of options, keys, documents and files, which no language translates.
NAMES = re.compile(r"https?://\S+|--[a-z-]+|\b[A-Z]{2,}(?:-[A-Z]+)*\b|\w+(?:[.-]\w+)+|/\S+")
KNOWN = ["refundletters", "Netflix", "Disney+", "Gimnasio Ejemplo", "Apple", "Visa", "Robin"]
# Commands, keys of the case file, formats, channels, parts: typed as they stand.
TYPED = {
    *(command.name for command in COMMANDS_OF_THE_PROGRAM),
    *Case.__struct_fields__,
    *("cuntry", "text", "snippet", "docx", "html", "eml", "pdf", "opener", "body"),
    *("chat", "email", "letter", "form", "sms", "phone", "bash", "zsh", "fish"),
}


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_has_plain_english_left(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, roots: Roots
) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    out, err = io.StringIO(), io.StringIO()
    environ = {"HOME": str(tmp_path), "REFUNDLETTERS_HOME": str(tmp_path)}
    main([*arguments, "--interface", PSEUDO], environ, io.StringIO(), out, err)
    said = " ".join((out.getvalue() + err.getvalue()).split())
    law = [
        words.replace("{citation}", row.citation)
        for row in load_rows(roots, RULES).values()
        for words in (*row.says.values(), row.citation)
    ]
    # Bodies are called what they are called in their own country.
    bodies = [row.name for row in load_rows(roots, BODIES).values()]
    own = [*KNOWN, *law, *bodies, *re.findall(r"refundletters [a-z][^⟦⟧]*", said)]
    assert english(NAMES.sub(" ", english_free(said, own)), own, TYPED) == []


def english_free(said: str, own: list[str]) -> str:
    """Take the data's own sentences away before names with dots are looked for."""
    for part in sorted(own, key=len, reverse=True):
        said = said.replace(part, " ")
    return said
