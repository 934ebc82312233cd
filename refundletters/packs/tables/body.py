"""Bodies outside: ombudsmen, regulators, authorities and courts, and when each one opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Final, Literal

from msgspec import Meta, field

from refundletters.model.closed_words import Audience, BodyStage
from refundletters.model.condition import Condition, parse_condition
from refundletters.packs.tables.base import Row, RowId, RowKind, Text
from refundletters.packs.tables.language import Language
from refundletters.packs.tables.period import CustomerPeriod, Span
from refundletters.packs.tables.rule import Jurisdiction

__all__ = ["BODIES", "BodyRow", "Side", "SpecialWait"]

Side = Literal["company", "bank"]

# When a stage opens, for rows that do not say so themselves.
_OPENS: Final[Mapping[BodyStage, str]] = {
    "merchant": "true",
    "store": "signal.biller_is_other",
    "scheme": "signal.is_bank_method",
    "bank": "signal.is_bank_method",
    "ombudsman": "signal.bank_refused or signal.bank_overdue or signal.credit_reversed",
    "authority": "signal.contacted",
    "cross_border": "signal.complaint_overdue or signal.refused",
    "court": "signal.complaint_overdue",
}


class SpecialWait(Span, frozen=True, kw_only=True):
    """Another time to answer, in cases of one kind."""

    when: Annotated[Condition, Meta(description="In which cases it is this time.")]


class BodyRow(Row, frozen=True, kw_only=True):
    """Somebody to turn to outside the company and the bank."""

    id: RowId
    jurisdiction: Annotated[Jurisdiction, Meta(description="Where it acts: `DE`, `EU`, `CA-QC`.")]
    stage: Annotated[BodyStage, Meta(description="What kind of step it is.")]
    order: Annotated[int, Meta(description="The smaller is turned to first.")] = 99
    name: Annotated[Text, Meta(description="Its own name, as letters write it.")]
    names: Annotated[
        dict[Language, Text],
        Meta(description="Its name in a second official language, by language."),
    ] = field(default_factory=dict)
    salutations: Annotated[
        dict[Language, Text],
        Meta(description="How a letter greets the office, with its punctuation, by language."),
    ] = field(default_factory=dict)
    addressees: Annotated[
        dict[Language, Text],
        Meta(
            description="For a body whose name only describes it: the line that a letter is "
            "addressed to, by language, with `{bank}` in it."
        ),
    ] = field(default_factory=dict)
    takes: Annotated[
        tuple[Audience, ...],
        Meta(description="Audiences whose letters go there although its stage is another."),
    ] = ()
    handles: Annotated[str, Meta(description="What it takes on, in English prose.")] = ""
    precondition: Annotated[str, Meta(description="What it asks for before, in prose.")] = ""
    when: Annotated[
        Condition | None,
        Meta(description="When it is open for a case; the usual time of its stage if not given."),
    ] = None
    against: Annotated[
        tuple[Side, ...], Meta(min_length=1, description="Whom complaints there are about.")
    ] = ("company", "bank")
    first: Annotated[
        Side | Literal[""], Meta(description="Who has to be asked before; empty for nobody.")
    ] = ""
    wait: Annotated[Span | None, Meta(description="How long that one has to answer.")] = None
    wait_if: Annotated[
        tuple[SpecialWait, ...],
        Meta(description="How long instead in cases of one kind; the first that fits counts."),
    ] = ()
    deadline: Annotated[
        CustomerPeriod | None, Meta(description="When to go there at the latest.")
    ] = None
    time_limit: Annotated[str, Meta(description="The same in prose; for reviewers.")] = ""
    described: Annotated[
        bool,
        Meta(description="Its name describes whom to look for; no letter is addressed to that."),
    ] = False
    local_only: Annotated[
        bool, Meta(description="Only for companies based in the country; never called open.")
    ] = False
    url: Annotated[str, Meta(description="Its own page.")] = ""
    source: Annotated[Text, Meta(description="The page it was read on.")]
    more_sources: Annotated[tuple[str, ...], Meta(description="Further pages.")] = ()
    read: Annotated[str, Meta(description="What was read there; for reviewers.")] = ""
    unverified_note: Annotated[
        str, Meta(description="What still has to be read; for reviewers.")
    ] = ""
    also: Annotated[
        tuple[str, ...], Meta(description="Other bodies for the same step; for reviewers.")
    ] = ()
    checked: Annotated[dt.date, Meta(description="The day it was read.")]
    verified: Annotated[
        bool, Meta(description="Whether name and task were read; a letter names no other.")
    ] = False

    @property
    def opens(self) -> Condition:
        """When it is open: its own condition, or the usual one of its stage."""
        return self.when or parse_condition(_OPENS[self.stage])


BODIES: Final = RowKind("bodies", "body", BodyRow)
