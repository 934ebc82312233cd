"""What is known of a service: its policies in our words, how to cancel, what explains charges."""

from __future__ import annotations

from typing import Final

from refundletters.facts.types import Facts, Policy
from refundletters.messages import N_, Message
from refundletters.model.closed_words import PolicyPart
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.service import SERVICES, Note, PauseTerms, ServiceRow, Terms

__all__ = ["checks_of_service", "how_to_cancel", "policies"]

_REFUND: Final = N_("Refunds: %(what)s")
_CANCEL: Final = N_("Canceling: %(what)s")
_PAUSE: Final = N_("Pausing: %(what)s")
_NOTE: Final = N_("Worth knowing: %(what)s")


def policies(facts: Facts) -> tuple[Policy, ...]:
    """Return what the company says about refunds, canceling and pausing, in our own words.

    Where another known company takes the money, its rules on refunds count: whoever bills decides.
    """
    row, biller = _row(facts), _biller_row(facts)
    holder = biller or row
    found: list[Policy] = []
    if holder is not None:
        found += _policy("refund", _REFUND, holder.refund)
        found += _policy("cancel", _CANCEL, holder.cancel)
    if row is not None:
        found += _policy("pause", _PAUSE, row.pause)
        for note in row.note:
            found += _policy("note", _NOTE, note)
    return tuple(found)


def how_to_cancel(facts: Facts) -> tuple[str, Message | None, str | None]:
    """Return where to cancel, how, and the link to the page for it, as far as they are known."""
    row = _biller_row(facts) or _row(facts)
    if row is None:
        return "", None, None
    way = None if row.cancel is None or not row.cancel.summary else Message(row.cancel.summary)
    return row.name, way, row.urls.cancel or None


def checks_of_service(facts: Facts) -> tuple[Message, ...]:
    """Return what commonly explains a charge of this company."""
    row = _biller_row(facts) or _row(facts)
    if row is None or row.unexpected_charge is None:
        return ()
    return tuple(Message(check) for check in row.unexpected_charge.checks)


def _row(facts: Facts) -> ServiceRow | None:
    return load_rows(facts.roots, SERVICES).get(facts.service.id)


def _biller_row(facts: Facts) -> ServiceRow | None:
    """Return the row of the company that bills for the service, where that is another one."""
    biller = facts.case.service.biller
    if not facts.signals.biller_is_other:
        return None
    rows = load_rows(facts.roots, SERVICES).values()
    return next((row for row in rows if row.biller == biller), None)


def _policy(part: PolicyPart, title: str, terms: Terms | PauseTerms | Note | None) -> list[Policy]:
    if terms is None or not terms.summary:
        return []
    sources = (terms.source,) if isinstance(terms, Note) else terms.sources
    link = next((source for source in sources if source.startswith("https://")), "")
    return [
        Policy(
            part=part,
            says=Message(title, {"what": Message(terms.summary)}),
            source=link or next(iter(sources), ""),
            checked=terms.checked,
            verified=terms.verified,
        )
    ]
