"""Every letter in every country, reason, length and language keeps every rule."""

from __future__ import annotations

import pytest

from refundletters.lint.generated_cases import LENGTHS, specimens
from refundletters.lint.generated_letters import lint_letters, lint_specimen, places
from refundletters.packs.letters import letter_metas
from refundletters.packs.roots import Roots, shipped_roots

METAS = letter_metas(shipped_roots())
MORE = (("DE", "en_US"), ("CA", "en_CA"), ("CA", "fr_CA"), ("CH", "de_CH"), ("CH", "fr_CH"))
# Every language in a country of its own, and some where it meets another country's law.
PLACES = tuple(dict.fromkeys((*places(shipped_roots()), *MORE)))
COUNTRIES = {
    country: tuple(locale for place, locale in PLACES if place == country)
    for country in dict.fromkeys(place for place, _ in PLACES)
}
EVERY = [
    pytest.param(meta, country, id=f"{meta.id}-{country}")
    for meta in METAS.values()
    for country in COUNTRIES
]


@pytest.mark.slow
@pytest.mark.parametrize(("meta", "country"), EVERY)
def test_a_letter_keeps_every_rule(meta, country, roots: Roots) -> None:
    written, found = 0, set()
    for reason in meta.reasons:
        for specimen in specimens(meta, reason, country, roots):
            written += 1
            for locale in COUNTRIES[country]:
                for finding in lint_specimen(meta, specimen, locale, roots):
                    # Where a warning stands, a reader decides; the letters were read.
                    if finding.severity == "error":
                        message = finding.message.msgid % finding.message.fields
                        place = f"{finding.file}:{finding.line}"
                        found.add((finding.rule, message, place, finding.where, specimen.name))
    # Only where the law gives a right to withdraw can it be used.
    assert written or (meta.id == "withdrawal-notice" and country == "US")
    assert sorted(found) == []


def test_each_length_is_written_and_one_case_with_no_more_than_needed(roots: Roots) -> None:
    names = [found.name for found in specimens(METAS["refund-request"], "unused", "DE", roots)]
    assert names == [
        *(f"nobody asked yet, {length}" for length in LENGTHS),
        "nobody asked yet, no more than needed",
    ]


def test_no_more_than_needed_is_less(roots: Roots) -> None:
    *_, full, lean = specimens(METAS["card-dispute"], "duplicate_charge", "US", roots)
    assert full.facts.case.own_words
    assert not lean.facts.case.own_words
    assert lean.facts.case.charges


def test_a_letter_that_never_opens_has_no_case(roots: Roots) -> None:
    assert list(specimens(METAS["card-dispute"], "unused", "US", roots)) == []


def test_every_language_is_read_in_a_country_of_its_own(roots: Roots) -> None:
    found = places(roots)
    assert found[:2] == (("US", "en_US"), ("GB", "en_GB"))
    assert ("DE", "de_DE") in found


def test_only_some_letters_can_be_read(roots: Roots) -> None:
    assert list(lint_letters(roots, ["thank-you"], ("short",))) == []
