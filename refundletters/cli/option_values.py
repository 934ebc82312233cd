"""What each command was given, as a frozen value with a type for every word and option.

The field of an option has its long name; :mod:`refundletters.cli.command_table` names the class of
each command. Paths stay text here: ``-`` is standard output, messages repeat what was typed.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, Self

from refundletters.model.closed_words import TextChannel
from refundletters.render.formats import FormatName

__all__ = [
    "BundleOptions",
    "CasesOptions",
    "CompareOptions",
    "CompletionOptions",
    "DayOrder",
    "EditOptions",
    "ForgetOptions",
    "LayoutsOptions",
    "LintOptions",
    "ListOptions",
    "LogOptions",
    "NewOptions",
    "Options",
    "OutputFile",
    "PlanOptions",
    "ProfileOptions",
    "RemindOptions",
    "ReportOptions",
    "ResumeOptions",
    "RulesOptions",
    "Settings",
    "Shell",
    "StatementOptions",
    "TakenSign",
    "TranslateAction",
    "TranslateOptions",
    "UndoOptions",
    "UseOptions",
    "WebOptions",
    "WithCase",
    "WriteOptions",
]

# What ``--set`` was given: dotted keys and the texts for them.
Settings = tuple[tuple[str, str], ...]
Shell = Literal["bash", "zsh", "fish", "powershell"]
TakenSign = Literal["positive", "negative"]
DayOrder = Literal["dmy", "mdy", "ymd"]
TranslateAction = Literal["init", "update", "check", "stats", "preview", "rename"]


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a command was given."""

    @classmethod
    def of(cls, values: Namespace) -> Self:
        """Return the values of a command line that :func:`refundletters.cli.parser.parse` read."""
        given = {}
        for field in fields(cls):
            # ``with`` is a word of Python, so its field ends in an underscore.
            value = getattr(values, field.name.rstrip("_"))
            given[field.name] = tuple(value) if isinstance(value, list) else value
        return cls(**given)


@dataclass(frozen=True, kw_only=True)
class WithCase(Options):
    """A case file that may be left out, and answers beside it."""

    case: str | None = None
    set: Settings = ()


@dataclass(frozen=True, kw_only=True)
class OutputFile(Options):
    """A file to write."""

    output: str | None = None
    overwrite: bool = False

    @property
    def path(self) -> Path | None:
        """The file, or ``None`` for standard output."""
        return None if self.output in {None, "-"} else Path(self.output or "")


@dataclass(frozen=True, kw_only=True)
class WriteOptions(WithCase, OutputFile):
    """Values of ``write``."""

    document: str
    locale: str | None = None
    format: FormatName | None = None
    channel: TextChannel | None = None
    limit: int | None = None
    part: str | None = None
    copy: bool = False
    open: bool = False
    letterhead: str | None = None
    allow_incomplete: bool = False
    no_input: bool = False
    no_log: bool = False


@dataclass(frozen=True, kw_only=True)
class CompareOptions(WithCase, OutputFile):
    """Values of ``compare``."""

    document: str
    locale: str | None = None
    with_: str | None = None
    format: FormatName | None = None
    channel: TextChannel | None = None
    allow_incomplete: bool = False


@dataclass(frozen=True, kw_only=True)
class BundleOptions(OutputFile):
    """Values of ``bundle``."""

    case: str | None = None
    set: Settings = ()
    document: tuple[str, ...] = ()
    locale: str | None = None
    allow_incomplete: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanOptions(WithCase):
    """Values of ``plan``."""

    all: bool = False
    json: bool = False


@dataclass(frozen=True, kw_only=True)
class NewOptions(Options):
    """Values of ``new``."""

    output: str | None = None
    statement: str | None = None
    plain: bool = False


@dataclass(frozen=True, kw_only=True)
class ResumeOptions(Options):
    """Values of ``resume``."""

    case: str | None = None
    plain: bool = False


@dataclass(frozen=True, kw_only=True)
class EditOptions(Options):
    """Values of ``edit``."""

    case: str | None = None
    statement: str | None = None
    plain: bool = False


@dataclass(frozen=True, kw_only=True)
class ProfileOptions(Options):
    """Values of ``profile``."""

    plain: bool = False


@dataclass(frozen=True, kw_only=True)
class CasesOptions(Options):
    """Values of ``cases``."""

    json: bool = False
    names: bool = False


@dataclass(frozen=True, kw_only=True)
class UseOptions(Options):
    """Values of ``use``."""

    case: str


@dataclass(frozen=True, kw_only=True)
class LogOptions(Options):
    """Values of ``log``."""

    case: str | None = None
    set: Settings = ()
    sent: str | None = None
    on: str | None = None
    by: str | None = None
    no_input: bool = False


@dataclass(frozen=True, kw_only=True)
class RemindOptions(OutputFile):
    """Values of ``remind``."""

    case: str | None = None
    all: bool = False
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class ReportOptions(Options):
    """Values of ``report``."""

    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class ForgetOptions(Options):
    """Values of ``forget``."""

    case: str | None = None
    all: bool = False
    outputs: bool = False
    no_input: bool = False


@dataclass(frozen=True, kw_only=True)
class UndoOptions(Options):
    """Values of ``undo``."""

    case: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListOptions(Options):
    """Values of the commands that print a list."""

    case: str | None = None
    json: bool = False


@dataclass(frozen=True, kw_only=True)
class RulesOptions(ListOptions):
    """Values of ``rules``."""

    country: str | None = None
    reason: str | None = None
    method: str | None = None


@dataclass(frozen=True, kw_only=True)
class LayoutsOptions(OutputFile):
    """Values of ``layouts``."""

    country: str | None = None
    json: bool = False


@dataclass(frozen=True, kw_only=True)
class StatementOptions(Options):
    """Values of ``statement``."""

    file: str
    service: str | None = None
    taken: TakenSign | None = None
    day_order: DayOrder | None = None
    columns: str | None = None
    json: bool = False


@dataclass(frozen=True, kw_only=True)
class TranslateOptions(Options):
    """Values of ``translate``."""

    action: TranslateAction
    locale_or_text: str | None = None
    new_text: str | None = None
    case: str | None = None
    document: str | None = None
    pack: str | None = None
    all: bool = False


@dataclass(frozen=True, kw_only=True)
class LintOptions(Options):
    """Values of ``lint``."""

    path: str | None = None
    json: bool = False


@dataclass(frozen=True, kw_only=True)
class CompletionOptions(Options):
    """Values of ``completion``."""

    shell: Shell


@dataclass(frozen=True, kw_only=True)
class WebOptions(Options):
    """Values of ``web``."""

    port: str | None = None
    no_browser: bool = False
    static: str | None = None
    look: str | None = None
