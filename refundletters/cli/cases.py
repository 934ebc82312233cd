"""Read the case a command is about, with ``--set`` applied."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refundletters import app
from refundletters.answers import store
from refundletters.answers.build import build_case
from refundletters.cli.door import Door
from refundletters.facts.types import Facts

__all__ = ["answers_of", "facts_for"]


def answers_of(values: Namespace) -> dict[str, Any]:
    """Return the answers of ``--case`` (none without it), with the settings of ``--set``.

    Raises:
        CaseError: The file or a setting is not acceptable.
    """
    saved: Mapping[str, Any] = store.load(Path(values.case)) if values.case else {}
    return app.with_settings(saved, getattr(values, "set", ()))


def facts_for(answers: Mapping[str, Any], door: Door) -> Facts:
    """Return what follows from ``answers`` today.

    Raises:
        CaseError: An answer is not acceptable.
    """
    return app.facts_of(build_case(answers), roots=door.roots, today=door.today)
