"""Upgrade keys of earlier versions of the case file to those of this one.

Files of earlier versions stay readable; whoever edits one writes the newer keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from refundletters.answers.keys import Answers
from refundletters.errors import CaseError
from refundletters.messages import say

__all__ = ["older_form", "upgrade"]

_YES: Final = ("yes", True)
_NO: Final = ("no", False)


def older_form(key: str) -> str:
    """Return the older key that ``key`` replaces, or an empty text."""
    return "payment.holder_is_me" if key == "payment.holder" else ""


def upgrade(answers: Mapping[str, Any]) -> Answers:
    """Return answers with each older key replaced by the newer one.

    ``payment.holder_is_me = "no"`` stays until ``payment.holder`` says whose card it is. A value
    that an older key cannot have is left unchanged, for the checks to refuse.

    Raises:
        CaseError: The older and the newer key contradict each other.
    """
    payment = answers.get("payment")
    if not isinstance(payment, Mapping) or payment.get("holder_is_me") not in (*_YES, *_NO):
        return dict(answers)
    mine, holder = payment["holder_is_me"] in _YES, payment.get("holder")
    if holder is not None and mine != (holder == "me"):
        raise _conflict(holder, mine=mine)
    if holder is None and not mine:
        return dict(answers)
    rest = {name: value for name, value in payment.items() if name != "holder_is_me"}
    return {**answers, "payment": {**rest, "holder": "me" if mine else holder}}


def _conflict(holder: Any, *, mine: bool) -> CaseError:
    return CaseError(
        say(
            "%(key)s is %(value)s, but %(other)s says %(said)s.",
            key="payment.holder",
            value=str(holder),
            other="payment.holder_is_me",
            said="yes" if mine else "no",
        ),
        say("Leave out %(key)s: it is an older form of the other.", key="payment.holder_is_me"),
        key="payment.holder",
        value=str(holder),
    )
