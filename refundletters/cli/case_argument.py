"""Read the case a command is about, with ``--set`` applied."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from refundletters import app
from refundletters.cli.context import Context
from refundletters.cli.option_values import Settings

__all__ = ["answers_of", "case_without_settings", "tell_settings"]


def answers_of(
    context: Context, case: str | Path | None, settings: Settings = ()
) -> dict[str, Any]:
    """Return the answers of a case file, if one is given, with ``settings`` applied.

    Raises:
        CaseError: The file or a setting is not acceptable.
    """
    saved: Mapping[str, Any] = {}
    if case:
        from refundletters.answers import store  # a list without a case does not need it

        saved = store.load(Path(case))
    return app.with_settings(saved, settings, today=context.today)


def tell_settings(context: Context, settings: Settings, answers: Mapping[str, Any]) -> None:
    """Say how ``settings`` were understood, once nothing about the case was refused."""
    if settings:
        from refundletters.cli.talk.understood import settings_understood

        settings_understood(context, settings, answers)


def case_without_settings(context: Context, named: str | None, settings: Settings) -> Path | None:
    """Return the case that was named, else the current one; ``None`` for an empty case.

    Answers given with ``--set`` alone begin with an empty case, so that a script means the same for
    everybody and facts of two cases never mix.

    Raises:
        NotFound: No case has that number or name.
        UsageError: Several cases have that name.
    """
    from refundletters.cli.cases.current import chosen_case

    return None if settings and not named else chosen_case(context, named)
