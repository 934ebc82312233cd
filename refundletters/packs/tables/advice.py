"""Advice of the plan: sentences, and the conditions under which they are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

from msgspec import Meta, field

from refundletters.messages import placeholders
from refundletters.model.closed_words import AdviceGroup, Level
from refundletters.model.values import Reason
from refundletters.packs.tables.advice_names import (
    AdviceCondition,
    names_of_advice,
    type_in_advice,
)
from refundletters.packs.tables.base import FieldError, Row, RowId, RowKind, Text
from refundletters.packs.tables.condition_names import UnknownNameError, is_table, type_of

__all__ = ["ADVICE", "AdviceRow"]

_ALWAYS: Final = AdviceCondition.read("true")
# Fields that belong to one group, and whether each of its rows needs them.
_OF_GROUP: Final[tuple[tuple[str, AdviceGroup, bool], ...]] = (
    ("level", "strength", True),
    ("key", "check", True),
    ("each", "check", False),
    ("instead", "document", False),
)
# Names that only one group may use, by their first part.
_SEEN_IN: Final[dict[str, AdviceGroup]] = {"body": "body", "letter": "document"}


class AdviceRow(Row, frozen=True, kw_only=True):
    """Something the plan says, and when it says it."""

    id: RowId
    group: Annotated[
        AdviceGroup,
        Meta(
            description="Where it is said: `strength` (how such requests go) and `document` (why a "
            "document is ruled out), of which the first row that fits counts; `today`, `not_yet`, "
            "`check` (a doubt about an answer), `first_check` (until somebody was told) and `body` "
            "(of each body outside), of which all that fit are said."
        ),
    ]
    order: Annotated[int, Meta(description="The smaller is said first.")]
    reasons: Annotated[
        tuple[Reason, ...], Meta(description="The reasons it is about; empty for all.")
    ] = ()
    when: Annotated[AdviceCondition, Meta(description="It is said only where this holds.")] = field(
        default_factory=lambda: _ALWAYS
    )
    level: Annotated[
        Level | None,
        Meta(description="How strong the request is; needed in the group `strength`."),
    ] = None
    key: Annotated[
        str, Meta(description="The answer it is about; needed in the group `check`.")
    ] = ""
    each: Annotated[
        str,
        Meta(
            description="A table of the case file: the row is asked of each entry, for which the "
            "name of the table then stands; only in the group `check`."
        ),
    ] = ""
    instead: Annotated[
        tuple[str, ...],
        Meta(description="Documents that fit better; only in the group `document`."),
    ] = ()
    says: Annotated[Text, Meta(description="What is said, one or two sentences (translated).")]
    more: Annotated[
        tuple[Text, ...], Meta(description="What follows it, line by line (translated).")
    ] = ()
    values: Annotated[
        dict[str, str],
        Meta(
            description="For each placeholder, the name of what stands there. A sentence one of "
            "whose values is not known is left out."
        ),
    ] = field(default_factory=dict)

    def check(self) -> None:
        """Check that the fields agree with each other; what a wheel holds was checked before.

        Raises:
            FieldError: A field does not belong to the group or is missing, a name is not known, or
                a placeholder has no value.
        """
        for problem in (*self._groups(), *self._names(), *self._placeholders()):
            raise problem

    def _groups(self) -> Iterator[FieldError]:
        for name, group, needed in _OF_GROUP:
            if getattr(self, name) and self.group != group:
                yield FieldError(name, f"Only rows of the group `{group}` have it")
            elif needed and self.group == group and not getattr(self, name):
                yield FieldError(name, f"Rows of the group `{group}` need it")

    def _names(self) -> Iterator[FieldError]:
        if self.key and type_of(_without_positions(self.key)) is None:
            yield FieldError("key", UnknownNameError(self.key))
        if self.each and not is_table(self.each):
            yield FieldError("each", "Expected a table of the case file with several entries")
        elif self.each and not self.key.startswith(f"{self.each}."):
            yield FieldError("key", f"Expected a key of `{self.each}`")
        yield from self._seen("when", self.when.names)
        for placeholder, name in self.values.items():
            place = f"values.{placeholder}"
            if type_in_advice(name) is None:
                yield FieldError(place, UnknownNameError(name, tuple(names_of_advice())))
            yield from self._seen(place, (name,))

    def _seen(self, place: str, names: Iterable[str]) -> Iterator[FieldError]:
        for name in sorted(names):
            group = _SEEN_IN.get(name.partition(".")[0], self.group)
            if group != self.group:
                yield FieldError(place, f"Only rows of the group `{group}` see `{name}`")

    def _placeholders(self) -> Iterator[FieldError]:
        used = frozenset[str]().union(*map(placeholders, (self.says, *self.more)))
        for number, text in enumerate((self.says, *self.more)):
            for name in sorted(placeholders(text) - self.values.keys()):
                place = f"more[{number - 1}]" if number else "says"
                yield FieldError(place, f"`values` has nothing for the placeholder `{name}`")
        for name in sorted(self.values.keys() - used):
            yield FieldError(f"values.{name}", "No sentence has this placeholder")


def _without_positions(key: str) -> str:
    return ".".join(part for part in key.split(".") if not part.isdecimal())


ADVICE: Final = RowKind("advice", "advice", AdviceRow)
