"""Rules about rows of data: what may be quoted was read, and says where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from refundletters.lint.finding import Problem, Rule
from refundletters.lint.letter_settings import Settings
from refundletters.lint.lexicon import matches
from refundletters.messages import say
from refundletters.model.document import Place
from refundletters.packs.rows import load_rows

__all__ = ["RULES"]

Row = Mapping[str, Any]

_UNITS: Final = ("days", "business_days", "weeks", "months", "years")
_GONE: Final = re.compile(r"\b(?:vacated|repealed|annulled|struck down|withdrawn)\b", re.IGNORECASE)
_SOURCED: Final = ("source", "checked")


def unread_figures(settings: Settings) -> Iterator[Problem]:
    """A figure that was not read is not printed."""
    for row in _rules(settings):
        periods = (row.get("deadline", {}), row.get("owed", {}))
        read, unread = (
            {
                str(period[unit])
                for period in periods
                if period.get("figure_verified", True) is state
                for unit in _UNITS
                if unit in period
            }
            for state in (True, False)
        )
        for sentence in row.get("says", {}).values():
            for figure in sorted(unread - read):
                if re.search(rf"\b{figure}\b", sentence):
                    message = say(
                        "%(id)s prints the figure %(figure)s, which was not read.",
                        id=row["id"],
                        figure=figure,
                    )
                    yield _problem(settings, row, message)


def unquotable(settings: Settings) -> Iterator[Problem]:
    """A rule that may not be cited has no sentence for letters, and one that is gone neither."""
    for row in _rules(settings):
        gone = _GONE.search(str(row.get("status", "")))
        if row.get("says") and (not row.get("citable") or row.get("role") == "warning"):
            message = say("%(id)s may not be cited, and has a sentence.", id=row["id"])
            yield _problem(settings, row, message)
        elif gone and row.get("citable"):
            message = say(
                "%(id)s may be cited, and its status is %(status)s.",
                id=row["id"],
                status=row["status"],
            )
            yield _problem(settings, row, message)


def quotes_traps(settings: Settings) -> Iterator[Problem]:
    """No sentence quotes a rule that may not be cited."""
    traps = {
        row["citation"]: row["id"]
        for row in load_rows(settings.roots, "rules").values()
        if not row.get("citable") and row.get("citation") and any(map(str.isdigit, row["citation"]))
    }
    for row in _rules(settings):
        for citation, trap in traps.items():
            if any(matches((citation,), text) for text in row.get("says", {}).values()):
                message = say("%(id)s quotes %(trap)s.", id=row["id"], trap=trap)
                yield _problem(settings, row, message)


def cites(settings: Settings) -> Iterator[Problem]:
    """A sentence for letters has its citation in it, and nothing else to fill in."""
    for row in _rules(settings):
        for language, sentence in row.get("says", {}).items():
            fields = set(re.findall(r"\{(\w*)\}", sentence))
            if fields != {"citation"}:
                message = say(
                    "The %(language)s sentence of %(id)s needs {citation} once and no other field.",
                    language=language,
                    id=row["id"],
                )
                yield _problem(settings, row, message)


def sources(settings: Settings) -> Iterator[Problem]:
    """Every rule says where it was read, and when."""
    for row in _rules(settings):
        for name in _SOURCED:
            if not row.get(name):
                message = say("%(id)s has no %(field)s.", id=row["id"], field=name)
                yield _problem(settings, row, message)


def _rules(settings: Settings) -> list[Row]:
    return list(settings.values.get("rule", ()))


def _problem(settings: Settings, row: Row, message: Any) -> Problem:
    place = settings.place(f'id = "{row["id"]}"')
    return Problem(message, place if place.line else Place(settings.file))


RULES: Final = (
    Rule("rows.figure", say("A number in a letter was read at its source."), unread_figures),
    Rule("rows.gone", say("A rule that is not law does harm in a letter."), unquotable),
    Rule("rows.trap", say("A rule that is not law does harm in a letter."), quotes_traps),
    Rule("rows.citation", say("A legal sentence without its citation proves nothing."), cites),
    Rule("rows.source", say("Law changes, and has to be read again where it came from."), sources),
)
