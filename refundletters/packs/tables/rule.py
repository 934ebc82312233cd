"""Rules of law and of card schemes: what a letter may quote, to whom, when."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from msgspec import Meta, field

from refundletters.model.closed_words import AddressedTo, RuleRole
from refundletters.model.condition import Condition
from refundletters.model.values import Made, Method, Reason
from refundletters.packs.tables.base import ALWAYS, NEVER, Row, RowId, RowKind, Text
from refundletters.packs.tables.language import Language
from refundletters.packs.tables.period import CustomerPeriod, OwedPeriod

__all__ = ["RULES", "Jurisdiction", "Rule", "Topic"]

Topic = Literal["stop", "notice"]
Jurisdiction = Annotated[str, Meta(pattern="^([A-Z]{2}(-[A-Z0-9]{1,3})?|INTL)$")]


class Rule(Row, frozen=True, kw_only=True):
    """A provision, its citation, and the sentence that a letter may write with it."""

    id: RowId
    jurisdiction: Annotated[
        Jurisdiction, Meta(description="Where it is law: `DE`, `EU`, `US-CA`, `INTL` for schemes.")
    ]
    title: Annotated[Text, Meta(description="Its name in English, for lists.")]
    citation: Annotated[Text, Meta(description="How it is cited, in its own language.")]
    citations: Annotated[
        dict[Language, Text],
        Meta(description="How it is cited in other languages that have a name for it."),
    ] = field(default_factory=dict)
    addressed_to: Annotated[AddressedTo, Meta(description="Whom it binds.")]
    role: Annotated[
        RuleRole,
        Meta(
            description="`right` may be demanded, `procedure` says how, `decision` supports a "
            "right; `exception` is the other side's defense and `warning` is a trap: neither is "
            "ever quoted."
        ),
    ] = "right"
    methods: Annotated[
        tuple[Method, ...], Meta(description="The ways of paying it covers; none for all.")
    ] = ()
    made: Annotated[
        tuple[Made, ...],
        Meta(
            description="How the contract has to have been made; none for any way. Where the "
            "person does not know, a letter quotes it with that condition."
        ),
    ] = ()
    reasons: Annotated[tuple[Reason, ...], Meta(description="The reasons of a case it helps with.")]
    when: Annotated[
        Condition,
        Meta(description="It applies only where this holds; what a case does not show is unmet."),
    ] = field(default_factory=lambda: ALWAYS)
    unless: Annotated[Condition, Meta(description="It does not apply where this holds.")] = field(
        default_factory=lambda: NEVER
    )
    needs_check: Annotated[
        str,
        Meta(
            description="What no case file shows and has to be found out first: such a rule is "
            "never quoted, the plan says this sentence instead (translated)."
        ),
    ] = ""
    share_owed: Annotated[
        bool,
        Meta(
            description="For a right to withdraw: whether a share is owed for the days before, "
            "where the service was asked to begin at once."
        ),
    ] = True
    rank: Annotated[
        Annotated[int, Meta(ge=1, le=99)], Meta(description="The smaller is cited first.")
    ] = 50
    topic: Annotated[
        Topic | Literal[""],
        Meta(
            description="`notice` where the letter that quotes it is itself the notice, `stop` for "
            "future payments; a deadline before the next payment makes it `stop`."
        ),
    ] = ""
    carries_out: Annotated[
        tuple[str, ...], Meta(description="European rows that give way to this one, in every list.")
    ] = ()
    in_force_from: Annotated[dt.date | None, Meta(description="First day it was law.")] = None
    in_force_until: Annotated[dt.date | None, Meta(description="Last day it was law.")] = None
    deadline: Annotated[CustomerPeriod | None, Meta(description="What the writer has to keep.")] = (
        None
    )
    deadline_note: Annotated[
        str, Meta(description="Prose where it sets the writer no period; for reviewers.")
    ] = ""
    owed: Annotated[OwedPeriod | None, Meta(description="What the other side has to keep.")] = None
    owed_note: Annotated[
        str, Meta(description="Prose where it sets the other side no period; for reviewers.")
    ] = ""
    says: Annotated[
        dict[Language, Text],
        Meta(
            description="One sentence to the addressee with `{citation}` in it, by language: "
            "English, each shipped language that is official there, and Spanish for the United "
            "States. At most thirty words."
        ),
    ] = field(default_factory=dict)
    citable: Annotated[
        bool, Meta(description="Whether a letter may quote it at all; `false` marks a trap.")
    ] = False
    verified: Annotated[
        bool, Meta(description="Whether the citation and the main figure were read at the source.")
    ] = False
    source: Annotated[Text, Meta(description="The page it was read on.")]
    more_sources: Annotated[tuple[str, ...], Meta(description="Further pages.")] = ()
    source_kind: Annotated[
        str, Meta(description="What the source is, such as `official text`; for reviewers.")
    ] = ""
    read: Annotated[str, Meta(description="What was read there; for reviewers.")] = ""
    unverified_note: Annotated[
        str, Meta(description="What still has to be read; for reviewers.")
    ] = ""
    checked: Annotated[dt.date, Meta(description="The day it was read.")]
    status: Annotated[
        str, Meta(description="Whether it is in force, in prose; `lint` reads it.")
    ] = "in force"
    gives: Annotated[str, Meta(description="What it gives, in prose; for reviewers.")] = ""
    conditions: Annotated[
        tuple[str, ...], Meta(description="What it asks for, in prose; for reviewers.")
    ] = ()
    caveats: Annotated[
        tuple[str, ...], Meta(description="What speaks against it, in prose; for reviewers.")
    ] = ()


RULES: Final = RowKind("rules", "rule", Rule)
