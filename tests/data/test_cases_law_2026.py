"""What changed in the law by November 2026: for each change a case that it fits, and one not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.law.quoting import quotable_for
from refundletters.facts.parties import recipient_for
from refundletters.facts.types import Facts, RuleFact
from refundletters.letters.compose import compose
from refundletters.model.document import Address, Document, Fill
from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.rule import RULES

AS_OF = dt.date(2026, 11, 30)
DAY = dt.timedelta(days=1)
ROOTS = shipped_roots()
ENDED = {"permission": {"withdrawn": "yes", "on": dt.date(2026, 10, 20)}}
CANCELLED = {"cancellation": {"status": "yes", "on": dt.date(2026, 10, 20)}, **ENDED}
NEW_PLAN = {"plan": {"period": "month", "started_on": dt.date(2026, 11, 24)}}
NO = {"at": dt.date(2026, 11, 27), "channel": "email", "result": "refused"}
DEBIT = {"payment": {"method": "direct_debit", "issuer": "Example Bank"}}
CREDIT = {"payment": {"method": "credit_card", "issuer": "Example Bank"}}


def facts_for(country: str, reason: str, **answers: Any) -> Facts:
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": country,
        "reason": reason,
        "service": {"id": "netflix"},
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": dt.date(2026, 11, 5), "amount": "29.99"}],
        **CREDIT,
    }
    return gather(build_case({**base, **answers}), ROOTS, AS_OF)


def quoted(facts: Facts, addressee: str, *topics: str) -> list[str]:
    return [rule.id for rule in quotable_for(facts, addressee, topics or ("",))]


def rule_in(facts: Facts, wanted: str) -> RuleFact:
    (found,) = [rule for rule in facts.rules if rule.id == wanted]
    return found


# ------------------------------------------------------------------ streaming is a service


STREAMING = "eu-cjeu-c-234-25"


@pytest.mark.parametrize(
    ("country", "right"),
    [("DE", "de-bgb-355-312g"), ("FR", "fr-conso-l221-18"), ("ES", "es-trlgdcu-102")],
)
def test_a_refused_withdrawal_from_streaming_is_answered_beside_the_national_right(
    country: str, right: str
) -> None:
    refused = facts_for(country, "changed_mind", contacts=[NO], **NEW_PLAN)
    found = quoted(refused, "merchant")
    assert found[0] == right
    assert STREAMING in found


@pytest.mark.parametrize(
    ("country", "changes"),
    [
        ("DE", {"contacts": []}),
        ("DE", {"contacts": [{**NO, "result": "info"}]}),
        ("DE", {"service": {"id": "dropbox"}}),
        ("DE", {"service": {"name": "An unknown service"}}),
        ("DE", {"plan": {"period": "month", "started_on": dt.date(2026, 1, 5)}}),
        ("GB", {}),
        ("CH", {}),
    ],
)
def test_the_ruling_on_streaming_answers_no_other_case(
    country: str, changes: dict[str, Any]
) -> None:
    answers = {"contacts": [NO], **NEW_PLAN, **changes}
    assert STREAMING not in quoted(facts_for(country, "changed_mind", **answers), "merchant")


def test_every_exception_for_digital_content_says_what_the_court_decided() -> None:
    rows = load_rows(ROOTS, RULES)
    told = {id for id, row in rows.items() if any("C-234/25" in one for one in row.caveats)}
    assert told >= {
        *("eu-crd-art9", "eu-crd-art16m", "de-bgb-356-5", "at-fagg-18", "fr-conso-l221-28"),
        *("es-trlgdcu-103", "it-cdc-59", "se-dal-2-11", "pl-upk-38", "cz-oz-1837"),
        *("be-wer-vi-53", "nl-bw-6-230p", "pt-dl24-2014-17"),
    }
    assert not [
        one
        for row in rows.values()
        for one in row.caveats
        if "pending before the Court" in one or "open at EU level" in one
    ]


# ------------------------------------------------------------------ clocks


@pytest.mark.parametrize(
    ("how", "due"), [("email", "2026-12-08"), ("letter", "2026-12-13"), (None, "2026-12-08")]
)
def test_a_refund_is_due_from_the_day_the_trader_is_informed(how: str | None, due: str) -> None:
    sent = {"sent_on": dt.date(2026, 11, 24), **({"how": how} if how else {})}
    facts = facts_for("IE", "changed_mind", withdrawal=sent, **NEW_PLAN)
    owed = rule_in(facts, "ie-cra-2022-cancellation").owed_by
    assert owed is not None
    assert owed.date == dt.date.fromisoformat(due)


def test_a_czech_refund_is_due_from_the_withdrawal_itself() -> None:
    sent = {"sent_on": dt.date(2026, 11, 24), "how": "letter"}
    owed = rule_in(
        facts_for("CZ", "changed_mind", withdrawal=sent, **NEW_PLAN), "cz-oz-1829"
    ).owed_by
    assert owed is not None
    assert owed.date == dt.date(2026, 12, 8)


@pytest.mark.parametrize(("channel", "late"), [("email", True), ("letter", False)])
def test_the_time_of_a_bank_runs_from_the_arrival_of_the_complaint(
    channel: str, late: bool
) -> None:
    told = {"at": dt.date(2026, 11, 6), "party": "bank", "channel": channel}
    facts = facts_for("GB", "duplicate_charge", contacts=[told], **DEBIT)
    assert facts.signals.bank_overdue is late


@pytest.mark.parametrize(
    ("payment", "late"), [(DEBIT, True), ({"payment": {"method": "credit_card"}}, False)]
)
def test_a_british_payment_complaint_waits_15_business_days_and_no_other(
    payment: dict[str, Any], late: bool
) -> None:
    told = {"at": dt.date(2026, 11, 2), "party": "bank", "channel": "email"}
    facts = facts_for("GB", "duplicate_charge", contacts=[told], **payment)
    assert facts.signals.bank_overdue is late
    (body,) = [one for one in facts.bodies if one.id == "gb-fos"]
    assert body.open_now is late
    assert body.wait is not None
    assert (body.wait.business_days, body.wait.weeks) == ((15, 0) if late else (0, 8))


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        ({"promise": {"on": dt.date(2026, 11, 20)}}, dt.date(2026, 12, 4)),
        ({"contacts": [{**NO, "result": "promised"}]}, dt.date(2026, 12, 11)),
        ({"contacts": [NO]}, None),
    ],
)
def test_a_british_price_reduction_is_due_from_the_day_the_trader_agrees(
    answers: dict[str, Any], due: dt.date | None
) -> None:
    contacts = {"contacts": [{**NO, "result": "info"}], **answers}
    owed = rule_in(facts_for("GB", "technical_failure", **contacts), "gb-cra-digital-content")
    assert (owed.owed_by and owed.owed_by.date) == due


# ------------------------------------------------------------------ what a bank is told


def test_a_british_debit_in_euros_comes_back_and_one_in_pounds_is_left_to_the_guarantee() -> None:
    euros = [{"date": dt.date(2026, 11, 5), "amount": "29.99", "currency": "EUR"}]
    wrong = {"wrong_amount": {"expected": "9.99"}, **DEBIT}
    assert "gb-psr-payee-initiated-refund" in [
        rule.id for rule in facts_for("GB", "wrong_amount", charges=euros, **wrong).rules
    ]
    pounds = facts_for("GB", "wrong_amount", **wrong)
    assert "gb-psr-payee-initiated-refund" not in [rule.id for rule in pounds.rules]
    assert quoted(pounds, "bank")[0] == "gb-direct-debit-guarantee"


@pytest.mark.parametrize(
    ("country", "payment", "first"),
    [
        ("BE", CREDIT, "be-wer-vii-43"),
        ("BE", DEBIT, "be-wer-vii-46"),
        ("DE", DEBIT, "de-bgb-675x"),
        ("FR", DEBIT, "fr-cmf-l133-25"),
        ("IT", CREDIT, "it-dlgs11-2010-11"),
        ("IT", DEBIT, "it-dlgs11-2010-13-14"),
        ("DE", CREDIT, "de-bgb-675j"),
        ("FR", CREDIT, "fr-cmf-l133-18"),
        ("ES", CREDIT, "es-rdl19-2018-45"),
        ("AT", CREDIT, "at-zadig-66-67"),
        ("PT", CREDIT, "eu-psd2-art73"),
    ],
)
def test_a_bank_letter_has_two_rules_and_the_one_that_carries_the_claim_first(
    country: str, payment: dict[str, Any], first: str
) -> None:
    facts = facts_for(country, "charged_after_cancellation", **CANCELLED, **payment)
    found = quoted(facts, "bank", "", "notice")
    assert found[0] == first
    assert len(found) <= 2
    assert country == "PT" or not {rule for rule in found if rule.startswith("eu-")}


def test_a_letter_to_a_company_has_three_rules_at_most_and_as_many_as_it_asks_for() -> None:
    rise = {"old": "9.99", "new": "12.99", "effective_from": dt.date(2026, 11, 1)}
    both = [{**rise, "consent": "no", "notice": "no"}]
    facts = facts_for("MX", "price_increase", price_increases=both)
    assert len([rule for rule in facts.rules if rule.quotable]) > 3
    assert len(quotable_for(facts, "merchant")) == 3
    assert len(quotable_for(facts, "merchant", most=1)) == 1


def test_belgian_consent_is_withdrawn_in_a_letter_about_future_payments_alone() -> None:
    facts = facts_for("BE", "cannot_cancel", **ENDED)
    assert "be-wer-vii-32-33" in quoted(facts, "bank", "stop")
    assert "be-wer-vii-32-33" not in quoted(facts, "bank", "", "notice")


@pytest.mark.parametrize(
    ("payment", "rule"), [(CREDIT, "us-regz-findings"), (DEBIT, "us-rege-findings")]
)
def test_an_american_bank_that_said_no_owes_its_reasons_and_the_documents(
    payment: dict[str, Any], rule: str
) -> None:
    no = {**NO, "party": "bank"}
    for contacts, fits in (([no], True), ([{**no, "result": "info"}], False), ([], False)):
        facts = facts_for("US", "charged_after_cancellation", contacts=contacts, **payment)
        assert (rule in quoted(facts, "bank")) is fits
    other = DEBIT if payment is CREDIT else CREDIT
    facts = facts_for("US", "charged_after_cancellation", contacts=[no], **other)
    assert rule not in quoted(facts, "bank")


# ------------------------------------------------------------------ other rows that are new


@pytest.mark.parametrize(("shown", "fits"), [("no", True), ("yes", False)])
def test_connecticut_asks_for_the_terms_before_a_plan_that_renews(shown: str, fits: bool) -> None:
    trial = {"shown_price": shown}
    facts = facts_for("US", "trial_conversion", region="CT", trial=trial)
    assert ("us-ct-42-158ff" in quoted(facts, "merchant")) is fits
    elsewhere = facts_for("US", "trial_conversion", region="OH", trial=trial)
    assert "us-ct-42-158ff" not in quoted(elsewhere, "merchant")


@pytest.mark.parametrize(
    ("method", "reason", "fits"),
    [
        ("pix", "unauthorized_payment", True),
        ("pix", "forgot_to_cancel", False),
        ("credit_card", "unauthorized_payment", False),
    ],
)
def test_a_pix_comes_back_after_fraud_and_never_after_an_unwanted_renewal(
    method: str, reason: str, fits: bool
) -> None:
    facts = facts_for("BR", reason, payment={"method": method}, confirmed={"four_points": True})
    assert ("br-pix-med" in quoted(facts, "bank")) is fits
    if fits:
        assert rule_in(facts, "br-pix-med").deadline is None  # the 80 days stand in one source


@pytest.mark.parametrize("started", [dt.date(2026, 11, 24), dt.date(2026, 1, 5)])
def test_a_romanian_withdrawal_is_the_country_s_own(started: dt.date) -> None:
    plan = {"period": "month", "started_on": started}
    found = quoted(facts_for("RO", "changed_mind", plan=plan), "merchant")
    assert found == (["ro-oug34-2014"] if started.month == 11 else [])


@pytest.mark.parametrize(
    ("country", "rule"),
    [("AT", "at-fagg-13a"), ("NL", "nl-bw-6-230oa"), ("DK", "dk-fal-20a")],
)
def test_a_withdrawal_function_that_was_not_read_is_listed_and_never_quoted(
    country: str, rule: str
) -> None:
    facts = facts_for(country, "changed_mind", **NEW_PLAN)
    assert not rule_in(facts, rule).quotable
    assert rule_in(facts, rule).caution is not None


@pytest.mark.parametrize("amount", ["120.00", "99.00"])
def test_a_swiss_contract_by_telephone_is_listed_above_a_hundred_francs_and_not_quoted(
    amount: str,
) -> None:
    charges = [{"date": dt.date(2026, 11, 25), "amount": amount, "currency": "CHF"}]
    facts = facts_for("CH", "changed_mind", charges=charges, **NEW_PLAN)
    listed = {rule.id: rule.quotable for rule in facts.rules}
    assert ("ch-or-40b-telefon" in listed) is (amount == "120.00")
    assert not any(listed.values())
    assert facts.signals.withdrawal_none


@pytest.mark.parametrize("rule", ["au-utp-2026", "gb-dmcca-subscriptions", "us-co-auto-renewal"])
def test_a_law_that_is_not_in_force_or_not_read_is_cited_nowhere(rule: str) -> None:
    row = load_rows(ROOTS, RULES)[rule]
    assert not row.citable
    assert not row.says


# ------------------------------------------------------------------ citations and sentences


@pytest.mark.parametrize(
    ("country", "language", "citation"),
    [
        ("PT", "pt", "artigo 73.º da Diretiva (UE) 2015/2366"),
        ("PT", "fr", "article 73 de la directive (UE) 2015/2366"),
        ("PT", "es", "artículo 73 de la Directiva (UE) 2015/2366"),
        ("PT", "de", "Artikel 73 der Richtlinie (EU) 2015/2366"),
        ("PT", "el", "άρθρο 73 της οδηγίας (ΕΕ) 2015/2366"),
    ],
)
def test_european_law_is_cited_in_the_language_of_the_letter(
    country: str, language: str, citation: str
) -> None:
    facts = facts_for(country, "charged_after_cancellation", **CANCELLED)
    rule = rule_in(facts, "eu-psd2-art73")
    assert rule.citations[language] == citation
    if language in rule.says:
        assert citation in rule.says[language]


def test_every_european_rule_is_cited_in_fifteen_languages() -> None:
    rows = [row for row in load_rows(ROOTS, RULES).values() if row.jurisdiction == "EU"]
    languages = {"de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "cs", "el", "ro", "hu"}
    assert len(rows) == 25
    assert all(set(row.citations) - {"en"} == languages for row in rows)
    greek = next(row for row in rows if row.id == "eu-crd-art16m").citations["el"]
    assert "ιγ)" in greek


@pytest.mark.parametrize(
    ("rule", "language", "citation"),
    [
        ("ch-or-62-63", "fr", "art. 62 et 63 CO"),
        ("ch-uwg-8", "it", "art. 8 LCSl"),
        ("be-wer-vii-43", "de", "Artikel VII.42 bis VII.44 des Wirtschaftsgesetzbuches"),
        ("lu-lsp-85", "de", "Artikel 85 der loi modifiée du 10 novembre 2009 relative aux"),
        ("ca-on-card-reversal", "fr", "Loi de 2002 sur la protection du consommateur"),
        ("fi-ksl-6", "sv", "6 kap. i konsumentskyddslagen"),
        ("us-paypal-terms", "es", "las Condiciones de uso de PayPal"),
    ],
)
def test_a_state_s_law_has_its_name_in_each_of_its_languages(
    rule: str, language: str, citation: str
) -> None:
    assert load_rows(ROOTS, RULES)[rule].citations[language].startswith(citation)


def test_every_american_rule_for_letters_has_a_spanish_sentence() -> None:
    rows = [
        row
        for row in load_rows(ROOTS, RULES).values()
        if row.jurisdiction.split("-")[0] == "US" and row.citable and row.verified
    ]
    assert len(rows) > 15
    assert not [row.id for row in rows if "es" not in row.says]


# ------------------------------------------------------------------ who gets an ombudsman letter


BANK_NO = {"at": dt.date(2026, 11, 20), "party": "bank", "channel": "email", "result": "refused"}


@pytest.mark.parametrize(
    ("country", "language", "name", "salutation"),
    [
        ("GB", "en", "Financial Ombudsman Service", "Dear Financial Ombudsman Service,"),
        (
            "US",
            "en",
            "Consumer Financial Protection Bureau",
            "To the Consumer Financial Protection Bureau:",
        ),
        (
            "FR",
            "fr",
            "Médiateur de la consommation – Example Bank",
            "Madame la Médiatrice, Monsieur le Médiateur,",
        ),
        ("DE", "de", "Zuständige Schlichtungsstelle für Example Bank", ""),
        ("AT", "de", "Gemeinsame Schlichtungsstelle der Österreichischen Kreditwirtschaft", ""),
        ("CH", "fr", "Ombudsman des banques suisses", "Madame l’Ombudsman, Monsieur l’Ombudsman,"),
        (
            "ES",
            "es",
            "Banco de España, Departamento de Conducta de Entidades",
            "A la atención del Departamento de Conducta de Entidades:",
        ),
        (
            "RO",
            "ro",
            "Centrul de Soluționare Alternativă a Litigiilor în domeniul Bancar (CSALB)",
            "",
        ),
        ("CL", "es", "", ""),
        ("SK", "en", "", ""),
        ("JP", "en", "", ""),
    ],
)
def test_an_ombudsman_letter_goes_to_a_body_by_name_or_to_a_blank(
    country: str, language: str, name: str, salutation: str
) -> None:
    facts = facts_for(country, "duplicate_charge", contacts=[BANK_NO])
    party = recipient_for("ombudsman", facts, language)
    assert (party.name, party.salutation) == (name, salutation)


def test_a_mediator_of_a_bank_that_is_not_named_is_a_blank() -> None:
    card = {"payment": {"method": "credit_card"}}
    facts = facts_for("FR", "duplicate_charge", contacts=[BANK_NO], **card)
    assert recipient_for("ombudsman", facts, "fr").name == ""


def test_no_letter_goes_to_a_network_of_bodies() -> None:
    networks = {"FIN-NET", "European Consumer Centres Network (ECC-Net)"}
    for country in ("DE", "FR", "SK", "PT", "FI", "LU", "GR", "PL"):
        facts = facts_for(country, "duplicate_charge", contacts=[BANK_NO])
        for audience in ("ombudsman", "authority"):
            assert recipient_for(audience, facts, "en").name not in networks


SENDER = {"full_name": "Alex Example", "address": ["1 Example Road", "12345 Example"]}
Texts = Callable[[Document], str]


def recipient_of(document: Document) -> Address:
    (found,) = [
        block
        for block in document.blocks
        if isinstance(block, Address) and block.role == "recipient"
    ]
    return found


@pytest.mark.parametrize(
    ("country", "locale", "label"),
    [
        ("JP", "en_US", "Name and address of the ombudsman"),
        ("SK", "de_DE", "Name und Anschrift der Schlichtungsstelle"),
        ("SK", "fr_FR", "Nom et adresse du médiateur"),
        ("CL", "es_CL", "Nombre y dirección del organismo competente"),
    ],
)
def test_an_ombudsman_letter_without_a_known_body_has_a_marked_blank(
    country: str, locale: str, label: str
) -> None:
    facts = facts_for(country, "duplicate_charge", contacts=[BANK_NO], sender=SENDER)
    document = compose("ombudsman-complaint", facts, ROOTS, locale)
    assert recipient_of(document).lines == ((Fill("recipient", label),),)


@pytest.mark.parametrize(
    ("country", "locale", "line", "salutation", "close"),
    [
        (
            "FR",
            "fr_FR",
            "Médiateur de la consommation – Example Bank",
            "Madame la Médiatrice, Monsieur le Médiateur,",
            "Je vous prie d’agréer, Madame la Médiatrice, Monsieur le Médiateur, l’expression",
        ),
        (
            "GB",
            "en_GB",
            "Financial Ombudsman Service",
            "Dear Financial Ombudsman Service,",
            "Yours faithfully",
        ),
        (
            "DE",
            "de_DE",
            "Zuständige Schlichtungsstelle für Example Bank",
            "Sehr geehrte Damen und Herren,",
            "Mit freundlichen Grüßen",
        ),
    ],
)
def test_an_office_is_greeted_as_it_is_called(
    country: str, locale: str, line: str, salutation: str, close: str, text: Texts
) -> None:
    facts = facts_for(country, "duplicate_charge", contacts=[BANK_NO], sender=SENDER)
    words = text(compose("ombudsman-complaint", facts, ROOTS, locale)).replace("\u00a0", " ")
    assert line in words
    assert salutation in words
    assert close in words
    assert "FIN-NET" not in words


def test_a_letter_to_a_company_keeps_the_country_s_salutation(text: Texts) -> None:
    facts = facts_for("FR", "duplicate_charge", sender=SENDER)
    words = text(compose("formal-complaint", facts, ROOTS, "fr_FR")).replace("\u00a0", " ")
    assert "Madame, Monsieur," in words
    assert "Médiat" not in words


def test_an_american_appeal_asks_in_spanish_for_reasons_and_documents(text: Texts) -> None:
    facts = facts_for(
        "US", "charged_after_cancellation", contacts=[BANK_NO], sender=SENDER, **CANCELLED
    )
    words = text(compose("bank-appeal", facts, ROOTS, "es_US")).replace("\u00a0", " ")
    assert "La ley federal (Regulation Z, 12 CFR § 1026.13(f)) exige explicar los motivos" in words
    assert "en particular" not in words.lower()
