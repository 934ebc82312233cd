"""What the system says when it refuses something."""

from __future__ import annotations

__all__ = ["reason_of"]


def reason_of(error: OSError) -> str:
    """Return why the system refused something, in its own words."""
    return error.strerror or type(error).__name__
