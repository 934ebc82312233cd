"""The value that making a bundle returns."""

from __future__ import annotations

from dataclasses import dataclass

from refundletters.messages import Message
from refundletters.render import Rendered

__all__ = ["Bundle"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle.

    Attributes:
        rendered: The file.
        notes: What the person should know about it.
    """

    rendered: Rendered
    notes: tuple[Message, ...] = ()
