"""To which office a complaint goes, how it is greeted, and in which language law is cited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from refundletters.facts.parties import recipient_for
from refundletters.letters.compose import compose
from refundletters.model.document import Address, Document, Fill
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.rule import RULES

from .law_cases import CANCELLED, ROOTS, facts_for, rule_in


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
