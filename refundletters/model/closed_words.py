"""The closed words of documents, plans and rules; those of the case file are in :mod:`.values`.

Each is a type, so that type checking finds a misspelled word in a comparison.
"""

from __future__ import annotations

from typing import Literal

__all__ = [
    "AddressRole",
    "AddressedTo",
    "AdviceGroup",
    "Align",
    "Audience",
    "BodyStage",
    "Calendar",
    "ContactParty",
    "ContactResult",
    "Direction",
    "EvidenceRank",
    "Level",
    "ListRole",
    "Paper",
    "ParagraphRole",
    "PolicyPart",
    "RowKind",
    "RuleRole",
    "SenderAt",
    "Side",
    "Stage",
    "Status",
    "TextChannel",
    "TextKind",
]

# ------------------------------------------------------------------ documents

# Where a text will be used, and what kind of text that makes it.
TextChannel = Literal["chat", "email", "letter", "form", "sms", "x", "phone"]
TextKind = Literal["chat", "email", "letter", "form", "script"]
# Whom a document is for, and the step of a dispute at which it is written.
Audience = Literal[
    "support",
    "complaints",
    "trader",
    "card_issuer",
    "bank",
    "biller",
    "bank_complaints",
    "ombudsman",
    "authority",
    "user",
]
Stage = Literal["first", "second", "complaint", "bank", "outside", "any"]
Direction = Literal["ltr", "rtl"]
Paper = Literal["A4", "Letter"]
# Logical sides of a page; ``start`` and ``end`` follow the direction of writing.
Side = Literal["left", "right"]
SenderAt = Literal["left", "right", "return_line"]
Align = Literal["start", "end"]
RowKind = Literal["head", "body", "total"]
AddressRole = Literal["sender", "recipient"]
ListRole = Literal["", "enclosures"]
# Empty means prose; ``signature`` is a name below the space for a signature.
ParagraphRole = Literal[
    "",
    "date",
    "subject",
    "reference",
    "delivery",
    "salutation",
    "greeting",
    "thanks",
    "close",
    "signature",
    "name",
    "label",
    "note",
]

# ------------------------------------------------------------------ plans

# Whether a document may be written: now, after an event, or not for this case.
Status = Literal["offered", "waiting", "blocked"]
# How such requests usually end; ``discretion`` where only goodwill can help.
Level = Literal["strong", "fair", "discretion"]
# What a piece of evidence is worth; ``expect`` is what the other side will show.
EvidenceRank = Literal["strong", "helpful", "expect"]
# Where advice is shown: how such requests go, what to do today and what not yet, doubts about an
# answer, what to look at before the first message, what a body does, why a document is ruled out.
AdviceGroup = Literal["strength", "today", "not_yet", "check", "first_check", "body", "document"]
PolicyPart = Literal["refund", "cancel", "pause", "note"]

# ------------------------------------------------------------------ contacts

ContactParty = Literal[
    "trader", "biller", "bank", "collector", "administrator", "ombudsman", "authority"
]
ContactResult = Literal[
    "no_answer",
    "info",
    "promised",
    "promised_other",
    "canceled",
    "offered",
    "refused",
    "paid",
    "dispute_opened",
    "provisional_credit",
    "credit_reversed",
    "final_refusal",
    "verified",
]

# ------------------------------------------------------------------ rules and bodies

AddressedTo = Literal["merchant", "bank", "both"]
RuleRole = Literal["right", "exception", "procedure", "decision", "warning"]
BodyStage = Literal[
    "merchant",
    "store",
    "scheme",
    "bank",
    "ombudsman",
    "authority",
    "cross_border",
    "court",
]
# How days are counted; ``weekdays`` stands for business days where holidays are not known.
Calendar = Literal["days", "business_days", "weekdays"]
