"""All kinds of rows with a folder of their own, for ``lint``, the schemas and the docs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from refundletters.packs.tables.advice import ADVICE
from refundletters.packs.tables.base import RowKind
from refundletters.packs.tables.body import BODIES
from refundletters.packs.tables.card import CARDS
from refundletters.packs.tables.channel import CHANNELS
from refundletters.packs.tables.evidence import EVIDENCE
from refundletters.packs.tables.layout import LAYOUTS
from refundletters.packs.tables.rule import RULES
from refundletters.packs.tables.service import SERVICES

__all__ = ["KINDS"]

KINDS: Final[Mapping[str, RowKind[Any]]] = MappingProxyType(
    {
        kind.folder: kind
        for kind in (RULES, BODIES, CARDS, SERVICES, LAYOUTS, EVIDENCE, CHANNELS, ADVICE)
    }
)
"""By the name of the folder."""
