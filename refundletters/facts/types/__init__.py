"""What follows from a case: frozen values that letters, plan and interview read."""

from __future__ import annotations

from refundletters.facts.types.facts import Facts, PlanWarning
from refundletters.facts.types.law import Body, Category, Deadline, RuleFact
from refundletters.facts.types.money import ChargeFact, MoneyFacts, RestOfTerm, UsedShare
from refundletters.facts.types.people import ContactFact, Party, ServiceFact
from refundletters.facts.types.plan import (
    ChannelAdvice,
    DocumentStatus,
    EvidenceItem,
    Plan,
    Policy,
    Strength,
)
from refundletters.model.signals import Signals

__all__ = [
    "Body",
    "Category",
    "ChannelAdvice",
    "ChargeFact",
    "ContactFact",
    "Deadline",
    "DocumentStatus",
    "EvidenceItem",
    "Facts",
    "MoneyFacts",
    "Party",
    "Plan",
    "PlanWarning",
    "Policy",
    "RestOfTerm",
    "RuleFact",
    "ServiceFact",
    "Signals",
    "Strength",
    "UsedShare",
]
