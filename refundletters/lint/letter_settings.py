"""Rules about ``letter.toml`` and ``questions.toml``: conditions and ids that exist."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from refundletters.answers.keys import find, known_keys
from refundletters.errors import UnknownKey
from refundletters.facts.types import Signals
from refundletters.interview.questions import load_questions
from refundletters.lint.finding import Problem, Rule
from refundletters.messages import say
from refundletters.model.condition import ConditionError, parse_condition
from refundletters.model.document import Place
from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import Roots

__all__ = ["RULES", "Settings", "conditions_of"]

_CHANNELS: Final = ("chat", "email", "letter", "form", "sms", "x", "phone", "script")


@dataclass(frozen=True, slots=True)
class Settings:
    """A file of settings or data.

    Attributes:
        file: Its path, for people.
        source: Its text.
        values: What it holds.
        roots: Where letters and questions lie.
    """

    file: str
    source: str
    values: Mapping[str, Any]
    roots: Roots

    def place(self, text: str) -> Place:
        """Return the first line that ``text`` stands on."""
        start = self.source.find(text)
        return Place(self.file, self.source.count("\n", 0, start) + 1 if start >= 0 else 0)


def conditions(settings: Settings) -> Iterator[Problem]:
    """Conditions can be read, and ask for keys and signals that exist."""
    for text in conditions_of(settings.values):
        place = settings.place(text)
        try:
            names = parse_condition(text).names
        except ConditionError as error:
            yield Problem(say("This is not a condition: %(detail)s.", detail=str(error)), place)
            continue
        for name in sorted(names):
            if not _is_known(name):
                yield Problem(say("No case has %(name)s.", name=name), place)


def conditions_of(value: Any) -> Iterator[str]:
    """Yield every condition in a table, however deep."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name in {"when", "unless"} and isinstance(inner, str):
                yield inner
            else:
                yield from conditions_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from conditions_of(inner)


@lru_cache(maxsize=1)
def _signals() -> frozenset[str]:
    return frozenset(field.name for field in dataclasses.fields(Signals))


def _is_known(name: str) -> bool:
    first, _, rest = name.partition(".")
    if first == "signal":
        return rest in _signals()
    try:
        find(name)
    except UnknownKey:
        return False
    return True


def questions(settings: Settings) -> Iterator[Problem]:
    """What a letter needs or wishes for is a question."""
    known = load_questions(settings.roots)
    asked = [*settings.values.get("needs", ()), *settings.values.get("wants", ())]
    for ids in settings.values.get("needs_by_reason", {}).values():
        asked += ids
    for name in dict.fromkeys(asked):
        if name not in known:
            yield Problem(say("No question is called %(name)s.", name=name), settings.place(name))


def gates(settings: Settings) -> Iterator[Problem]:
    """Gates are confirmations that a case has."""
    for name in settings.values.get("gates", ()):
        if f"confirmed.{name}" not in known_keys():
            yield Problem(
                say("There is no confirmation %(name)s.", name=name), settings.place(name)
            )


def instead(settings: Settings) -> Iterator[Problem]:
    """What is named as a better fit is a document."""
    known = letter_metas(settings.roots)
    rows = [
        row for name in ("blocked", "waiting", "caution") for row in settings.values.get(name, ())
    ]
    for name in dict.fromkeys(name for row in rows for name in row.get("instead", ())):
        if name not in known:
            yield Problem(say("No document is called %(name)s.", name=name), settings.place(name))


def limits(settings: Settings) -> Iterator[Problem]:
    """Limits are for channels that exist."""
    for name in settings.values.get("limits", {}):
        if name not in _CHANNELS:
            yield Problem(say("There is no channel %(name)s.", name=name), settings.place(name))


RULES: Final = (
    Rule(
        "settings.condition",
        say("A condition about something unknown never holds, and nobody notices."),
        conditions,
    ),
    Rule("settings.question", say("What is never asked is missing for ever."), questions),
    Rule("settings.gate", say("A confirmation that does not exist is never given."), gates),
    Rule("settings.instead", say("Advice that leads nowhere is worse than none."), instead),
    Rule("settings.limit", say("A limit for an unknown channel limits nothing."), limits),
)
