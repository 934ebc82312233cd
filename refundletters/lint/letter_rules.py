"""All rules about a composed letter."""

from __future__ import annotations

from typing import Final

from refundletters.facts.types import Facts
from refundletters.lint.finding import Finding, Rule, run
from refundletters.lint.letter_checks import (
    bank_letters,
    calm_and_near,
    claims_and_sums,
    courtesy_and_order,
    law,
    order_of_facts,
    page,
    requests_and_answers,
    wording,
)
from refundletters.lint.letter_text import LetterText, read
from refundletters.model.document import Document
from refundletters.packs.letters import LetterMeta
from refundletters.packs.roots import Roots

__all__ = ["RULES", "lint_document"]

RULES: Final[tuple[Rule[LetterText], ...]] = (
    *courtesy_and_order.RULES,
    *order_of_facts.RULES,
    *requests_and_answers.RULES,
    *claims_and_sums.RULES,
    *law.RULES,
    *bank_letters.RULES,
    *wording.RULES,
    *page.RULES,
    *calm_and_near.RULES,
)


def lint_document(
    document: Document, facts: Facts, meta: LetterMeta, roots: Roots
) -> tuple[Finding, ...]:
    """Return what is wrong with a composed letter, in the order of the rules.

    Args:
        document: The letter.
        facts: The facts it was written from.
        meta: Its ``letter.toml``.
        roots: Where rules, questions and word lists are.
    """
    where = f"{document.id} {document.kind} {document.locale} {facts.case.reason or '-'}"
    return run(RULES, read(document, facts, meta, roots), where)
