"""What answers may be: closed lists, limits of texts and amounts, moments.

A case is built from these. The closed lists are exactly those of the case file.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

__all__ = [
    "Biller",
    "Channel",
    "Code",
    "Country",
    "Currency",
    "Descriptor",
    "Duration",
    "Email",
    "Goal",
    "Id",
    "Key",
    "Label",
    "Locale",
    "Method",
    "Moment",
    "Name",
    "Paid",
    "Price",
    "Reason",
    "Remedy",
    "Table",
    "Word",
    "YesNo",
    "YesNoMaybe",
    "YesNoUnsure",
]

Reason = Literal[
    "accidental_signup",
    "forgot_to_cancel",
    "unused",
    "changed_mind",
    "trial_conversion",
    "charged_after_cancellation",
    "reactivated",
    "duplicate_charge",
    "wrong_amount",
    "price_increase",
    "unauthorized_payment",
    "account_takeover",
    "household_purchase",
    "technical_failure",
    "refund_promised",
    "cannot_cancel",
    "service_ended",
    "account_blocked",
    "early_end_fee",
    "unfounded_demand",
]
Made = Literal["online", "phone", "doorstep", "on_premises"]
YesNo = Literal["yes", "no"]
YesNoUnsure = Literal["yes", "no", "unsure"]
YesNoMaybe = Literal["yes", "no", "maybe"]
# Every way in which people cancel, withdraw, write or call: one list wherever a way is given.
Channel = Literal[
    "web",
    "app",
    "phone",
    "chat",
    "email",
    "form",
    "letter",
    "registered_letter",
    "in_person",
    "social",
    "branch",
    "fax",
    "via_biller",
]
Goal = Literal["stop_charges", "money_back", "credit", "pause", "answer_only"]
Biller = Literal[
    "provider",
    "apple",
    "google",
    "amazon",
    "roku",
    "samsung",
    "carrier",
    "bundle_partner",
    "paypal",
    "unknown",
]
Method = Literal[
    "credit_card",
    "debit_card",
    "prepaid_card",
    "direct_debit",
    "bank_transfer",
    "paypal",
    "wallet",
    "app_store",
    "carrier",
    "upi",
    "pix",
    "pay_later",
    "gift_card",
    "unknown",
]
Remedy = Literal[
    "full",
    "since_date",
    "difference",
    "pro_rata",
    "fixed",
    "credit",
    "free_month",
    "pause",
    "stop_only",
    "explanation",
]

# These limits are the only ones: the checks of ``refundletters.answers`` and the JSON schema are
# both read from the annotations. ``extra`` says what msgspec's own constraints cannot.
Word = Annotated[str, Meta(min_length=1, max_length=60)]
Name = Annotated[str, Meta(min_length=1, max_length=60, pattern="^[^<>]*$")]
Label = Annotated[str, Meta(min_length=1, max_length=200)]
Descriptor = Annotated[str, Meta(min_length=1, max_length=40)]
Id = Annotated[str, Meta(max_length=60, pattern="^[a-z0-9]+([_-][a-z0-9]+)*$")]
# A dotted key of the case file, as in ``charges.0.reference``.
Key = Annotated[
    str, Meta(max_length=100, pattern="^[a-z0-9_]+([.][A-Za-z0-9_-]+)*$", extra={"codes": "key"})
]
Code = Annotated[str, Meta(max_length=20, pattern="^[A-Za-z0-9][A-Za-z0-9.-]*$")]
Duration = Annotated[
    str,
    Meta(
        pattern="^[1-9][0-9]{0,2} ((business )?days?|weeks?|months?)$", extra={"codes": "duration"}
    ),
]
Email = Annotated[str, Meta(max_length=254, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$")]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$", extra={"codes": "country"})]
Currency = Annotated[str, Meta(pattern="^[A-Z]{3}$", extra={"codes": "currency"})]
Locale = Annotated[
    str,
    Meta(pattern="^[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?$", extra={"codes": "locale"}),
]
Price = Annotated[Decimal, Meta(extra={"kind": "money", "minimum": "0"})]
Paid = Annotated[Decimal, Meta(extra={"kind": "money", "minimum": "0.01"})]


class Moment(Struct, frozen=True):
    """A day, with the local time of day where it is known.

    In a case file it is a TOML date or local date-time.
    """

    day: dt.date
    time: dt.time | None = None


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every table of the case file: frozen, keys by name only, no unknown key."""
