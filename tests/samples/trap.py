"""What a plan has to make of one sample case."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Trap:
    """What is expected of one case; amounts as text, dates as ISO days."""

    asked: str | None
    strength: str
    next: str
    offered: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    not_warned: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    not_quoted: tuple[str, ...] = ()
    last_days: dict[str, str] = field(default_factory=dict)
    no_last_day: tuple[str, ...] = ()


BANK = ("card-dispute", "direct-debit-refund", "unauthorized-payment-report")
