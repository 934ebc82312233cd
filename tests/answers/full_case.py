# ruff: noqa: E501 - a table of values reads best with one row a line
"""A case that gives every key of the case file."""

from __future__ import annotations

import tomllib
from typing import Any

FULL = """
schema = 1
as_of = 2026-03-14
country = "GB"
locale = "en-GB"
goals = ["money_back", "stop_charges"]
reason = "reactivated"
other_reasons = ["account_takeover"]
discovered_on = "~2026-02-24"
used_after_charge = "none"
last_used_on = 2025-08-20
own_words = "I cancelled and was charged again."
not_known = ["charges.0.reference", "account.identifier"]
contract = { made = "on_premises", number = "V-1", seller = "Example Gym Ltd", minimum_until = 2026-12-31, notice = "1 month", claimed_end = 2026-12-31, renewal_shown = "unsure" }
represented = { full_name = "Kim Example", relation = "partner", died_on = 2026-01-02, since = 2025-06-01, authority = "power of attorney", proof = "yes" }
ended = { kind = "insolvent", on = 2026-02-01, until = 2026-03-01, administrator = "Example Administrators", paid_until = 2026-12-31, reason_given = "None" }
demand = { by = "collector", name = "Example Collectors", amount = "120.00", on = 2026-03-01, reference = "D-1", due_on = 2026-03-20, grounds = "notice_period", shown_before = "unsure" }
refund = { sent_on = 2026-03-02, amount = "9.99", to = "closed_account", reference = "F-1" }
service = { id = "netflix", biller = "provider", descriptor = "NETFLIX.COM" }
plan = { name = "Standard", period = "month", started_on = 2024-01-05, price = "9.99", next_charge_on = 2026-04-03 }
account = { has = "yes", identifier = "a@example.org", second = "no" }
cancellation = { status = "yes", on = 2025-09-01, how = "web", reference = "C-1", proof = "email", access_ends_on = 2025-09-30 }
permission = { withdrawn = "yes", on = 2025-09-01, how = "email" }
trial = { started_on = 2024-01-05, ended_on = 2024-02-05, price = "0", shown_price = "unsure", reminder = "no" }
withdrawal = { sent_on = 2026-03-01, how = "letter", proof = "receipt", asked_immediate_start = "no", refunded = "5.00", kept = "3.29", kept_for = "use" }
duplicate = { same_day = "yes", pending = "no", new_card = "unsure", plan_change = "no", second_account = "no", second_biller = "no", other_payer = "A relative", other_since = 2025-01-01, keep = "this" }
wrong_amount = { expected = "7.99", cause = "tax", changed_on = 2026-01-01, reference = "R-1" }
household = { age_band = "7_12", relation = "child", controls_on = "yes" }
takeover = { signs = ["unknown_device"], secured = ["password"] }
promise = { what = "refund", by = "Sam", on = 2026-03-02, amount = "9.99", reference = "P-1", within = "10 business days" }
blocked = { paths = ["Account page: button is missing"] }
freeze = { in_force = "yes", from = 2026-02-01, until = 2026-03-01, asked_on = 2026-01-30, how = "app", proof = "screenshot" }
pause = { from = 2026-04-01, to = 2026-06-01 }
payment = { method = "credit_card", network = "visa", last4 = "1234", issuer = "Example Bank", holder = "represented", holder_is_me = false, name_on_card = "A. EXAMPLE", mandate_reference = "M-1", creditor_id = "DE98ZZZ09999999999", blocked_on = 2026-03-02T08:30:00, earlier_payments_ok = "no" }
request = { primary = "since_date", amount = "19.98", fallback = "credit", to = "original_method", deadline_days = 14 }
sender = { given_name = "Alex", full_name = "Alex Example", address = ["1 Example Road", "Sampletown"], phone = "+44 20 7946 0000", email = "alex@example.org", role = "account_holder" }
recipient = { name = "Example Ltd", department = "Billing", address = ["2 Example Road"], email = "help@example.org" }
style = { plans_to_stay = "no", inconvenience = "It took an afternoon.", tone = "neutral", length = "short", paper = "A4", large_print = false }
confirmed = { facts_true = true, not_refunded = true, four_points = true, tried_first = true, nothing_pending = true, last_step = true }

[technical]
kind = "buffering"
codes = ["NW-2-5"]
from = 2026-02-01
to = 2026-02-03
days = 3
devices = ["TV"]
speed_mbps = 42.5
[[technical.steps]]
what = "Restarted"
on = 2026-02-02
result = "no change"
[[technical.incidents]]
at = 2026-02-02T20:15:00
device = "TV"
code = "NW-2-5"
effect = "It stopped."

[[price_increases]]
old = "9.99"
new = "11.99"
effective_from = 2026-01-01
notice = "no"
consent = "unsure"
months = 3

[[charges]]
date = 2026-01-03
amount = "9.99"
currency = "GBP"
status = "posted"
descriptor = "NETFLIX.COM"
reference = "T-1"
item = "Example Stream, add-on"
original = "USD 12.49"
statement_date = 2026-01-31
disputed = true
disputed_amount = "5.00"
refunded = "1.00"
repeat = { every = "month", until = 2026-03-03 }

[[fees]]
type = "overdraft"
amount = "5.00"
date = 2026-01-04
currency = "GBP"

[[contacts]]
at = "~2026-03-04"
party = "trader"
document = "refund-request"
channel = "email"
with = "Sam"
reference = "K-1"
asked = "I asked for the money back."
answered = "They will look into it."
said = "Friendly."
sent = true
result = "promised"
amount = "9.99"
due_on = 2026-03-18
offer = { type = "credit", amount = "9.99" }

[[evidence]]
kind = "statement"
label = "March statement"
date = 2026-03-05
file = "march.pdf"
shows = "the charge"
redacted = true

[extra.demo]
answer = "yes"
"""


def full() -> dict[str, Any]:
    return tomllib.loads(FULL)
