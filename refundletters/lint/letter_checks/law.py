"""Rules about law: where it may appear, and that every citation is the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText, Passage, simple
from refundletters.lint.lexicon import matches
from refundletters.messages import say
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.rule import RULES as RULES_OF_LAW
from refundletters.patterns import lazy_pattern

__all__ = ["CITATION", "RULES", "citations_of"]

CITATION: Final = lazy_pattern(
    r"§+\s?\d+\w*"
    r"|\b\d+\s(?:U\.\s?S\.\s?C|C\.?F\.?R)\b\.?(?:\s§+\s?\d+\w*)?"
    r"|\b(?:[Aa]rt(?:\.|ikel|icles?|[ií]culos?)|[Aa]rtt\.)\s(?:[LRD]\.?\s?)?\d+(?:[.-]\d+)*"
    r"|\b[LRD]\.\s?\d{3}-\d+"
    r"|\b(?:[Ss]ections?|[Ss]s?\.|[Rr]egulations?)\s\d+[A-Z]?\b(?=\s(?:of|to|and)\b|\()"
    r"|\b(?:Act|Regulations)\s(?:of\s)?(?:19|20)\d\d\b"
    r"|\b(?:Directive|Directiva|Richtlinie|Verordnung)\s\((?:EU|EG|UE|CE)\)\s\d+/\d+"
    r"|\b(?:Ley|Real Decreto(?:-ley| Legislativo)?|Loi n°)\s\d+[/-]\d+"
    r"|\b(?:BGB|ZAG|EGBGB|TRLGDCU)\b"
)
"""What looks like a citation of law, in the languages that ship."""

_FACTS: Final = frozenset({"reason", "charges", "card", "state", "story", "contacts"})


@lru_cache(maxsize=16)
def _citations(folders: tuple[Path, ...]) -> tuple[str, ...]:
    rows = load_rows(Roots((), (), folders), RULES_OF_LAW).values()
    found = {
        simple(citation)
        for row in rows
        for citation in (row.citation, *row.citations.values())
        if any(map(str.isdigit, citation))
    }
    return tuple(sorted(found))


def citations_of(roots: Roots) -> tuple[str, ...]:
    """Return the citations of all rules, including uncitable ones; only those with a number."""
    return _citations(roots.data)


def amount(letter: LetterText) -> Iterator[Problem]:
    """There is no more law than ``letter.toml`` permits."""
    quoting = [passage for passage in letter.prose if _quotes(letter, passage)]
    match letter.meta.law:
        case "none" if quoting:
            yield Problem(say("This letter may not speak of law."), quoting[0].place)
        case "one":
            count = sum(len(letter.sentences(_named(letter, passage.text))) for passage in quoting)
            if count > 1:
                yield Problem(
                    say("This letter may have one sentence about law only."), quoting[-1].place
                )


def _quotes(letter: LetterText, passage: Passage) -> bool:
    text = simple(passage.text)
    return passage.slot == "law" or any(known in text for known in letter.legal)


def _named(letter: LetterText, text: str) -> str:
    """Return ``text`` with each citation as one word, since citations are full of periods."""
    text = simple(text)
    for rule in letter.quotable:
        for citation in (rule.citation, *rule.citations.values()):
            text = text.replace(simple(citation), "§") if citation else text
    return text


def citations(letter: LetterText) -> Iterator[Problem]:
    """Every citation belongs to a rule that may be quoted in this case."""
    every = citations_of(letter.roots)
    for passage in letter.passages:
        text = letter.without_legal_text(letter.without_user_text(passage.text))
        known = [found.group() for found in _any(every).finditer(text)] if every else []
        for citation in known:
            text = text.replace(citation, " ")
            yield Problem(
                say("%(citation)s does not apply to this case.", citation=citation), passage.place
            )
        for found in CITATION.finditer(text):
            yield Problem(
                say("%(citation)s is a citation of no known rule.", citation=found.group()),
                passage.place,
            )


@lru_cache(maxsize=4)
def _any(every: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(every, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def addressee(letter: LetterText) -> Iterator[Problem]:
    """A rule for banks is quoted to a bank, and a rule for companies to a company."""
    side = "bank" if letter.to_bank or letter.meta.audience == "ombudsman" else "merchant"
    own = [rule for rule in letter.quotable if rule.addressed_to in {side, "both"}]
    others = [rule for rule in letter.quotable if rule not in own]
    shared = {rule.citation for rule in own}
    for passage in letter.prose:
        text = simple(passage.text)
        for rule in others:
            if rule.citation and rule.citation not in shared and simple(rule.citation) in text:
                yield Problem(
                    say("%(citation)s binds somebody else.", citation=rule.citation), passage.place
                )


def facts_first(letter: LetterText) -> Iterator[Problem]:
    """Facts come before law."""
    seen = False
    for passage in letter.passages:
        seen = seen or passage.slot == "law"
        if seen and passage.slot in _FACTS:
            yield Problem(say("Facts follow after the law."), passage.place)
            return


def court(letter: LetterText) -> Iterator[Problem]:
    """No court is mentioned before the demand letter."""
    if letter.meta.stage != "outside":
        yield from _spoken(letter, "court")


def publicity(letter: LetterText) -> Iterator[Problem]:
    """The letter does not threaten bad publicity."""
    yield from _spoken(letter, "publicity")


def threats(letter: LetterText) -> Iterator[Problem]:
    """The letter does not threaten."""
    yield from _spoken(letter, "threat")


def _spoken(letter: LetterText, kind: str) -> Iterator[Problem]:
    words = letter.lexicon.of_kind(kind)
    for passage in letter.passages:
        for word in matches(
            words, letter.without_legal_text(letter.without_user_text(passage.text))
        ):
            yield Problem(say("“%(word)s” sounds like a threat.", word=word), passage.place)


RULES: Final = (
    Rule("law.amount", say("Law too early sounds like a threat."), amount),
    Rule("law.citation", say("A wrong citation makes the whole letter doubtful."), citations),
    Rule("law.addressee", say("Only whom a rule binds has to keep it."), addressee),
    Rule("law.order", say("Law means nothing before the facts are known."), facts_first),
    Rule("threat.court", say("A court is the last step, and is named there only."), court),
    Rule("threat.publicity", say("A threat of bad publicity can be an offense."), publicity),
    Rule("threat.words", say("Threats end conversations."), threats),
)
