"""``letter.toml``: what a letter is, whom it suits and what it needs."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from refundletters.model.closed_words import Audience, Stage, TextChannel, TextKind
from refundletters.model.condition import Condition
from refundletters.model.values import Goal, Reason
from refundletters.packs.tables.base import Row, RowId, Text

__all__ = ["Confirmation", "Gate", "LetterMeta", "Limit"]

Confirmation = Literal[
    "facts_true", "not_refunded", "four_points", "tried_first", "nothing_pending", "last_step"
]
Number = Annotated[int, Meta(ge=0)]


class Gate(Row, frozen=True, kw_only=True):
    """A condition that rules a document out, keeps it waiting, or asks for care."""

    when: Annotated[Condition, Meta(description="The condition; the first that holds decides.")]
    why: Annotated[Text, Meta(description="What to tell the person (translated).")]
    instead: Annotated[
        tuple[str, ...], Meta(description="Ids of documents that fit better, best first.")
    ] = ()


class Limit(Row, frozen=True, kw_only=True):
    """How long the document may be on one channel; ``lint`` checks it."""

    characters: Annotated[Number, Meta(description="Characters; 0 for no limit.")] = 0
    words: Annotated[Number, Meta(description="Words; 0 for no limit.")] = 0


class LetterMeta(Row, frozen=True, kw_only=True):
    """A letter's ``letter.toml``."""

    id: Annotated[RowId, Meta(description="The name of its folder.")]
    title: Annotated[Text, Meta(description="Its name in lists (translated).")]
    about: Annotated[Text, Meta(description="What it does, one sentence (translated).")]
    order: Annotated[int, Meta(description="Its place in lists.")]
    kinds: Annotated[
        tuple[TextKind, ...], Meta(min_length=1, description="The first is the default.")
    ]
    audience: Annotated[Audience, Meta(description="Who reads it; `user` keeps it.")]
    stage: Annotated[Stage, Meta(description="Where in a case it belongs.")]
    needs: Annotated[
        tuple[str, ...], Meta(description="Ids of questions, in the order of the interview.")
    ] = ()
    needs_by_reason: Annotated[
        dict[Reason, tuple[str, ...]], Meta(description="More of them, by reason.")
    ] = field(default_factory=dict)
    contact: Annotated[
        Literal["company", "bank"],
        Meta(description="Whose last answer its questions about contacts mean."),
    ] = "company"
    wants: Annotated[tuple[str, ...], Meta(description="Asked too, but may be skipped.")] = ()
    gates: Annotated[
        tuple[Confirmation, ...], Meta(description="Confirmations, keys of `[confirmed]`.")
    ] = ()
    parts: Annotated[
        tuple[str, ...],
        Meta(description="Names that `--part` may ask for, besides subject, recipient and body."),
    ] = ()
    revision: Annotated[int, Meta(description="Counts changes that readers notice.")] = 1
    law: Annotated[
        Literal["none", "one", "full"],
        Meta(description="How much law it quotes; `one` is a single sentence."),
    ] = "none"
    reasons: Annotated[tuple[Reason, ...], Meta(description="The reasons that it suits.")] = ()
    on_request: Annotated[
        tuple[Reason, ...], Meta(description="Those of them for which it is only named on request.")
    ] = ()
    on_request_goal: Annotated[
        Goal | None, Meta(description="The goal without which it is not even written on request.")
    ] = None
    blocked: Annotated[tuple[Gate, ...], Meta(description="When it does not fit.")] = ()
    waiting: Annotated[tuple[Gate, ...], Meta(description="Until when it waits.")] = ()
    caution: Annotated[
        tuple[Gate, ...], Meta(description="What lists say instead of `about`; it stays open.")
    ] = ()
    limits: Annotated[
        dict[TextChannel | TextKind, Limit], Meta(description="Its longest length, by channel.")
    ] = field(default_factory=dict)

    def limit_for(self, channel: str) -> Limit | None:
        """Return its length limit on ``channel``, if it has one there."""
        return next((limit for name, limit in self.limits.items() if name == channel), None)

    def needs_for(self, reason: str | None) -> tuple[str, ...]:
        """Return the questions this letter needs for ``reason``, in order, without duplicates."""
        own = next((ids for name, ids in self.needs_by_reason.items() if name == reason), ())
        return tuple(dict.fromkeys((*self.needs, *own)))
