"""Ways to get in touch with the company or the bank."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, field

from refundletters.model.condition import Condition
from refundletters.packs.tables.base import ALWAYS, Row, RowId, RowKind, Text
from refundletters.packs.tables.body import Side

__all__ = ["CHANNELS", "ChannelRow", "ContactWay"]

ContactWay = Literal["web", "chat", "phone", "email", "form", "social", "letter", "branch", "app"]


class ChannelRow(Row, frozen=True, kw_only=True):
    """A way to get in touch, and why to take it."""

    id: RowId
    channel: Annotated[ContactWay, Meta(description="How the contact is made.")]
    to: Annotated[Side, Meta(description="Who is contacted.")]
    order: Annotated[int, Meta(description="The smaller is advised first.")] = 99
    when: Annotated[Condition, Meta(description="It is advised only where this holds.")] = field(
        default_factory=lambda: ALWAYS
    )
    why: Annotated[Text, Meta(description="Why to take it, one sentence (translated).")]
    wait_days: Annotated[
        Annotated[int, Meta(ge=0)], Meta(description="Days to wait for an answer.")
    ] = 0


CHANNELS: Final = RowKind("channels", "channel", ChannelRow)
