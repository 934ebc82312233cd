"""How many digits a text has: most have too few for what needs many."""

from __future__ import annotations

__all__ = ["digits_in"]


def digits_in(text: str, others: str = "") -> int:
    """Return how many ASCII digits ``text`` has.

    Args:
        text: The text.
        others: Further characters that count.
    """
    return sum(map(text.count, f"0123456789{others}"))
