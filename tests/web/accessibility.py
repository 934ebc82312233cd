"""How the tests of both hosts look at a page: in light and dark, narrow, mirrored, and with axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ..render.tools import folder, missing

LANGUAGES = ("en_US", "en_XB")  # en_XB runs from right to left
needs_axe = pytest.mark.skipif(
    bool(missing(package="axe-core")), reason=missing(package="axe-core")
)
_AXE = folder() / "node_modules" / "axe-core" / "axe.min.js"
_LOOKS = {
    "light": (1280, "light"),
    "dark": (1280, "dark"),
    "narrow": (320, "light"),
}


def complaints(driver: Any, page: str) -> Iterator[str]:
    """Yield what axe finds on the page that is open, in every look, and what is too wide."""
    for name, (width, scheme) in _LOOKS.items():
        _look(driver, width, scheme)
        yield from (f"{page} {name}: {finding}" for finding in _findings(driver))
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            yield f"{page} {name}: {wide} px wide"


def _look(driver: Any, width: int, scheme: str) -> None:
    # A color on its way to another has the contrast of neither.
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def _findings(driver: Any) -> list[str]:
    """Return what axe has to say about WCAG 2.2 AA."""
    if not driver.execute_script("return 'axe' in window"):
        driver.execute_script(_AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = driver.execute_async_script(
        "const done = arguments[1];"
        "axe.run({runOnly: arguments[0], rules: {'target-size': {enabled: true}}}).then(done)",
        tags,
    )
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
