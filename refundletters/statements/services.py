"""Find names of services in a bank's texts: as whole words, after intermediaries' prefixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from refundletters.packs.tables.service import ServiceRow
from refundletters.statements.words import plain, words

__all__ = ["Names", "Services", "merchant_key", "service_names"]

# Names that are everyday words, people's names or the names of other things a company sells: they
# count only where they are the whole text.
_EVERYDAY: Final = frozenset(
    {"max", "apple", "uber", "norton", "one", "now", "sky", "prime", "calm", "match", "google"}
    | {"microsoft", "amazon", "sony", "disney", "linkedin", "playstation", "xbox", "youtube"}
    | {"free", "orange", "steam", "notion", "pocket", "welt", "stern", "zeit", "bild", "zoom"}
    | {"drei", "match", "guardian", "valve", "superhuman", "tuta", "hinge", "proton", "discord"}
)
# Under these a company sells other things than its subscription.
_OTHER_GOODS: Final = frozenset({("uber", "eats")})
_SHORT: Final = 3
_GLUED: Final = 6
# What may follow a name that is otherwise the whole text.
_TAILS: Final = frozenset(
    [
        "com",
        "net",
        "org",
        "tv",
        "co",
        "uk",
        "de",
        "fr",
        "help",
        "helppay",
        "g",
        "bill",
        "inc",
        "llc",
        "ltd",
        "bv",
        "gmbh",
        "sa",
        "srl",
        "ag",
        "ab",
        "oy",
        "as",
        "b",
        "v",
        "limited",
        "corp",
        "subscription",
        "subscriptions",
        "subscr",
        "abo",
        "abonnement",
        "suscripcion",
        "abbonamento",
        "assinatura",
        "bills",
        "services",
        "payments",
        "payment",
        "premium",
        "us",
        "ie",
        "nl",
        "lu",
        "gb",
        "amsterdam",
        "dublin",
        "luxembourg",
        "stream",
        "streaming",
    ]
)
# What always ends a name: domains and legal forms.
_ENDINGS: Final = frozenset({"com", "net", "org", "inc", "llc", "ltd", "bv", "gmbh", "srl", "corp"})
_SHORTENED: Final = {
    "msft": "microsoft",
    "amzn": "amazon",
    "apl": "apple",
    "hlu": "hulu",
    "dis": "disney",
    "nflx": "netflix",
    "goog": "google",
    "yt": "youtube",
}
_SUBSCRIBED: Final = frozenset({"subscription", "subscriptions", "subscr", "abo", "suscripcion"})
# Companies through which others are paid: their name says nothing about the direction.
_BETWEEN: Final = frozenset({"paypal", "google_play", "klarna"})


def _pieces(text: str) -> list[str]:
    return [_SHORTENED.get(piece, piece) for piece in plain(text).split()]


@dataclass(frozen=True, slots=True)
class Names:
    """The names under which one service appears on statements, each split into plain words."""

    names: frozenset[tuple[str, ...]]

    def match(self, text: str) -> bool:
        """Return whether ``text`` names the service."""
        return self._match(_pieces(text))

    def _match(self, pieces: list[str]) -> bool:
        return any(_holds(pieces, name) for name in self.names)


def _holds(pieces: list[str], name: tuple[str, ...]) -> bool:
    """Return whether a name occurs in a text, as separate words or joined."""
    if len(name) == 1 and (len(name[0]) <= _SHORT or name[0] in _EVERYDAY):
        return _stands_alone(pieces, name[0])
    size = len(name)
    if _EVERYDAY.issuperset(name):
        return tuple(pieces[:size]) == name and all(map(_is_tail, pieces[size:]))
    for start in range(len(pieces)):
        if tuple(pieces[start : start + size]) == name:
            return True
    glued = "".join(name)
    if len(glued) < _GLUED:
        return False
    if name[0] in pieces and not _SUBSCRIBED.isdisjoint(pieces) and size > 1:
        return pieces[pieces.index(name[0]) + 1 :][:1] != [] and name[1].isdigit()
    for start, piece in enumerate(pieces):
        if piece[0] != glued[0]:
            continue
        if piece.startswith(glued) or "".join(pieces[start : start + size + 2]).startswith(glued):
            return True
    return False


def _stands_alone(pieces: list[str], name: str) -> bool:
    prefixes = words("prefix")
    if name not in pieces:
        return False
    place = pieces.index(name)
    if any(piece not in prefixes and not piece.isdigit() for piece in pieces[:place]):
        return False
    return all(map(_is_tail, pieces[place + 1 :]))


def _is_tail(piece: str) -> bool:
    return piece in _TAILS or any(map(str.isdigit, piece))


def service_names(texts: Iterable[str | None]) -> Names:
    """Return names for matching, such as those of a service, its biller and its descriptors."""
    found = set()
    for text in texts:
        pieces = _pieces(text or "")
        if len("".join(pieces)) >= _SHORT and tuple(pieces) not in _OTHER_GOODS:
            found.add(tuple(pieces))
    return Names(frozenset(found))


def _row_names(row: ServiceRow) -> Names:
    return service_names([row.name, *row.aliases, *(item.text for item in row.descriptor)])


@dataclass(frozen=True)
class Services:
    """The known services by their names on statements."""

    by_id: Mapping[str, Names] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, rows: Mapping[str, ServiceRow]) -> Services:
        """Return the services of the rows of ``data/services``."""
        return cls(
            {key: _row_names(row) for key, row in rows.items()},
            {key: row.name for key, row in rows.items()},
        )

    def find(self, text: str) -> str:
        """Return the id of the service that a text names, longest name first, or nothing."""
        pieces = _pieces(text)
        starts = {piece[:3] for piece in pieces}
        best: tuple[int, str] = (0, "")
        for size, name, key in self._flat:
            if size > best[0] and name[0][:3] in starts and _holds(pieces, name):
                best = (size, key)
        return best[1]

    def paid(self, text: str) -> str:
        """Return the id of the service that is paid; an intermediary only if named alone."""
        found = self.find(text)
        return "" if found in _BETWEEN and merchant_key(text) else found

    def takes_money(self, text: str) -> bool:
        """Return whether a text names a service that itself is paid."""
        found = self.find(text)
        return bool(found) and found not in _BETWEEN

    @property
    def _flat(self) -> tuple[tuple[int, tuple[str, ...], str], ...]:
        return _flattened(self)

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=4)
def _flattened(services: Services) -> tuple[tuple[int, tuple[str, ...], str], ...]:
    return tuple(
        (len("".join(name)), name, key)
        for key, names in services.by_id.items()
        for name in names.names
    )


@lru_cache(maxsize=8192)
def merchant_key(text: str) -> str:
    """Return the first words that name a merchant, without prefixes, numbers and places."""
    prefixes = words("prefix")
    kept: list[str] = []
    for piece in _pieces(text):
        if any(map(str.isdigit, piece)):
            if kept:
                break
            continue
        if not kept and (piece in prefixes or piece in _ENDINGS or len(piece) == 1):
            continue
        if piece in _ENDINGS and kept:
            break
        kept.append(piece)
        if len(kept) == 3:
            break
    return " ".join(kept)
