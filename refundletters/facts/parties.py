"""Who is who: the service, the company behind it, who took the money, and the bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from msgspec.structs import replace

from refundletters.facts.countries import EEA, EU
from refundletters.facts.types import Body, Facts, Party, ServiceFact
from refundletters.model.case import Case
from refundletters.model.closed_words import Audience
from refundletters.model.tables import Recipient
from refundletters.packs.tables.service import Entity, ServiceRow

__all__ = [
    "BANK_AUDIENCES",
    "OUTSIDE_AUDIENCES",
    "STREAMING",
    "addressee_party",
    "bank_party",
    "biller_party",
    "body_for",
    "find_service",
    "recipient_for",
    "service_fact",
    "trader",
]

# Companies that take money for others, by the values of service.biller.
_BILLERS: Final = {
    "apple": "Apple",
    "google": "Google",
    "amazon": "Amazon",
    "roku": "Roku",
    "samsung": "Samsung",
    "paypal": "PayPal",
}
# Kinds of services whose selection of films, series or sport changes all the time.
STREAMING: Final = frozenset({"video", "video_bundle", "video_music"})
BANK_AUDIENCES: Final[frozenset[Audience]] = frozenset({"bank", "card_issuer", "bank_complaints"})
# Whom a document for an outside body complains about.
_ABOUT: Final[Mapping[Audience, str]] = {"ombudsman": "bank", "authority": "company"}
OUTSIDE_AUDIENCES: Final = frozenset(_ABOUT)
# How similar a typed name and a known one must be; high, since a wrong match misdirects a letter.
_ALIKE: Final = 0.88


def find_service(
    rows: Mapping[str, ServiceRow], service_id: str | None, name: str | None
) -> ServiceRow | None:
    """Return the row of a service by its id, or by a name people use for it."""
    import difflib

    if service_id and service_id in rows:
        return rows[service_id]
    if not name:
        return None
    names = {
        _plain(alias): row
        for row in rows.values()
        for alias in (row.id, *row.aliases, row.title, row.name)
    }
    wanted = _plain(name)
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=_ALIKE) if len(wanted) > 4 else []
    return names[near[0]] if near else None


def service_fact(rows: Mapping[str, ServiceRow], case: Case) -> ServiceFact:
    """Return what is known about the service of a case; an unknown one has a name only."""
    row = find_service(rows, case.service.id, case.service.name)
    if row is None:
        fallback = (case.service.id or "").replace("_", " ").title()
        return ServiceFact(case.service.id or "", case.service.name or fallback)
    entity = _entity(row.entity, case.country or "")
    return ServiceFact(
        id=row.id,
        name=row.name,
        kind=row.kind,
        entity="" if entity is None else entity.name,
        entity_address=() if entity is None else entity.address,
        entity_country="" if entity is None else entity.country,
        descriptors=tuple(item.text for item in row.descriptor if item.verified),
        cancel_url=row.urls.cancel,
        help_url=row.urls.help,
        terms_url=row.urls.terms,
        checked="" if row.checked is None else row.checked.isoformat(),
    )


def trader(case: Case, service: ServiceFact) -> Party:
    """Return the company that sold the service, under the name its contract uses if known."""
    if case.contract.seller:
        return Party(case.contract.seller)
    return Party(
        service.entity or service.name,
        address=service.entity_address,
        country=service.entity_country,
    )


def biller_party(case: Case, seller: Party) -> Party:
    """Return who took the money; the seller where it bills itself or nobody else is known."""
    biller = case.service.biller
    if biller in (None, "provider", "unknown"):
        by_wallet = case.payment.method == "paypal"
        return Party(_BILLERS["paypal"], kind="biller") if by_wallet else seller
    return Party(case.service.biller_name or _BILLERS.get(biller, ""), kind="biller")


def addressee_party(case: Case, seller: Party, biller: Party) -> Party:
    """Return who is asked for money back.

    That is the company that took the money, except that a wallet such as PayPal leaves refunds of
    completed payments to the seller. An insolvent company is represented by its administrator, and
    a demand is answered to whoever made it.
    """
    other = case.service.biller not in (None, "provider", "unknown", "paypal")
    party = _administrator(case) or _demanding_party(case) or (biller if other else seller)
    return party if _names_bank(case) else _override(party, case.recipient)


def bank_party(case: Case) -> Party:
    """Return the card issuer or bank."""
    bank = Party(case.payment.issuer or "", kind="bank")
    return _override(bank, case.recipient) if _names_bank(case) else bank


def recipient_for(audience: Audience, facts: Facts, language: str = "") -> Party:
    """Return who a document for ``audience`` (a word of ``letter.toml``) goes to.

    A document that the person keeps goes to nobody. A body is named only where its row was verified
    and the time to turn to it has not run out; by its name in ``language``, where it has several.
    Where none is known the name is empty, and the letter has a blank for it, since a network of
    bodies takes no letters.
    """
    override = Recipient() if _names_bank(facts.case) else facts.case.recipient
    match audience:
        case "user":
            return Party("")
        case "bank" | "card_issuer" | "bank_complaints":
            return facts.bank
        case "biller":
            return facts.biller
        case "trader" | "complaints":
            return _override(_administrator(facts.case) or facts.trader, override)
        case "ombudsman" | "authority":
            body = body_for(audience, facts, language)
            return body if _names_company(facts) else _override(body, override)
        case "support":
            return facts.addressee
        case _:
            assert_never(audience)


def _administrator(case: Case) -> Party | None:
    name = case.ended.administrator if case.ended.kind == "insolvent" else None
    return Party(name, kind="administrator") if name else None


def _demanding_party(case: Case) -> Party | None:
    """Return who demands money, where that is what the case is about."""
    if case.reason != "unfounded_demand" or not case.demand.name:
        return None
    return Party(case.demand.name, kind=case.demand.by or "trader")


def body_for(audience: Audience, facts: Facts, language: str) -> Party:
    """Return the body that a document goes to: one with a name, else one with a line to fill in."""
    open_to = [body for body in facts.bodies if _is_for(audience, body)]
    # A body for this kind of dispute alone comes before one for all kinds.
    open_to.sort(key=lambda body: body.against != (_ABOUT[audience],))
    for body in open_to:
        if not body.described:
            return _party(body, body.named(language), language)
    bank = facts.bank.name
    for body in open_to:
        line = body.addressees.get(language) or next(iter(body.addressees.values()), "")
        if line and bank:
            return _party(body, line.replace("{bank}", bank), language)
    return Party("", kind="body")


def _party(body: Body, name: str, language: str) -> Party:
    return Party(name, kind="body", salutation=body.salutations.get(language, ""))


def _is_for(audience: Audience, body: Body) -> bool:
    """Tell whether a document for ``audience`` can go to ``body``."""
    return (
        (body.stage == audience or audience in body.takes)
        and _ABOUT[audience] in body.against
        and body.verified
        and not body.is_over
    )


def _names_bank(case: Case) -> bool:
    """Tell whether ``[recipient]`` is the bank: one of the two names contains the other."""
    issuer, name = _plain(case.payment.issuer or ""), _plain(case.recipient.name or "")
    return bool(issuer and name) and (issuer in name or name in issuer)


def _names_company(facts: Facts) -> bool:
    """Tell whether ``[recipient]`` is the company, and so not the address of an ombudsman."""
    name = _plain(facts.case.recipient.name or "")
    known = (facts.service.name, facts.trader.name, facts.biller.name)
    others = [_plain(other) for other in known]
    return bool(name) and any(other and (other in name or name in other) for other in others)


def _override(party: Party, recipient: Recipient) -> Party:
    return replace(
        party,
        name=recipient.name or party.name,
        department=recipient.department or party.department,
        address=recipient.address or party.address,
        country="" if recipient.address else party.country,
        email=recipient.email or party.email,
    )


def _entity(entities: Sequence[Entity], country: str) -> Entity | None:
    """Return the company that serves ``country``; only a name that was read at its source."""
    read = [entity for entity in entities if entity.verified]
    for test in (_names_country, _names_union, _names_elsewhere):
        for entity in read:
            if country and test(_regions(entity), country):
                return entity
    return None


def _regions(entity: Entity) -> tuple[str, ...]:
    return tuple(part.strip() for part in entity.region.split(","))


def _names_country(regions: Sequence[str], country: str) -> bool:
    return country in regions


def _names_union(regions: Sequence[str], country: str) -> bool:
    return ("EEA" in regions and country in EEA) or ("EU" in regions and country in EU)


def _names_elsewhere(regions: Sequence[str], country: str) -> bool:
    return any(
        region == "*" or (region.startswith("*outside-") and region != f"*outside-{country}")
        for region in regions
    )


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
