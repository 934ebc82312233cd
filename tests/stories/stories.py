"""What a case that somebody tells has to lead to: the plan, and words that letters may hold."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from refundletters import app
from refundletters.answers.store import load
from refundletters.facts.types import Plan
from refundletters.letters.wording import Wording
from refundletters.packs.letters import letter_meta
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output

CASES = Path(__file__).parent / "cases"
# Every case says its own day; this one would show if it were used.
SETTING = Setting(shipped_roots(), dt.date(1999, 1, 1))


@dataclass(frozen=True)
class Story:
    """What is expected of one case; amounts as text.

    Attributes:
        was: What a reader would get wrong about it, and what is right.
        asked: The amount asked for, ``None`` where no sum is.
        level: How good the case looks.
        next: The next document.
        offered: Documents that may be written now.
        blocked: Documents that may not.
        warned: Keys of answers that the plan warns about.
        not_warned: Keys that it does not warn about.
        steps: The start of sentences among the steps.
        not_steps: The start of sentences that are not among them.
        says: Words in a document, by its id.
        never: Words that no document of the case may hold.
        not_told: Words of others that no document for the company may hold.
        quoted: Rules that a letter may quote.
        not_quoted: Rules that none may.
    """

    was: str
    asked: str | None
    level: str
    next: str
    offered: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    not_warned: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    not_steps: tuple[str, ...] = ()
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    not_quoted: tuple[str, ...] = ()


@functools.cache
def case_files() -> Mapping[str, Path]:
    """Return the case files of all themes, by the name of the story."""
    return {path.stem: path for path in sorted(CASES.glob("*/*.toml"))}


@functools.cache
def plan_of(name: str) -> Plan:
    """Return the plan of a case."""
    return app.plan(load(case_files()[name]), SETTING)


@functools.cache
def letter(name: str, document: str) -> str:
    """Return a document of a case as one line of text, in the language of the case."""
    wording = Wording(document, allow_incomplete=True)
    rendered = app.write(load(case_files()[name]), wording, Output("text"), SETTING)
    return " ".join(rendered.content.decode().split())


def is_for_company(document: str) -> bool:
    """Tell whether a document goes to the company."""
    return letter_meta(SETTING.roots, document).audience in {"support", "complaints", "trader"}


def written(name: str) -> dict[str, str]:
    """Return every document that can be written for a case now, by its id."""
    return {
        status.id: letter(name, status.id)
        for status in plan_of(name).documents
        if status.status == "offered" and not status.missing
    }
