"""Made-up cases to write letters from, so that composed words can be checked."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from refundletters.answers.build import build_case
from refundletters.answers.keys import drop, plain
from refundletters.facts.gates import status
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.packs.letters import LetterMeta
from refundletters.packs.questions import load_questions
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.packs.rows import read_toml

__all__ = ["LENGTHS", "Specimen", "specimens"]

LENGTHS: Final = ("short", "standard", "full")
# What every case has to say; everything else is left out where a letter does not need it.
_CORE: Final = (
    "as_of",
    "country",
    "region",
    "goals",
    "reason",
    "service",
    "contacts",
    "confirmed",
    "style",
    "sender.full_name",
    "payment.method",
    "extra",
)

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Specimen:
    """One case in which a letter may be written now.

    Attributes:
        name: The situation, the length and whether every question was answered.
    """

    name: str
    facts: Facts


def specimens(
    meta: LetterMeta,
    reason: str,
    country: str,
    roots: Roots,
    lengths: Sequence[str] = LENGTHS,
) -> Iterator[Specimen]:
    """Yield cases in which ``meta`` may be written for ``reason``; none where it never may.

    There is one with every answer in each length, and one with only those that the letter needs.

    Args:
        meta: The letter.
        reason: The reason of the case.
        country: ISO 3166-1 code.
        roots: Where letters, questions and rules lie.
        lengths: Which lengths to yield.
    """
    for situation, answers in _situations():
        given = {**answers, "reason": reason, "country": country}
        if _open(meta, given, roots) is None:
            continue
        for length in lengths:
            styled = {**given, "style": {**given["style"], "length": length}}
            facts = _open(meta, styled, roots)
            assert facts is not None  # the length does not affect whether a letter may be written
            yield Specimen(f"{situation}, {length}", facts)
        lean = _open(meta, _needed(meta, given, roots), roots)
        if lean is not None:
            yield Specimen(f"{situation}, no more than needed", lean)
        return


def _open(meta: LetterMeta, answers: Answers, roots: Roots) -> Facts | None:
    """Return the facts if the letter may be written and lacks nothing."""
    case = build_case(answers)
    facts = gather(case, roots, case.as_of or dt.date.min)
    found = status(meta, facts)
    return facts if found.status == "offered" and not found.missing else None


def _needed(meta: LetterMeta, answers: Answers, roots: Roots) -> Answers:
    """Return ``answers`` without those the letter does not need."""
    questions = load_questions(roots)
    ids = [*meta.needs_for(answers["reason"]), *_CORE]
    ids += [also for id in ids if id in questions for also in questions[id].also]
    wanted = {questions[id].key or id if id in questions else id for id in ids}
    result = answers
    for key in _leaves(answers, ""):
        name = plain(key)
        if not any(name == want or name.startswith(f"{want}.") for want in wanted):
            result = drop(result, key)
    return result


def _leaves(value: Any, key: str) -> Iterator[str]:
    """Yield the keys of all single answers, the last of a list first."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for position in reversed(range(len(value))):
            yield from _leaves(value[position], f"{key}.{position}")
    else:
        yield key


@lru_cache(maxsize=1)
def _situations() -> tuple[tuple[str, Answers], ...]:
    table = read_toml(_file())
    found = []
    for situation in table["situation"]:
        answers = copy.deepcopy(table["case"])
        answers.update(copy.deepcopy(situation.get("set", {})))
        found.append((situation["id"], answers))
    return tuple(found)


def _file() -> Path:
    return shipped_roots().data[-1] / "specimens.toml"
