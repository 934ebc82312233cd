"""``data/regions.toml``: states, provinces and nations, where rules differ between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from refundletters.errors import TemplateError
from refundletters.messages import say
from refundletters.packs.roots import Roots, shipped_roots
from refundletters.packs.rows import read_toml

__all__ = ["Region", "known_regions", "regions"]


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a country.

    Attributes:
        name: Its name as people there write it.
        old: A former ISO 3166-2 code: accepted in a case file, but no longer offered.
    """

    name: str
    old: bool = False


def regions(country: str, roots: Roots) -> Mapping[str, Region]:
    """Return the regions of a country by code; those of nearer folders come last and override.

    Raises:
        TemplateError: A file is not what it should be; names it.
    """
    found: dict[str, Region] = {}
    for root in reversed(roots.data):
        path = root / "regions.toml"
        if path.is_file():
            rows = read_toml(path).get(country, {})
            named = {
                code: {"name": row} if isinstance(row, str) else row for code, row in rows.items()
            }
            try:
                found |= msgspec.convert(named, dict[str, Region])
            except msgspec.ValidationError as error:
                raise TemplateError(
                    say("%(file)s cannot be read: %(detail)s.", file=path.name, detail=str(error)),
                    file=str(path),
                ) from error
    return found


@cache
def known_regions(country: str) -> frozenset[str]:
    """Return the codes a case may hold, including old ones; none where regions do not matter."""
    return frozenset(regions(country, shipped_roots()))
