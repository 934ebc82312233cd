"""Some languages go on in lower case after a salutation that ends with a comma."""

from __future__ import annotations

import pytest

from refundletters.letters.salutation import continue_salutation
from refundletters.model.document import Group, Paragraph, Text


def _letter(salutation: str, first: str) -> tuple[Paragraph | Group, ...]:
    return (
        Paragraph((Text("Betreff"),), role="subject"),
        Paragraph((Text(salutation),), role="salutation"),
        Group((Paragraph((Text(first),)), Paragraph((Text("Bitte antworten Sie."),))), "reason"),
    )


@pytest.mark.parametrize(
    ("salutation", "first", "language", "expected"),
    [
        ("Guten Tag,", "Bitte erstatten Sie 9,99 €.", "de", "bitte erstatten Sie 9,99 €."),
        ("Guten Tag,", "Sie haben zweimal abgebucht.", "de", "Sie haben zweimal abgebucht."),
        ("Guten Tag,", "Netflix ist insolvent.", "de", "Netflix ist insolvent."),
        ("Guten Tag", "Bitte erstatten Sie 9,99 €.", "de", "Bitte erstatten Sie 9,99 €."),
        ("Buongiorno,", "Vi chiedo il rimborso.", "it", "vi chiedo il rimborso."),
        ("Buongiorno,", "Netflix ha addebitato.", "it", "Netflix ha addebitato."),
        ("Szanowni Państwo,", "Proszę o zwrot.", "pl", "proszę o zwrot."),
        ("Szanowni Państwo,", "Państwa serwis.", "pl", "Państwa serwis."),
        ("Hello,", "Please refund €9.99.", "en", "Please refund €9.99."),
    ],
    ids=[
        *("word", "form of address", "name", "no comma"),
        *("Italian", "Italian name", "Polish", "Polish form of address", "other language"),
    ],
)
def test_first_word_after_the_salutation(
    salutation: str, first: str, language: str, expected: str
) -> None:
    *_, body = continue_salutation(_letter(salutation, first), language)
    assert isinstance(body, Group)
    assert body.blocks[0] == Paragraph((Text(expected),))
    assert body.blocks[1] == Paragraph((Text("Bitte antworten Sie."),))


def test_a_form_without_salutation_keeps_its_capital() -> None:
    blocks = (Paragraph((Text("Bitte erstatten Sie 9,99 €."),)),)
    assert continue_salutation(blocks, "de") == blocks
