"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re

import refundletters
from refundletters.patterns import _Pattern, lazy_pattern


def _modules() -> list[str]:
    found = pkgutil.walk_packages(refundletters.__path__, "refundletters.")
    return [entry.name for entry in found if not entry.name.endswith("__main__")]


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    compiled = 0
    for name in _modules():
        if ".in_browser" in name:
            continue  # runs in a browser only
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, _Pattern):
                assert re.compile(value.pattern, value.flags & ~re.UNICODE) is not None
                compiled += 1
    assert compiled > 100


def test_it_is_the_pattern_that_re_compiles() -> None:
    lazy, eager = lazy_pattern(r"a(b+)", re.IGNORECASE), re.compile(r"a(b+)", re.IGNORECASE)
    assert "search" not in vars(lazy)
    for text in ("xABB", "b", ""):
        assert [found.span() for found in lazy.finditer(text)] == [
            found.span() for found in eager.finditer(text)
        ]
        assert lazy.sub("-", text) == eager.sub("-", text)
    assert lazy.pattern == eager.pattern
    assert lazy.flags == eager.flags
    assert vars(lazy)["sub"]("-", "ab") == "-"
