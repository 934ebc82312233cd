"""Card networks by the names people use for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["network_of"]

# Networks as people write them → as the table names them.
_NETWORKS: Final[Mapping[str, str]] = {
    "visa": "visa",
    "mastercard": "mastercard",
    "master": "mastercard",
    "mc": "mastercard",
    "amex": "amex",
    "americanexpress": "amex",
    "discover": "discover",
    "dinersclub": "discover",
    "diners": "discover",
}


def network_of(written: str | None) -> str | None:
    """Return the network as the table names it; ``None`` where it is not known."""
    plain = "".join(char for char in (written or "").casefold() if char.isalnum())
    return _NETWORKS.get(plain)
