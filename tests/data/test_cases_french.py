"""What the law of French-speaking places gives, case by case, and how their letters word it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from refundletters.answers.build import build_case
from refundletters.facts.gather import gather
from refundletters.facts.types import Facts
from refundletters.letters.compose import compose
from refundletters.model.document import Document
from refundletters.packs.roots import shipped_roots

ROOTS = shipped_roots()
AS_OF = dt.date(2026, 11, 30)
CHARGED = dt.date(2026, 11, 5)
BEFORE, AFTER = CHARGED - dt.timedelta(days=14), CHARGED + dt.timedelta(days=3)
TOWNS = {
    "BE": "1000 Bruxelles",
    "CA": "Montréal (Québec)  H2X 1Y4",
    "CH": "1200 Genève",
    "FR": "69002 Lyon",
    "LU": "L-1234 Luxembourg",
}

Texts = Callable[[Document], str]


def facts_for(country: str, reason: str, **answers: Any) -> Facts:
    base: dict[str, Any] = {
        "as_of": AS_OF,
        "country": country,
        "region": "QC" if country == "CA" else None,
        "reason": reason,
        "service": {"name": "Nuage Exemple", "biller": "provider"},
        "plan": {"period": "month", "started_on": dt.date(2026, 1, 5)},
        "charges": [{"date": CHARGED, "amount": "21.00"}],
        "payment": {"method": "credit_card", "issuer": "Banque Exemple"},
        "sender": {"full_name": "Camille Exemple", "address": ["12 rue X", TOWNS[country]]},
        "confirmed": {"facts_true": True, "four_points": True},
    }
    return gather(build_case({**base, **answers}), ROOTS, answers.get("as_of", AS_OF))


def letter(document: str, facts: Facts, locale: str) -> Document:
    return compose(document, facts, ROOTS, locale)


def quoted(country: str, reason: str, **answers: Any) -> set[str]:
    """Return the ids of the rules that a letter about such a case may quote."""
    return {rule.id for rule in facts_for(country, reason, **answers).rules if rule.quotable}


@pytest.mark.parametrize(
    "reason", ["changed_mind", "accidental_signup", "trial_conversion", "price_increase"]
)
def test_leaving_at_any_time_in_quebec_gives_back_no_month_charged_before(reason: str) -> None:
    left = {"status": "yes", "how": "web"}
    assert "ca-qc-214" in quoted("CA", reason, cancellation={**left, "on": BEFORE})
    assert "ca-qc-214" not in quoted("CA", reason, cancellation={**left, "on": AFTER})


def test_each_duty_of_quebec_s_act_of_2026_is_named_where_it_was_missed() -> None:
    cancel, warning = "ca-qc-online-subscription-2026", "ca-qc-end-of-promotion-2026"
    unwarned = quoted("CA", "trial_conversion", trial={"reminder": "no"})
    assert warning in unwarned
    assert cancel not in unwarned
    tried = quoted("CA", "cannot_cancel", cancellation={"status": "tried", "on": BEFORE})
    assert cancel in tried
    assert warning not in tried
    plain = {"status": "yes", "on": BEFORE}
    obstacles = {"paths": ["site : le bouton ne répond pas"]}
    assert cancel not in quoted("CA", "charged_after_cancellation", cancellation=plain)
    assert cancel in quoted(
        "CA", "charged_after_cancellation", cancellation=plain, blocked=obstacles
    )


def test_a_belgian_bank_is_told_of_the_refund_and_not_only_of_the_notice() -> None:
    rules = quoted("BE", "unauthorized_payment", confirmed={"four_points": True})
    assert {"be-wer-vii-41", "be-wer-vii-43"} <= rules
    assert not {rule for rule in rules if rule.startswith("eu-psd2")}


@pytest.mark.parametrize(
    ("country", "reason", "locale", "own", "foreign"),
    [
        ("BE", "changed_mind", "fr_BE", "L’article VI.47 du Code de droit", "artikel"),
        ("CH", "duplicate_charge", "fr_CH", "le droit suisse (art. 62 et 63 CO)", "OR"),
        ("CH", "duplicate_charge", "de_CH", "nach Art. 62 und 63 OR", "CO"),
    ],
)
def test_a_letter_cites_law_in_one_language_alone(
    country: str, reason: str, locale: str, own: str, foreign: str, text: Texts
) -> None:
    plan = {"period": "month", "started_on": dt.date(2026, 11, 20)}
    words = text(letter("formal-complaint", facts_for(country, reason, plan=plan), locale))
    plain = words.replace("\u00a0", " ")
    assert own in plain
    assert foreign not in plain.split()


@pytest.mark.parametrize("country", ["FR", "LU", "BE"])
def test_an_ombudsman_is_not_told_that_the_proof_is_theirs(country: str, text: Texts) -> None:
    words = text(
        letter("ombudsman-complaint", facts_for(country, "unauthorized_payment"), f"fr_{country}")
    )
    assert "la banque" in words
    assert "vous incombe" not in words
    assert "votre charge" not in words


def test_the_time_of_swiss_card_terms_is_kept_by_the_letter_that_disputes(text: Texts) -> None:
    contacts = [{"at": AS_OF, "channel": "email", "result": "refused"}]
    facts = facts_for("CH", "duplicate_charge", contacts=contacts)
    time = "en vue de respecter le délai prévu par les conditions"
    assert time in text(letter("card-dispute", facts, "fr_CH"))
    assert time not in text(letter("ombudsman-complaint", facts, "fr_CH"))


@pytest.mark.parametrize(
    ("country", "date", "subject", "close"),
    [
        ("BE", "Bruxelles, le 30 novembre 2026", "Objet\u00a0:", "salutations distinguées."),
        ("CA", "Le 30 novembre 2026", "Objet\u00a0:", "mes salutations distinguées."),
        ("CH", "Genève, le 30 novembre 2026", "Résiliation", "mes salutations distinguées."),
        ("FR", "Lyon, le 30 novembre 2026", "Objet\u00a0:", "salutations distinguées."),
        ("LU", "Luxembourg, le 30 novembre 2026", "Objet\u00a0:", "sentiments distingués."),
    ],
)
def test_the_page_of_a_french_letter_is_that_of_its_country(
    country: str, date: str, subject: str, close: str, lines: Callable[[Document], list[str]]
) -> None:
    found = lines(letter("cancellation-notice", facts_for(country, "unused"), f"fr_{country}"))
    assert date in found
    assert any(line.startswith(subject) for line in found)
    assert any(line.endswith(close) for line in found)


@pytest.mark.parametrize("country", ["BE", "CH", "FR", "LU"])
def test_the_first_of_a_month_is_an_ordinal(
    country: str, lines: Callable[[Document], list[str]]
) -> None:
    facts = facts_for(country, "unused", as_of=dt.date(2026, 12, 1))
    found = lines(letter("cancellation-notice", facts, f"fr_{country}"))
    assert any(line.endswith(", le 1er décembre 2026") for line in found)
