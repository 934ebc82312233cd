"""What somebody wrote in their own words, wherever it stands in a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from refundletters.answers.keys import get

__all__ = ["own_words"]


def own_words(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what somebody wrote in their own words, with the key of each text."""
    keys = ["own_words", "style.inconvenience"]
    keys += [f"contacts.{row}.said" for row in range(len(answers.get("contacts") or ()))]
    keys += [f"evidence.{row}.label" for row in range(len(answers.get("evidence") or ()))]
    for key in keys:
        text = get(dict(answers), key)
        if isinstance(text, str):
            yield key, text
