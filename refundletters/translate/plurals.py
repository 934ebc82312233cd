"""The plural forms of a new catalogue: from our own table, whichever Babel is installed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from refundletters.packs.roots import shipped_roots
from refundletters.packs.rows import read_toml

__all__ = ["plural_forms"]

_UNLISTED: Final = "nplurals=2; plural=(n != 1);"


def plural_forms(locale: str) -> str:
    """Return the value of ``Plural-Forms`` for the header of a catalogue.

    Args:
        locale: A normalized name; its own rule takes precedence over that of its language.
    """
    rules = _rules()
    return rules.get(locale) or rules.get(locale.partition("_")[0], _UNLISTED)


@cache
def _rules() -> Mapping[str, str]:
    path = shipped_roots().data[-1] / "plurals.toml"
    return {
        language: f"nplurals={rule['forms']}; plural={rule['expression']};"
        for rule in read_toml(path)["plural"]
        for language in rule["languages"].split()
    }
