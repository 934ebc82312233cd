"""The profile: who I am, saved once and offered to every case.

It holds answers under their own keys, and also the language of the questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from refundletters.answers import keys, store
from refundletters.answers.build import check
from refundletters.answers.keys import Answers
from refundletters.errors import UnknownKey
from refundletters.messages import say

__all__ = ["INTERFACE", "KEYS", "Offered", "check_profile", "load", "offer", "profile_path", "save"]

#: Keys of a case that a profile may hold.
KEYS: Final = (
    "country",
    "region",
    "locale",
    "payment.issuer",
    "payment.network",
    "sender.given_name",
    "sender.full_name",
    "sender.address",
    "sender.phone",
    "sender.email",
    "sender.role",
)
#: The language of the questions; not a key of a case.
INTERFACE: Final = "interface"


class Offered(NamedTuple):
    """Answers with what the profile added.

    Attributes:
        answers: New answers.
        filled: The dotted keys that came from the profile: nobody typed them for this case.
    """

    answers: Answers
    filled: frozenset[str]


def profile_path(folder: Path) -> Path:
    """Return the path of the profile under ``folder`` (see ``store.home``)."""
    return folder / "profile.toml"


def check_profile(profile: Mapping[str, Any]) -> Answers:
    """Return the profile with every value checked like the answer it stands for.

    Raises:
        UnknownKey: A key that no profile has; names the nearest.
        CaseError, ForbiddenData: A value is not acceptable.
    """
    checked: Answers = {}
    for key, value in _leaves(profile):
        if key == INTERFACE:
            checked[INTERFACE] = check("locale", value)
        elif key in KEYS:
            checked = keys.put(checked, key, check(key, value))
        else:
            raise _unknown(key)
    return checked


def load(folder: Path) -> Answers:
    """Return the profile under ``folder``; an empty one where there is none.

    Raises:
        CaseError: The file is not acceptable; names what is wrong with it.
    """
    path = profile_path(folder)
    return check_profile(store.load(path)) if path.exists() else {}


def save(
    folder: Path, profile: Mapping[str, Any], *, base: Mapping[str, Any] | None = None
) -> None:
    """Write the profile, whole or not at all, readable by the owner only.

    Args:
        folder: The folder for drafts and the profile.
        profile: What it should hold.
        base: What it began from, where others may have changed it since; see ``store.save``.

    Raises:
        CaseError: A value is not acceptable; nothing is written.
        SinkError: It cannot be written; what was there stays.
    """
    store.save(profile_path(folder), check_profile(profile), base=base)


def offer(answers: Mapping[str, Any], profile: Mapping[str, Any]) -> Offered:
    """Fill what the case does not say yet from the profile; no given answer is replaced.

    A region belongs to its country: it is offered only together with the same country.
    """
    result, filled = dict(answers), set()
    for key in KEYS:
        value = keys.get(profile, key)
        if value is None or keys.get(answers, key) is not None:
            continue
        if key == "region" and keys.get(result, "country") != keys.get(profile, "country"):
            continue
        result = keys.put(result, key, value)
        filled.add(key)
    return Offered(result, frozenset(filled))


def _leaves(profile: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in profile.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            found.extend(_leaves(value, f"{key}."))
        elif value is not None:
            found.append((key, value))
    return found


def _unknown(key: str) -> UnknownKey:
    import difflib  # only where something is wrong

    close = difflib.get_close_matches(key, (INTERFACE, *KEYS), n=3, cutoff=0.5)
    return UnknownKey(
        say("A profile has no key %(key)s.", key=key),
        say("Use one of these: %(names)s.", names=", ".join(close or (INTERFACE, *KEYS))),
        key=key,
        allowed=close,
    )
