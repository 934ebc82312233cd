"""A seeded sample of each slow test's cases, unless all of them are asked for."""

from __future__ import annotations

import random

import pytest

# The same sample every time, so that a red run can be repeated.
_SEED = 20260410
_SAMPLE = 8


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep a seeded sample of each slow test's cases, unless asked for all of them."""
    if config.getoption("full"):
        return
    slow: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("slow"):
            slow.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = random.Random(_SEED)
    dropped = {
        item
        for cases in slow.values()
        for item in chosen.sample(cases, max(0, len(cases) - _SAMPLE))
    }
    if dropped:
        config.hook.pytest_deselected(items=[item for item in items if item in dropped])
        items[:] = [item for item in items if item not in dropped]
