"""Which of the rules that apply a letter quotes, and in what order.

A directive binds states, not a company or a private bank: where a national rule of the same kind
can be quoted, no European rule is. A decision explains a right and is never quoted without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from refundletters.facts.types import Facts, RuleFact

__all__ = ["MOST_RULES", "only_what_binds", "quotable_for", "says_in"]

_UNION: Final = "EU"
_STATELESS: Final = frozenset({_UNION, "INTL"})
# As much as a clerk reads: the rule that the claim rests on, and one more.
MOST_RULES: Final = {"bank": 2, "merchant": 3}


def quotable_for(
    facts: Facts, addressee: str, topics: Sequence[str] = ("",), most: int | None = None
) -> tuple[RuleFact, ...]:
    """Return the rules that a letter quotes, the one that the claim rests on first.

    The order is that of the facts, nearest and strongest first, with mere procedure after rights.

    Rules about future payments (topic ``stop``) are only for letters about those, and rules that
    make a letter a notice (``notice``) only for the letter that gives it.

    Args:
        facts: The facts of the case.
        addressee: ``merchant`` or ``bank``.
        topics: The topics that the letter is about.
        most: The most rules to quote; by default two for a bank and three for a company.
    """
    fitting = [
        rule
        for rule in facts.rules
        if rule.quotable and rule.topic in topics and rule.addressed_to in {addressee, "both"}
    ]
    fitting.sort(key=lambda rule: rule.role == "procedure")
    limit = MOST_RULES.get(addressee, len(fitting)) if most is None else most
    return tuple(fitting[:limit])


def only_what_binds(rules: Sequence[RuleFact]) -> tuple[RuleFact, ...]:
    """Return ``rules``, made unquotable where they bind nobody here or would stand alone."""
    return _no_decision_alone(_national_first(rules))


def says_in(rule: RuleFact, language: str) -> str | None:
    """Return the sentence of ``rule`` in ``language``, else in English; ``None`` if in neither."""
    return rule.says.get(language) or rule.says.get("en")


def _national_first(rules: Sequence[RuleFact]) -> tuple[RuleFact, ...]:
    """Leave European rules out of letters to an addressee to whom a national right can be quoted.

    A national rule about a single step (a notice, a stop) or about procedure does not displace the
    European grounds; a decision of the Union's court explains the national right and stays. Beside
    a national right, a European rule that only makes the letter a notice is not needed.
    """
    covered = {
        (addressee, rule.topic)
        for rule in rules
        if rule.quotable and rule.role == "right" and rule.jurisdiction not in _STATELESS
        for addressee in _addressees(rule.addressed_to)
    }

    def gives_way(rule: RuleFact) -> bool:
        topic = "" if rule.topic == "notice" else rule.topic
        pairs = {(addressee, topic) for addressee in _addressees(rule.addressed_to)}
        return rule.jurisdiction == _UNION and rule.role != "decision" and covered >= pairs

    return tuple(replace(rule, quotable=False) if gives_way(rule) else rule for rule in rules)


def _no_decision_alone(rules: Sequence[RuleFact]) -> tuple[RuleFact, ...]:
    """Leave out decisions where no right can be quoted to the same addressee."""
    supported = {
        addressee
        for rule in rules
        if rule.quotable and rule.role == "right"
        for addressee in _addressees(rule.addressed_to)
    }
    return tuple(
        replace(rule, quotable=False)
        if rule.role == "decision" and supported.isdisjoint(_addressees(rule.addressed_to))
        else rule
        for rule in rules
    )


def _addressees(addressed_to: str) -> tuple[str, ...]:
    return ("merchant", "bank") if addressed_to == "both" else (addressed_to,)
