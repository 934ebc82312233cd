"""The smallest tables."""

from __future__ import annotations

HEAD = "Date,Description,Amount\n"
BOTH = "2026-10-02,NETFLIX,-13.99\n2026-10-03,SHOP,-5.00\n"
