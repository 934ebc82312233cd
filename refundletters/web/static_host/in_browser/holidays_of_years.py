"""Stands in for the library ``holidays`` where only a few years are known."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["Days", "country_holidays", "financial_holidays"]


class Days(frozenset[dt.date]):
    """Holidays of one place.

    Attributes:
        subdivisions: The regions whose holidays are known.
    """

    subdivisions: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (Path(__file__).parent / "days.json").read_text(encoding="utf-8")
    )
    return loaded


def _made(days: list[str]) -> Days:
    return Days(dt.date.fromisoformat(day) for day in days)


def country_holidays(
    country: str, subdiv: str | None = None, categories: tuple[str, ...] = ()
) -> Days:
    """Return the holidays of a country, of one of its regions, or for its banks.

    Raises:
        NotImplementedError: The place is not known, as the library says it.
    """
    place = _table()["places"].get(country)
    if place is None or (subdiv is not None and subdiv not in place["parts"]):
        raise NotImplementedError(country)
    if categories:
        return _made(place["categories"])
    made = _made(place["days"] if subdiv is None else place["parts"][subdiv])
    made.subdivisions = tuple(place["parts"])
    return made


def financial_holidays(market: str) -> Days:
    """Return the days on which a market is closed.

    Raises:
        NotImplementedError: The market is not known.
    """
    if market not in _table()["calendars"]:
        raise NotImplementedError(market)
    return _made(_table()["calendars"][market])
