"""Rules about truth: nothing is claimed that was not confirmed, and sums add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from refundletters.letters.view import LetterView
from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_text import LetterText
from refundletters.lint.lexicon import matches
from refundletters.messages import say
from refundletters.model.money import Money

__all__ = ["RULES"]

# The most charges that a chat opener names one by one.
_NAMED: Final = 3


def unauthorized(letter: LetterText) -> Iterator[Problem]:
    """Whatever is called unauthorized was confirmed on all four points."""
    if letter.facts.case.confirmed.four_points:
        return
    for passage in letter.passages:
        text = letter.without_legal_text(letter.without_user_text(passage.text))
        for word in matches(letter.lexicon.words("unauthorized"), text):
            yield Problem(
                say("“%(word)s” is not covered by the four confirmations.", word=word),
                passage.place,
            )


def accusations(letter: LetterText) -> Iterator[Problem]:
    """The facts are stated, and nobody is accused."""
    confirmed = letter.lexicon.words("unauthorized") if letter.facts.signals.four_points_ok else ()
    words = letter.lexicon.of_kind("accusation", "insult")
    for passage in letter.passages:
        text = letter.without_legal_text(letter.without_user_text(passage.text))
        for word in matches(words, text):
            if not matches(confirmed, word):
                yield Problem(say("“%(word)s” is an accusation.", word=word), passage.place)


def pending(letter: LetterText) -> Iterator[Problem]:
    """A charge that is still pending is not in any sum."""
    facts = letter.facts
    own = [charge for charge in facts.charges if charge.amount.currency == facts.currency]
    waiting = [charge for charge in own if charge.pending]
    if not waiting:
        return
    sums = {
        Money.total(
            [charge.amount for charge in own if charge.disputed.amount or charge.pending],
            facts.currency,
        ),
        Money.total([charge.amount for charge in own], facts.currency),
        facts.money.disputed + Money.total([charge.amount for charge in waiting], facts.currency),
    }
    known = {charge.amount for charge in own} | {facts.money.charged, facts.money.disputed}
    for wrong in sums - known:
        for passage in letter.passages:
            if letter.formats.money(wrong) in passage.text:
                yield Problem(
                    say("%(amount)s has a pending charge in it.", amount=wrong), passage.place
                )


def total(letter: LetterText) -> Iterator[Problem]:
    """The last line of the table of charges is the sum of what is disputed, in each currency."""
    facts = letter.facts
    late = LetterView.of(facts, letter.language, letter.meta.audience).is_late
    posted = [c for c in facts.charges if not c.pending and not late(c)]
    counted = [charge for charge in posted if charge.counted]
    allowed = {
        _sums(letter, amounts)
        for amounts in (
            [charge.disputed for charge in counted],
            [charge.amount for charge in counted or posted],
        )
    }
    cells = [p for p in letter.passages if p.slot == "charges" and p.role == "total" and p.text]
    if cells and cells[-1].text not in allowed:
        yield Problem(
            say("The sum of the charges is given as %(amount)s.", amount=cells[-1].text),
            cells[-1].place,
        )


def _sums(letter: LetterText, amounts: Sequence[Money]) -> str:
    main = letter.facts.currency
    found = dict.fromkeys(amount.currency for amount in amounts)
    currencies = sorted(found, key=lambda code: code != main)
    sums = [Money.total((a for a in amounts if a.currency == code), code) for code in currencies]
    told = [sum_ for sum_ in sums if sum_.amount] or [Money(Decimal(0), main)]
    return letter.formats.list([letter.formats.money(sum_) for sum_ in told])


def working(letter: LetterText) -> Iterator[Problem]:
    """The amount asked for equals the total of its working."""
    money = letter.facts.money
    if money.asked is None or not money.working:
        return
    result = Decimal(0)
    for line in money.working:
        value, off = line.fields.get("value"), line.fields.get("off")
        result += value.amount if isinstance(value, Money) else 0
        result -= off.amount if isinstance(off, Money) else 0
    if result != money.asked.amount:
        for passage in letter.passages:
            if letter.formats.money(money.asked) in passage.text:
                yield Problem(
                    say(
                        "%(asked)s is asked, and the working comes to %(sum)s.",
                        asked=money.asked,
                        sum=Money(result, money.currency),
                    ),
                    passage.place,
                )
                return


def names_charges(letter: LetterText) -> Iterator[Problem]:
    """A chat opener names each disputed amount; above three, their number and amount."""
    opener = [passage.text for passage in letter.prose if passage.part == "opener"]
    counted = letter.facts.counted
    if letter.document.kind != "chat" or not opener or not counted:
        return
    if letter.facts.case.reason == "unfounded_demand":
        return  # it is about a demand, whatever was charged before
    text = " ".join(opener)
    amounts = list(dict.fromkeys(charge.amount for charge in counted))
    if len(counted) <= _NAMED or len(amounts) == 1:
        wanted = [letter.formats.money(amount) for amount in amounts]
    else:
        main = [
            amount.amount for amount in counted if amount.amount.currency == letter.facts.currency
        ]
        wanted = [letter.formats.money(Money.total(main, letter.facts.currency))]
    if len(counted) > _NAMED:
        wanted.append(letter.formats.number(len(counted)))
    for word in wanted:
        if word not in text:
            yield Problem(say("The opening message does not name %(amount)s.", amount=word))


RULES: Final = (
    Rule(
        "truth.unauthorized",
        say("Only a payment that nobody in the household made or allowed may be called that."),
        unauthorized,
    ),
    Rule("truth.accusation", say("Facts convince; accusations end conversations."), accusations),
    Rule("money.pending", say("A pending charge may still drop off by itself."), pending),
    Rule("money.total", say("A sum that does not add up costs all trust."), total),
    Rule("money.working", say("A sum that does not add up costs all trust."), working),
    Rule(
        "money.named",
        say("Support can only find a charge whose amount is named."),
        names_charges,
    ),
)
