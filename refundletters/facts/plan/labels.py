"""What the levels of a case and the ranks of evidence are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from refundletters.messages import N_, Message
from refundletters.model.closed_words import EvidenceRank, Level

__all__ = ["LEVELS", "RANKS"]

LEVELS: Final[Mapping[Level, Message]] = {
    "strong": Message(N_("Your case looks strong.")),
    "fair": Message(N_("Your case looks fair.")),
    "discretion": Message(N_("This is up to the company's goodwill.")),
}
RANKS: Final[Mapping[EvidenceRank, Message]] = {
    "strong": Message(N_("Most useful")),
    "helpful": Message(N_("Also helpful")),
    "expect": Message(N_("Expect the other side to show")),
}
