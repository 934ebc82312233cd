"""Which columns hold what the bank wrote, the one that names the merchant first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refundletters.statements.judge.profiles import Profile
from refundletters.statements.words import plain, word_in, words

__all__ = ["text_columns"]

_TEXT_ROLES: Final = ("merchant", "text")
# Titles under which the account holder may stand as well as somebody else.
_NAMES: Final = frozenset(
    [
        "name", "naam", "nom", "nome", "nombre", "namn", "navn", "nimi", "payer", "sender",
        "from", "to", "fra", "til", "auftraggeber", "nadawca", "zahlungspflichtiger",
        "emetteur", "ordenante", "ordinante", "avsandare", "afsender", "avsender", "maksaja"
    ]
)  # fmt: skip
_NO_TEXT: Final = frozenset(
    {"own", "kind", "id", "currency", "other_currency", "status", "balance"}
)


def text_columns(
    seen: Sequence[Profile], skip: set[int | None], kinds: Sequence[int]
) -> tuple[int, ...]:
    """Return the columns of what the bank wrote: the one that names the merchant first."""
    candidates = [
        place
        for place, column in enumerate(seen)
        if place not in skip and column.distinct and column.letters >= 1 and not column.is_day
    ]
    own = {place for place in candidates if "own" in seen[place].roles}
    chosen = _titled(seen, candidates, own)
    varying = [p for p in chosen if not seen[p].constant]
    chosen = [*varying, *_of_one_merchant(seen, chosen, varying)] or chosen
    rest = [
        p for p in candidates if p not in chosen and not seen[p].roles & _NO_TEXT and p not in own
    ]
    if not chosen or all(seen[p].filled < 0.5 for p in chosen) or not varying:
        longest = sorted(rest, key=lambda p: (seen[p].constant, -seen[p].various, -seen[p].letters))
        chosen += [p for p in longest if seen[p].letters >= 3][:2]
    untitled = [p for p in rest if p not in chosen and not seen[p].roles]
    chosen += [
        p
        for p in untitled
        if seen[p].letters >= (4 if p not in kinds else 8) and not seen[p].constant
    ]
    if not chosen:
        fallback = [p for p in candidates if "kind" in seen[p].roles or p in own]
        chosen = sorted(fallback, key=lambda p: (p in own, seen[p].constant, -seen[p].various))[:1]
    return tuple(chosen)


def _titled(seen: Sequence[Profile], candidates: Sequence[int], own: set[int]) -> list[int]:
    """Return the columns whose titles say that they hold what the bank wrote."""
    chosen: list[int] = []
    for role in _TEXT_ROLES:
        chosen += [
            p
            for p in candidates
            if role in seen[p].roles and p not in chosen and (p not in own or not seen[p].constant)
        ]
    parties = {cell for p in chosen if "merchant" in seen[p].roles for cell in seen[p].distinct}
    # One column holds who paid, another who was paid: each in turn holds the account holder's own
    # name.
    chosen += [
        p
        for p in own
        if p not in chosen and not seen[p].constant and not parties.isdisjoint(seen[p].distinct)
    ]
    return chosen


def _only_kinds(column: Profile) -> bool:
    """Return whether a column says how money was paid or received, and not by whom."""
    known = words("came_in") | words("went_out") | words("taken") | words("returned")
    return all(word_in(plain(cell), known) for cell in column.distinct)


def _of_one_merchant(
    seen: Sequence[Profile],
    chosen: Sequence[int],
    varying: Sequence[int],
) -> list[int]:
    """Return the columns that name the one merchant whose payments alone were exported.

    They never change, and neither does the account holder's name, whose title may be the same.
    """
    named = any("merchant" in seen[p].roles and seen[p].various > 1 for p in varying)
    told = named or any("text" in seen[p].roles and not _only_kinds(seen[p]) for p in varying)
    return [
        p
        for p in chosen
        if p not in varying
        and not (named if "merchant" in seen[p].roles else told)
        and "own" not in seen[p].roles
        and plain(seen[p].title) not in _NAMES
        and seen[p].letters >= 3
    ]
