"""What the plan has to make of the sample cases that hold a trap.

Each row pins the facts a consumer adviser would check: what may be written, what is asked, how
good the case looks, what is warned of, and which rules a letter may quote.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.answers.store import load
from refundletters.errors import CaseError
from refundletters.facts.types import Plan
from refundletters.letters.wording import Wording
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output

SAMPLES = Path(__file__).parents[2] / "samples"
# Every sample says its own day; this one would show if it were used.
NOT_USED = dt.date(1999, 1, 1)


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

TRAPS = {
    "us-paid-willingly-before": Trap(
        "39.00",
        "discretion",
        "chat-opener",
        offered=("refund-request",),
        blocked=("unauthorized-payment-report", "card-dispute", "goodwill-request"),
        warned=("payment.earlier_payments_ok", "account.has"),
    ),
    "us-duplicate-partly-refunded": Trap(
        "11.99",
        "fair",
        "supervisor-request",
        offered=("refund-request", "formal-complaint"),
        # One entry is pending, and that was said in so many words.
        blocked=("card-dispute", "unauthorized-payment-report", "cancellation-notice"),
        warned=("charges.status",),
        quoted=("us-fcba-billing-error",),
        last_days={"pending-entry": "2026-06-22"},
    ),
    "ie-foreign-currency": Trap(
        "14.99",
        "strong",
        "follow-up",
        offered=("card-dispute", "formal-complaint"),
        warned=("charges",),
        quoted=("ie-psr-unauthorised", "eu-crd-art27"),
        not_quoted=("eu-psd2-art64", "eu-psd2-art71", "eu-psd2-art73"),
        last_days={"visa-13.2": "2026-06-10"},
    ),
    "de-price-three-steps": Trap(
        "72.00",  # 6 × 1.00 + 12 × 3.00 + 6 × 5.00
        "strong",
        "refund-request",
        offered=("formal-complaint", "goodwill-request"),
        waiting=("authority-report",),
        blocked=("card-dispute", "ombudsman-complaint", "cancellation-notice"),
        quoted=("de-bgb-307",),
        not_quoted=("de-bgb-327r",),
    ),
    "us-february-pro-rata": Trap(
        "3.50",  # 14.00 × 7 of 28 days
        "fair",
        "chat-opener",
        offered=("refund-request", "goodwill-request", "pause-request"),
        blocked=("cancellation-notice", "stop-payments", "unauthorized-payment-report"),
    ),
    "us-yearly-plan-forgotten": Trap(
        "96.00",
        "discretion",
        "chat-opener",
        offered=("goodwill-request", "refund-request"),
        blocked=(
            *BANK,
            "formal-complaint",
            "withdrawal-notice",
            "ombudsman-complaint",
            "authority-report",
            "letter-before-action",
        ),
        not_quoted=("us-fcba-billing-error", "us-rosca"),
    ),
    "ie-withdrawal-last-day": Trap(
        "60.00",
        "strong",
        "withdrawal-notice",
        offered=("withdrawal-notice", "cancellation-notice"),
        waiting=("formal-complaint",),
        not_warned=("withdrawal.sent_on",),
        quoted=("ie-cra-2022-cancellation",),
        not_quoted=("eu-crd-art13",),
        last_days={"ie-cra-2022-cancellation": "2026-04-15"},
    ),
    "ie-withdrawal-one-day-late": Trap(
        "60.00",
        "discretion",
        "chat-opener",
        offered=("goodwill-request", "cancellation-notice"),
        blocked=("withdrawal-notice", "formal-complaint", "letter-before-action"),
        warned=("withdrawal.sent_on",),
        not_quoted=("ie-cra-2022-cancellation", "eu-crd-art10"),
        # A longer time hangs on missing information, which nobody has checked.
        no_last_day=("ie-cra-2022-cancellation", "eu-crd-art10"),
    ),
    "us-app-store-billing": Trap(
        "12.99",
        "fair",
        "biller-dispute",
        offered=("biller-dispute", "refund-request"),
        blocked=(*BANK, "stop-payments"),
        no_last_day=("us-fcba-billing-error", "visa-13.2"),
    ),
    "gb-paypal": Trap(
        "8.50",
        "strong",
        "follow-up",
        offered=("biller-dispute", "formal-complaint"),
        blocked=(*BANK, "stop-payments"),
        not_quoted=("gb-cca-s75", "gb-chargeback"),
        last_days={"intl-paypal-europe": "2026-10-31"},
    ),
    "de-debit-within-eight-weeks": Trap(
        "29.90",
        "fair",
        "direct-debit-refund",
        offered=("direct-debit-refund", "cancellation-notice"),
        blocked=("card-dispute", "unauthorized-payment-report"),
        warned=("payment.method",),
        quoted=("de-bgb-675x", "de-bgb-675u"),
        last_days={"de-bgb-675x": "2026-04-27"},
    ),
    "de-debit-after-eight-weeks": Trap(
        "29.90",
        "fair",
        "follow-up",
        offered=("direct-debit-refund", "formal-complaint"),
        blocked=("card-dispute", "unauthorized-payment-report"),
        warned=("payment.method", "rules.de-bgb-675x"),
        # Permission had been withdrawn, so the longer time for debits without consent runs.
        quoted=("de-bgb-675u", "de-bgb-675j"),
        not_quoted=("de-bgb-675x",),
        last_days={"de-bgb-675u": "2027-04-02"},
        no_last_day=("de-bgb-675x",),
    ),
    "de-debit-without-mandate": Trap(
        "29.90",
        "strong",
        "unauthorized-payment-report",
        offered=("direct-debit-refund", "unauthorized-payment-report"),
        blocked=("card-dispute", "cancellation-notice", "goodwill-request"),
        # There is no contract that would go on.
        not_warned=("payment.method", "rules.de-bgb-675x"),
        quoted=("de-bgb-675u", "de-bgb-676b"),
        not_quoted=("de-bgb-675x", "de-bgb-675v"),
        last_days={"de-bgb-675u": "2027-04-02"},
    ),
    "us-sixty-days-nearly-over": Trap(
        "45.00",
        "strong",
        "card-dispute",
        offered=("card-dispute", "follow-up"),
        blocked=("unauthorized-payment-report", "direct-debit-refund"),
        quoted=("us-fcba-billing-error",),
        last_days={"us-fcba-billing-error": "2026-05-14", "visa-13.2": "2026-07-03"},
    ),
    "us-ca-trial-without-price": Trap(
        "59.99",
        "strong",
        "supervisor-request",
        offered=("formal-complaint", "refund-request", "card-dispute"),
        blocked=("withdrawal-notice", "unauthorized-payment-report"),
        quoted=("us-ca-arl", "us-rosca"),
        not_quoted=("us-regz-claims-and-defenses", "us-ftc-negative-option-rule"),
    ),
    "at-price-increase-by-debit": Trap(
        "8.00",
        "strong",
        "supervisor-request",
        offered=("formal-complaint", "stop-payments", "direct-debit-refund"),
        blocked=("card-dispute", "unauthorized-payment-report", "withdrawal-notice"),
        quoted=("at-kschg-6-price", "at-kschg-6-1-2", "at-zadig-74"),
        not_quoted=("de-bgb-307", "eu-uctd-price-clause", "at-vgg-27"),
        last_days={"at-zadig-70-71": "2026-03-02"},
    ),
    "at-debit-after-canceling": Trap(
        "78.00",
        "fair",
        "direct-debit-refund",
        offered=("direct-debit-refund", "formal-complaint"),
        blocked=("card-dispute", "unauthorized-payment-report"),
        quoted=("at-zadig-66-67", "at-zadig-70-71", "at-zadig-58", "at-zadig-65"),
        not_quoted=("de-bgb-675u", "eu-psd2-art73", "eu-sepa-core-dd"),
        last_days={"at-zadig-66-67": "2027-03-02", "at-zadig-70-71": "2026-03-30"},
    ),
    "us-ny-price-raised-by-debit": Trap(
        "8.00",
        "strong",
        "supervisor-request",
        offered=("formal-complaint", "stop-payments"),
        blocked=("unauthorized-payment-report", "withdrawal-notice"),
        quoted=("us-ny-gbl-527a", "us-rege-varying-amount", "us-rege-stop-payment"),
        # A higher price is no error of the bank, and a debit card no credit card.
        not_quoted=("us-rege-error-resolution", "us-fcba-billing-error", "us-ca-arl"),
        last_days={"us-rege-stop-payment": "2026-11-04"},
    ),
    "fi-debit-after-canceling": Trap(
        "49.80",
        "strong",
        "follow-up",
        offered=("direct-debit-refund", "formal-complaint"),
        blocked=("card-dispute", "unauthorized-payment-report"),
        quoted=("eu-psd2-art73", "eu-psd2-art76-77", "eu-crd-art27"),
        not_quoted=("fi-maksupalvelulaki",),
        last_days={"eu-psd2-art73": "2027-09-12", "eu-psd2-art76-77": "2026-10-07"},
    ),
    "ca-quebec-in-english": Trap(
        "42.00",
        "strong",
        "follow-up",
        offered=("cancellation-notice", "card-dispute", "formal-complaint"),
        blocked=("unauthorized-payment-report",),
        quoted=("ca-qc-214",),
        # Not in force on that day, and not for the reason of that case.
        not_quoted=("ca-qc-online-subscription-2026", "ca-qc-distance-cancel"),
    ),
    "gb-promise-overdue": Trap(
        "17.99",
        "strong",
        "follow-up",
        offered=("follow-up", "supervisor-request", "formal-complaint"),
        blocked=("cancellation-notice", "unauthorized-payment-report"),
        warned=("promise.on",),
        last_days={"visa-13.6": "2026-07-16"},
    ),
    "au-half-offered": Trap(
        "8.00",
        "fair",
        "offer-reply",
        offered=("offer-reply", "formal-complaint"),
        waiting=("thank-you",),
        blocked=("unauthorized-payment-report", "cancellation-notice"),
        quoted=("au-acl-misleading",),
    ),
    "gb-bank-refused": Trap(
        "52.00",
        "strong",
        "bank-appeal",
        offered=("bank-appeal", "ombudsman-complaint"),
        blocked=("unauthorized-payment-report",),
        # The bank has been told already; its time limits are no longer the worry.
        not_warned=("charges.date",),
        quoted=("gb-psr-unauthorised",),
        no_last_day=("visa-13.2", "gb-chargeback"),
    ),
    "gb-bank-silent": Trap(
        "52.00",
        "strong",
        "ombudsman-complaint",
        offered=("ombudsman-complaint",),
        waiting=("bank-appeal",),
        blocked=("unauthorized-payment-report",),
        not_warned=("charges.date",),
        quoted=("gb-psr-unauthorised",),
    ),
    "gb-complaint-date-passed": Trap(
        "52.00",
        "strong",
        "card-dispute",
        offered=("letter-before-action", "card-dispute"),
        waiting=("bank-appeal", "ombudsman-complaint"),
        blocked=("unauthorized-payment-report",),
        quoted=("gb-dmcca-unfair-practices",),
    ),
    "us-child-purchase": Trap(
        "24.99",
        "discretion",
        "biller-dispute",
        offered=("biller-dispute", "goodwill-request", "cancellation-notice"),
        blocked=(*BANK, "stop-payments", "ombudsman-complaint", "withdrawal-notice"),
        warned=("household.age_band",),
    ),
    "au-takeover-own-payments-before": Trap(
        "51.98",  # the two charges since the takeover, not the one before
        "strong",
        "unauthorized-payment-report",
        offered=("unauthorized-payment-report", "refund-request"),
        blocked=("social-message", "withdrawal-notice"),
        not_warned=("payment.earlier_payments_ok",),
        quoted=("au-epayments-code",),
    ),
    "us-hostile-name": Trap(
        "5.00",
        "discretion",
        "chat-opener",
        offered=("goodwill-request",),
        blocked=(*BANK, "formal-complaint", "authority-report"),
    ),
    "at-trial-in-german": Trap(
        "34.90",
        "strong",
        "withdrawal-notice",
        offered=("withdrawal-notice", "refund-request"),
        blocked=("unauthorized-payment-report", "pause-request"),
        quoted=("at-fagg-11", "at-fagg-14-16"),
        not_quoted=("at-fagg-8", "de-bgb-355-312g", "eu-cjeu-c-565-22"),
        last_days={"at-fagg-11": "2026-05-27"},
    ),
    "mx-charged-after-canceling": Trap(
        "149.00",
        "strong",
        "supervisor-request",
        offered=("formal-complaint", "card-dispute"),
        blocked=("unauthorized-payment-report",),
        quoted=("mx-lfpc-91", "mx-ltosf-23"),
    ),
    "ar-changed-mind": Trap(
        "24000.00",
        "strong",
        "withdrawal-notice",
        offered=("withdrawal-notice",),
        blocked=("unauthorized-payment-report", "biller-dispute"),
        quoted=("ar-ldc-34", "ar-ccyc-1110"),
        last_days={"ar-ldc-34": "2026-05-15", "ar-ccyc-1110": "2026-05-15"},
    ),
    "co-withdrawal-last-day": Trap(
        "45900",
        "strong",
        "withdrawal-notice",
        offered=("withdrawal-notice", "refund-request"),
        blocked=("unauthorized-payment-report", "biller-dispute"),
        quoted=("co-ec-47",),
        not_quoted=("co-ec-51-par2",),
        last_days={"co-ec-47": "2026-05-14"},
    ),
    "cl-payment-not-mine": Trap(
        "16980",
        "strong",
        "unauthorized-payment-report",
        offered=("unauthorized-payment-report", "refund-request"),
        blocked=("card-dispute", "cancellation-notice"),
        quoted=("cl-20009-fraude", "cl-19496-12a"),
    ),
    "nz-charged-after-canceling": Trap(
        "34.99",
        "strong",
        "supervisor-request",
        offered=("formal-complaint", "card-dispute"),
        blocked=("unauthorized-payment-report", "direct-debit-refund"),
        warned=("permission.withdrawn",),
        quoted=("nz-fta", "nz-chargeback"),
        last_days={"nz-chargeback": "2026-08-14"},
    ),
    "in-card-mandate-withdrawn": Trap(
        "106200.00",
        "strong",
        "supervisor-request",
        offered=("formal-complaint", "card-dispute", "stop-payments"),
        blocked=("unauthorized-payment-report", "direct-debit-refund"),
        quoted=("in-rbi-emandate-2026", "in-cpa-2019"),
        not_quoted=("in-chargeback", "in-rbi-limited-liability-2017", "in-dark-patterns-2023"),
    ),
    "sg-trial-without-reminder": Trap(
        "19.98",
        "fair",
        "supervisor-request",
        offered=("formal-complaint", "card-dispute"),
        blocked=("unauthorized-payment-report", "withdrawal-notice"),
        quoted=("sg-optout-regs",),
        not_quoted=("sg-cpfta", "sg-mas-epayments", "sg-chargeback"),
    ),
    "za-debit-order-canceled": Trap(
        "249.00",
        "strong",
        "supervisor-request",
        offered=("direct-debit-refund", "formal-complaint"),
        blocked=("card-dispute", "unauthorized-payment-report"),
        warned=("payment.method",),
        quoted=("za-debit-order", "za-cpa-s21"),
        last_days={"za-debit-order": "2026-10-25"},
        no_last_day=("za-debit-order-owed",),
    ),
    "it-charged-after-canceling": Trap(
        "39.80",
        "strong",
        "card-dispute",
        offered=("letter-before-action", "card-dispute"),
        blocked=("unauthorized-payment-report", "direct-debit-refund"),
        quoted=("eu-crd-art27", "it-dlgs11-2010-11"),
        not_quoted=("eu-psd2-art73", "eu-psd2-art71"),
        last_days={"it-dlgs11-2010-11": "2027-09-03"},
    ),
    "nl-debit-taken-twice": Trap(
        "29.95",
        "strong",
        "supervisor-request",
        offered=("direct-debit-refund",),
        blocked=("card-dispute", "stop-payments", "cancellation-notice"),
        quoted=("nl-bw-7-530-531", "nl-bw-6-203"),
        not_quoted=("nl-bw-7-522",),
        last_days={"nl-bw-7-530-531": "2026-11-27", "nl-bw-7-528": "2027-11-02"},
    ),
    "pl-price-increase": Trap(
        "34.00",
        "fair",
        "supervisor-request",
        offered=("formal-complaint", "authority-report"),
        blocked=("card-dispute", "ombudsman-complaint"),
        not_quoted=("pl-kc-385-3", "pl-upk-7a", "eu-uctd-price-clause"),
    ),
    "pt-gym-cannot-cancel": Trap(
        "34.90",
        "strong",
        "direct-debit-refund",
        offered=("stop-payments", "cancellation-notice", "direct-debit-refund"),
        blocked=("card-dispute", "unauthorized-payment-report"),
        quoted=("pt-dl91-2018-121", "eu-psd2-art76-77"),
        not_quoted=("pt-dl91-2018-113-114", "pt-dl91-2018-117-118"),
        last_days={"pt-dl91-2018-121": "2026-10-30", "eu-psd2-art76-77": "2026-11-27"},
    ),
    "br-pix-not-mine": Trap(
        "59.90",
        "strong",
        "unauthorized-payment-report",
        offered=("unauthorized-payment-report",),
        blocked=("card-dispute", "direct-debit-refund"),
        quoted=("br-cdc-42", "br-cdc-14-27"),
        not_quoted=("br-cdc-54g",),
    ),
    "jp-trial-on-phone-bill": Trap(
        "1490",
        "strong",
        "supervisor-request",
        offered=("biller-dispute", "formal-complaint"),
        blocked=("card-dispute", "stop-payments", "withdrawal-notice"),
        quoted=("jp-tokusho-12-6-15-4", "jp-shohi-4-7"),
        not_quoted=("jp-tokusho-15-3", "jp-card-terms"),
        last_days={"jp-tokusho-12-6-15-4": "2027-10-02"},
    ),
}


@pytest.fixture(params=TRAPS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def plan(name: str, roots: Roots) -> Plan:
    return app.plan(load(SAMPLES / name / "case.toml"), Setting(roots, NOT_USED))


def test_every_case_names_its_trap_and_is_pinned_here() -> None:
    named = {
        path.parent.name
        for path in SAMPLES.glob("*/case.toml")
        if "\n# Trap: " in path.read_text(encoding="utf-8")
    }
    assert named == set(TRAPS)


def test_the_amount_the_strength_and_the_next_step(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    asked = plan.facts.money.asked
    assert (None if asked is None else str(asked.amount)) == trap.asked
    assert plan.strength.level == trap.strength
    assert plan.next_document == trap.next


def test_the_status_of_the_key_documents(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    found = {entry.id: entry.status for entry in plan.documents}
    assert {id for id in trap.offered if found[id] != "offered"} == set()
    assert {id for id in trap.waiting if found[id] != "waiting"} == set()
    assert {id for id in trap.blocked if found[id] != "blocked"} == set()


def test_what_is_warned_of(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    warned = {notice.key for notice in plan.warnings}
    assert set(trap.warned) <= warned
    assert warned.isdisjoint(trap.not_warned)


def test_the_rules_a_letter_may_quote(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    quoted = {rule.id for rule in plan.facts.rules if rule.quotable}
    assert set(trap.quoted) <= quoted
    assert quoted.isdisjoint(trap.not_quoted)


def test_the_last_days(plan: Plan, name: str) -> None:
    trap = TRAPS[name]
    days = {deadline.id: deadline.date.isoformat() for deadline in plan.deadlines}
    assert {id: days.get(id) for id in trap.last_days} == trap.last_days
    assert days.keys().isdisjoint(trap.no_last_day)


def letter(case: str, document: str, roots: Roots) -> str:
    answers = load(SAMPLES / case / "case.toml")
    return app.write(
        answers, Wording(document), Output(), Setting(roots, NOT_USED)
    ).content.decode()


def test_a_forgotten_yearly_plan_quotes_no_law_and_no_card_rule(roots: Roots) -> None:
    case = load(SAMPLES / "us-yearly-plan-forgotten" / "case.toml")
    facts = app.plan(case, Setting(roots, NOT_USED)).facts
    assert [rule.id for rule in facts.rules if rule.quotable] == []
    assert facts.category is None


def test_two_currencies_are_asked_for_one_by_one(roots: Roots) -> None:
    text = letter("ie-foreign-currency", "card-dispute", roots)
    assert "Reverse €14.99 and US$14.99" in text
    assert "29.98" not in text


def test_a_letter_does_not_deny_a_pending_entry_that_its_table_shows(roots: Roots) -> None:
    text = letter("us-duplicate-partly-refunded", "refund-request", roots)
    assert "pending, not counted" in text
    assert "none of them is pending" not in text
    assert "refund $11.99" in text


def test_a_notice_that_the_post_cannot_bring_in_time_has_a_day_to_send_it(roots: Roots) -> None:
    case = load(SAMPLES / "us-sixty-days-nearly-over" / "case.toml")
    plan = app.plan(case, Setting(roots, NOT_USED))
    (notice,) = (one for one in plan.deadlines if one.id == "us-fcba-billing-error")
    assert notice.must_be_received
    assert notice.send_by < plan.facts.as_of <= notice.date


def test_taking_half_does_not_give_up_the_rest(roots: Roots) -> None:
    text = letter("au-half-offered", "offer-reply", roots)
    assert "By accepting this part I do not give up my claim to the rest." in text
    assert "$4.00" in text
    assert "refund the remaining $4.00" in text


def test_quebec_is_quoted_in_the_language_of_the_letter(roots: Roots) -> None:
    text = letter("ca-quebec-in-english", "formal-complaint", roots)
    assert "Consumer Protection Act, CQLR" in " ".join(text.split())
    assert "Loi sur" not in text


def test_earlier_payments_of_ones_own_are_said_and_not_claimed(roots: Roots) -> None:
    text = letter("au-takeover-own-payments-before", "unauthorized-payment-report", roots)
    assert "Earlier payments were mine and are not in question." in " ".join(text.split())
    assert "Refund $51.98" in text


def test_a_child_is_neither_named_nor_called_a_thief(roots: Roots) -> None:
    text = letter("us-child-purchase", "biller-dispute", roots)
    assert "A child bought Pixel Pets Example" in text
    assert "fraud" not in text.lower()
    assert "unauthorized" not in text.lower()


def test_markup_in_an_answer_stays_text(roots: Roots) -> None:
    text = letter("us-hostile-name", "chat-opener", roots)
    assert "AT&T “Mobile” Example" in text
    assert "AT&T <b>MOBILE</b> EX" in text
    assert "&amp;" not in text


def test_a_name_with_markup_is_refused_by_its_key() -> None:
    answers = load(SAMPLES / "us-hostile-name" / "case.toml")
    answers["service"]["name"] = "AT&T <b>Mobile</b>"
    with pytest.raises(CaseError, match=r"service\.name"):
        build_case(answers)
