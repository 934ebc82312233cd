"""Public and bank holidays of a few years, as a stand-in for the library that is too large."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.packs.business_days import all_business_days
from refundletters.packs.countries import countries

__all__ = ["write"]

_STAND_IN = Path(__file__).parent / "in_browser" / "holidays_of_years.py"


def write(package: Path, years: Iterable[int]) -> None:
    """Write a package that answers as the library does, for some years.

    Args:
        package: The folder of the package.
        years: The years it knows.

    Raises:
        UsageError: The library is not installed.
    """
    if find_spec("holidays") is None:
        raise UsageError(
            say("The page for the browser takes bank holidays along, and they are not here."),
            say("Install them: %(command)s", command='pip install "refundletters[holidays]"'),
        )
    package.mkdir(parents=True)
    shutil.copyfile(_STAND_IN, package / "__init__.py")
    text = json.dumps(_table(tuple(years)), separators=(",", ":"))
    (package / "days.json").write_text(text, encoding="utf-8")


def _table(years: tuple[int, ...]) -> dict[str, Any]:
    library = import_module("holidays")
    supported = library.list_supported_countries()
    known = all_business_days()
    places = {}
    for country in sorted(set(countries()) & set(supported)):
        parts = tuple(library.country_holidays(country).subdivisions)
        national = _days(library.country_holidays(country, years=years))
        categories = known[country].categories if country in known else ()
        places[country] = {
            "days": national,
            "parts": {
                part: _days(library.country_holidays(country, subdiv=part, years=years))
                for part in parts
            },
            "categories": _days(
                library.country_holidays(country, categories=categories, years=years)
            )
            if categories
            else [],
        }
    calendars = {name for row in known.values() for name in (row.calendar, *row.calendars) if name}
    return {
        "places": places,
        "calendars": {
            name: _days(library.financial_holidays(name, years=years)) for name in sorted(calendars)
        },
    }


def _days(found: Iterable[Any]) -> list[str]:
    return sorted(f"{day:%Y%m%d}" for day in found)
