"""``data/countries.toml``: all countries, and the currencies in use there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from refundletters.packs.rows import read_toml

__all__ = ["countries", "currencies", "currencies_in_use", "currency_by_country"]

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "countries.toml"


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file; its fields are explained at its top. Texts are lists of codes."""

    used_in: dict[str, str]
    without: str
    second: str
    past: str


@cache
def currency_by_country() -> Mapping[str, str]:
    """Return the first currency (ISO 4217) of each country that has one (ISO 3166-1 alpha-2)."""
    return {
        country: currency for currency, used in _table().used_in.items() for country in used.split()
    }


@cache
def countries() -> frozenset[str]:
    """Return all countries, ISO 3166-1 alpha-2."""
    return frozenset({*currency_by_country(), *_table().without.split()})


@cache
def currencies() -> frozenset[str]:
    """Return the currencies in which somebody may have been charged, ISO 4217."""
    return currencies_in_use() | frozenset(_table().past.split())


@cache
def currencies_in_use() -> frozenset[str]:
    """Return the currencies in which somebody can be charged today, ISO 4217."""
    return frozenset({*_table().used_in, *_table().second.split()})


@cache
def _table() -> _Table:
    return msgspec.convert(read_toml(_FILE), _Table)
