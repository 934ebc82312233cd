"""From a case to everything that follows from it, on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from refundletters.facts.conditions import names_of
from refundletters.facts.contacts import contact_facts
from refundletters.facts.countries import jurisdiction_chain, reply_days
from refundletters.facts.law.bodies import bodies_for
from refundletters.facts.law.business_days import work_calendar
from refundletters.facts.law.cards import CardWindow, card_window
from refundletters.facts.law.deadlines import DeadlineCalculator
from refundletters.facts.law.events import Events
from refundletters.facts.law.late_charges import late_days
from refundletters.facts.law.rules import Chosen, add_legal_signals, bank_rights, choose_rules
from refundletters.facts.money.charges import charge_facts, main_currency, spread
from refundletters.facts.money.sums import money_facts
from refundletters.facts.parties import (
    STREAMING,
    addressee_party,
    bank_party,
    biller_party,
    service_fact,
    trader,
)
from refundletters.facts.signals import signals_of
from refundletters.facts.types import Deadline, Facts, MoneyFacts, Signals
from refundletters.model.case import Case
from refundletters.packs.roots import Roots
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES

__all__ = ["gather"]


def gather(case: Case, roots: Roots, today: dt.date) -> Facts:
    """Return everything that follows from ``case``.

    Args:
        case: The case.
        roots: Where the tables of data and the letters are.
        today: The day to judge the case from, used only where it has no ``as_of``.

    Raises:
        TemplateError: A table of data is wrong; names the file.
    """
    as_of = case.as_of or today
    country, region = case.country or "", case.region or ""
    work = work_calendar(country, region)
    banks = work_calendar(country, region, banks=True)
    lines = spread(case)
    currency = main_currency(case, lines)
    charges = charge_facts(case, lines)
    contacts = contact_facts(case, currency)
    chain = jurisdiction_chain(country, region)
    judge = DeadlineCalculator(Events(case, lines, contacts), as_of, work, banks, country)
    service = service_fact(load_rows(roots, SERVICES), case)

    def signals_for(money: MoneyFacts) -> Signals:
        found = signals_of(case, as_of, lines, charges, contacts, money, work)
        found = replace(found, is_streaming=service.kind in STREAMING)
        return add_legal_signals(case, found, chain, judge, roots)

    money = money_facts(case, charges, currency, as_of)
    signals = signals_for(money)
    if case.withdrawal.sent_on and signals.withdrawal_in_time and signals.share_owed:
        money = money_facts(case, charges, currency, as_of, withdrew=True)
        signals = signals_for(money)
    scope = names_of(case, signals)
    chosen = choose_rules(case, signals, chain, judge, roots)
    window = card_window(case, scope, judge, roots)
    seller = trader(case, service)
    biller = biller_party(case, seller)
    wait = case.request.deadline_days or reply_days(country)
    return Facts(
        case=case,
        as_of=as_of,
        country=country,
        region=region,
        currency=currency,
        jurisdictions=chain,
        service=service,
        trader=seller,
        biller=biller,
        addressee=addressee_party(case, seller, biller),
        bank=bank_party(case),
        charges=charges,
        counted=tuple(charge for charge in charges if charge.counted),
        money=money,
        contacts=contacts,
        rules=chosen.rules,
        bodies=bodies_for(roots, chain, scope, judge),
        category=window.category,
        deadlines=_deadlines(chosen, window),
        signals=signals,
        reply_by=as_of + dt.timedelta(days=wait),
        roots=roots,
        notices=chosen.notices,
        card_deadline=window.deadline,
        card_window_over=window.is_over,
        late_at_bank=_late_at_bank(case, signals, chain, judge, window, roots),
    )


def _late_at_bank(
    case: Case,
    signals: Signals,
    chain: Sequence[str],
    judge: DeadlineCalculator,
    window: CardWindow,
    roots: Roots,
) -> frozenset[dt.date]:
    """Return the days of charges too late for a bank; a card's only where its scheme is known."""
    if signals.is_card and window.row is None:
        return frozenset()
    scheme = () if window.row is None else (window.row,)
    return late_days((*bank_rights(case, signals, chain, judge, roots), *scheme), judge)


def _deadlines(chosen: Chosen, window: CardWindow) -> tuple[Deadline, ...]:
    """Return the deadlines the writer must keep, soonest first."""
    known = [rule.deadline for rule in chosen.rules]
    found = [deadline for deadline in (*known, window.deadline) if deadline is not None]
    return tuple(sorted(found, key=lambda deadline: (deadline.date, deadline.id)))
