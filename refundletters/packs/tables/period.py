"""Periods as rows state them: how long, from which event, and whether the number was read."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, field

from refundletters.packs.tables.base import Row

__all__ = ["PARTS", "CustomerPeriod", "Event", "OtherFigures", "OwedPeriod", "Span"]

Event = Literal[
    "none",
    "statement_sent",
    "statement_received",
    "statement_cutoff",
    "statement_due_date",
    "before_statement_due_date",
    "transaction_date",
    "transaction_processing_date",
    "transaction_or_service_date",
    "expected_delivery_or_transaction",
    "cancellation_or_transaction",
    "credit_promise_or_transaction",
    "debit_date",
    "payment_date",
    "before_next_payment",
    "renewal_date",
    "contract_date",
    "delivery",
    "service_end",
    "discovery",
    "alert_received",
    "end_of_year_of_knowledge",
    "cause_of_action",
    "notice_received",
    "complaint_received",
    "cancellation_date",
    "withdrawal_sent",
    "trader_informed",
    "trader_agrees",
    "merchant_refund_default",
    "bank_answered",
    "bank_told",
    "company_told",
]
"""What a period counts from; where a case does not know that day, there is no date."""

Number = Annotated[int, Meta(ge=1)]


class Span(Row, frozen=True, kw_only=True):
    """A stretch of time; its parts are added together."""

    hours: Annotated[Number, Meta(description="Hours; only whole days of them are counted.")] = 0
    days: Annotated[Number, Meta(description="Calendar days.")] = 0
    weeks: Annotated[Number, Meta(description="Weeks.")] = 0
    months: Annotated[Number, Meta(description="Calendar months.")] = 0
    years: Annotated[Number, Meta(description="Years.")] = 0
    business_days: Annotated[Number, Meta(description="Business days of the country.")] = 0
    billing_cycles: Annotated[
        Number, Meta(description="Billing cycles, counted as calendar months.")
    ] = 0

    @property
    def has_length(self) -> bool:
        """Whether any part is given."""
        return any(getattr(self, part) for part in PARTS)


PARTS: Final = Span.__struct_fields__
"""The parts of a period that are counted."""


class OtherFigures(Row, frozen=True, kw_only=True):
    """Other figures of the same provision, for reviewers; nothing is counted with them.

    docs/data.md says of each why it is not counted.
    """

    acknowledge_days: Annotated[
        Number, Meta(description="Within this time the receipt of a notice is confirmed.")
    ] = 0
    business_hours: Annotated[
        Number, Meta(description="A time to act that runs in business hours only.")
    ] = 0
    correct_days: Annotated[
        Number, Meta(description="Time to correct an error once it is established.")
    ] = 0
    covers_prior_days: Annotated[
        Number, Meta(description="How far back from the notice charges are covered.")
    ] = 0
    escalate_to_claim_days: Annotated[
        Number, Meta(description="Time to turn an opened dispute into a claim.")
    ] = 0
    extended_business_days: Annotated[
        Number, Meta(description="A longer time in business days, for cases set apart.")
    ] = 0
    extended_days: Annotated[
        Number, Meta(description="A longer time in days, for cases set apart.")
    ] = 0
    foreign_days: Annotated[
        Number, Meta(description="A longer time where the payment went abroad.")
    ] = 0
    long_stop_months: Annotated[
        Number, Meta(description="The end at the latest, whatever the start, in months.")
    ] = 0
    long_stop_years: Annotated[
        Number, Meta(description="The end at the latest, whatever the start, in years.")
    ] = 0
    max_days_from_transaction: Annotated[
        Number, Meta(description="The end at the latest, in days from the transaction.")
    ] = 0
    network_days: Annotated[
        Number, Meta(description="Time that the network gives, the bank's own aside.")
    ] = 0
    notice_business_days: Annotated[
        Number, Meta(description="Notice that a side has to give, in business days.")
    ] = 0
    notice_days: Annotated[Number, Meta(description="Notice that a side has to give, in days.")] = 0
    notice_months: Annotated[
        Number, Meta(description="Notice that a side has to give, in months.")
    ] = 0
    pre_debit_notice_hours: Annotated[
        Number, Meta(description="Notice before a debit, in hours.")
    ] = 0
    protected_months: Annotated[
        Number, Meta(description="Months that a notice always protects.")
    ] = 0
    reminder_months: Annotated[
        Number, Meta(description="How often the company has to send a reminder.")
    ] = 0
    wait_days: Annotated[Number, Meta(description="Time to wait before the period opens.")] = 0


class _Stated(Span, frozen=True, kw_only=True):
    """A period as a provision states it."""

    from_: Annotated[Event, Meta(description="The event that it counts from.")] = field(name="from")
    figure_verified: Annotated[
        bool,
        Meta(description="`false` where the number was not read: it is never printed."),
    ] = True
    note: Annotated[str, Meta(description="What a reviewer should know; in no letter.")] = ""
    other: Annotated[
        OtherFigures | None,
        Meta(description="Other figures of the provision, for reviewers; none is counted."),
    ] = None

    def __post_init__(self) -> None:
        """Refuse a period that states nothing, which would never end."""
        if not (self.has_length or self.other or self.note or self.from_ == "none"):
            msg = "it states no period; give days, weeks, months, years or a note"
            raise ValueError(msg)


class CustomerPeriod(_Stated, frozen=True, kw_only=True):
    """What the writer has to keep."""

    must_be_received: Annotated[
        bool, Meta(description="Whether a notice has to arrive in time, not only be sent.")
    ] = False


class OwedPeriod(_Stated, frozen=True, kw_only=True):
    """What the other side has to keep; an answer may be owed in stages, the last one counts."""

    resolve_days: Annotated[
        Number, Meta(description="Days for the final answer, where there are stages.")
    ] = 0
    resolve_billing_cycles: Annotated[
        Number, Meta(description="Billing cycles for the final answer.")
    ] = 0
    resolve_statements: Annotated[
        Number, Meta(description="Statements for the final answer, counted as billing cycles.")
    ] = 0

    @property
    def has_length(self) -> bool:
        """Whether any part or stage is given."""
        stages = self.resolve_days or self.resolve_billing_cycles or self.resolve_statements
        return bool(stages) or any(getattr(self, part) for part in PARTS)
