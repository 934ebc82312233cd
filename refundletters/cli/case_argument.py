"""Read the case a command is about, with ``--set`` applied."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refundletters import app
from refundletters.cli.context import Context

if TYPE_CHECKING:
    from refundletters.facts.types import Facts

__all__ = ["answers_of", "facts_for"]

# Layers are imported inside: a list without a case needs none of them.


def answers_of(values: Namespace, context: Context) -> dict[str, Any]:
    """Return the answers of ``--case`` (none without it), with the settings of ``--set``.

    Raises:
        CaseError: The file or a setting is not acceptable.
    """
    saved: Mapping[str, Any] = {}
    if values.case:
        from refundletters.answers import store

        saved = store.load(Path(values.case))
    return app.with_settings(saved, getattr(values, "set", ()), today=context.today)


def facts_for(answers: Mapping[str, Any], context: Context) -> Facts:
    """Return what follows from ``answers`` today.

    Raises:
        CaseError: An answer is not acceptable.
    """
    from refundletters.answers.build import build_case

    return app.facts_of(
        build_case(answers, today=context.today), roots=context.roots, today=context.today
    )
