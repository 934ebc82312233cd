"""What each command was given, as a frozen value with a type for every word and option.

The field of an option has its long name; :mod:`refundletters.cli.command_table` names the class of
each command. Paths stay text here: ``-`` is standard output, messages repeat what was typed.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Literal, Self

import msgspec

from refundletters.model.closed_words import TextChannel
from refundletters.render.formats import FormatName

__all__ = [
    "BatchOptions",
    "BundleOptions",
    "CasesOptions",
    "CompareOptions",
    "CompletionOptions",
    "DayOrder",
    "EditOptions",
    "ForgetOptions",
    "LayoutsOptions",
    "LetterAction",
    "LetterOptions",
    "LintOptions",
    "ListOptions",
    "LogOptions",
    "ManOptions",
    "NewOptions",
    "Options",
    "OutputFile",
    "PlanOptions",
    "ProfileOptions",
    "RemindOptions",
    "ReportOptions",
    "ResumeOptions",
    "RulesOptions",
    "ServicesOptions",
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
    "WithCaseAndFile",
    "WriteOptions",
]

# What ``--set`` was given: dotted keys and the texts for them.
Settings = tuple[tuple[str, str], ...]
Shell = Literal["bash", "zsh", "fish", "powershell"]
TakenSign = Literal["positive", "negative"]
DayOrder = Literal["dmy", "mdy", "ymd"]
LetterAction = Literal["new"]
TranslateAction = Literal["init", "update", "check", "stats", "preview", "rename"]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a command was given."""

    @classmethod
    def of(cls, values: SimpleNamespace) -> Self:
        """Return the values of a command line that :func:`refundletters.cli.parser.parse` read."""
        given = {}
        for field in cls.__struct_fields__:
            # ``with`` is a word of Python, so its field ends in an underscore.
            value = getattr(values, field.rstrip("_"))
            given[field] = tuple(value) if isinstance(value, list) else value
        return cls(**given)


class WithCase(Options, frozen=True, kw_only=True):
    """A case file that may be left out, and answers beside it."""

    case: str | None = None
    set: Settings = ()


class OutputFile(Options, frozen=True, kw_only=True):
    """A file to write."""

    output: str | None = None
    overwrite: bool = False

    @property
    def path(self) -> Path | None:
        """The file, or ``None`` for standard output."""
        return None if self.output in {None, "-"} else Path(self.output or "")


class WithCaseAndFile(OutputFile, frozen=True, kw_only=True):
    """A case file that may be left out, answers beside it, and a file to write."""

    case: str | None = None
    set: Settings = ()


class WriteOptions(WithCaseAndFile, frozen=True, kw_only=True):
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


class BatchOptions(Options, frozen=True, kw_only=True):
    """Values of ``batch``."""

    cases: str
    document: str | None = None
    format: FormatName | None = None
    out: str | None = None
    map: str | None = None
    jobs: int | None = None
    scheduler: str | None = None
    limit: int | None = None
    volumes: int | None = None
    dry_run: bool = False
    resume: bool = False


class CompareOptions(WithCaseAndFile, frozen=True, kw_only=True):
    """Values of ``compare``."""

    document: str
    locale: str | None = None
    with_: str | None = None
    format: FormatName | None = None
    channel: TextChannel | None = None
    allow_incomplete: bool = False


class BundleOptions(OutputFile, frozen=True, kw_only=True):
    """Values of ``bundle``."""

    case: str | None = None
    set: Settings = ()
    document: tuple[str, ...] = ()
    locale: str | None = None
    allow_incomplete: bool = False


class PlanOptions(WithCase, frozen=True, kw_only=True):
    """Values of ``plan``."""

    all: bool = False
    json: bool = False


class NewOptions(Options, frozen=True, kw_only=True):
    """Values of ``new``."""

    output: str | None = None
    statement: str | None = None
    plain: bool = False


class ResumeOptions(Options, frozen=True, kw_only=True):
    """Values of ``resume``."""

    case: str | None = None
    plain: bool = False


class EditOptions(Options, frozen=True, kw_only=True):
    """Values of ``edit``."""

    case: str | None = None
    statement: str | None = None
    plain: bool = False


class ProfileOptions(Options, frozen=True, kw_only=True):
    """Values of ``profile``."""

    plain: bool = False


class CasesOptions(Options, frozen=True, kw_only=True):
    """Values of ``cases``."""

    json: bool = False
    names: bool = False


class UseOptions(Options, frozen=True, kw_only=True):
    """Values of ``use``."""

    case: str


class LogOptions(Options, frozen=True, kw_only=True):
    """Values of ``log``."""

    case: str | None = None
    set: Settings = ()
    sent: str | None = None
    on: str | None = None
    by: str | None = None
    no_input: bool = False


class RemindOptions(OutputFile, frozen=True, kw_only=True):
    """Values of ``remind``."""

    case: str | None = None
    all: bool = False
    open: bool = False


class ReportOptions(Options, frozen=True, kw_only=True):
    """Values of ``report``."""

    case: str | None = None


class ForgetOptions(Options, frozen=True, kw_only=True):
    """Values of ``forget``."""

    case: str | None = None
    all: bool = False
    outputs: bool = False
    no_input: bool = False


class UndoOptions(Options, frozen=True, kw_only=True):
    """Values of ``undo``."""

    case: str | None = None


class ListOptions(Options, frozen=True, kw_only=True):
    """Values of the commands that print a list."""

    case: str | None = None
    json: bool = False


class ServicesOptions(ListOptions, frozen=True, kw_only=True):
    """Values of ``services``."""

    name: str | None = None
    company: str | None = None
    address: tuple[str, ...] = ()
    email: str | None = None

    @property
    def adds(self) -> bool:
        """Whether an address is added, not only looked up."""
        return bool(self.company or self.address or self.email)


class RulesOptions(ListOptions, frozen=True, kw_only=True):
    """Values of ``rules``."""

    country: str | None = None
    reason: str | None = None
    method: str | None = None


class LayoutsOptions(OutputFile, frozen=True, kw_only=True):
    """Values of ``layouts``."""

    country: str | None = None
    json: bool = False


class StatementOptions(Options, frozen=True, kw_only=True):
    """Values of ``statement``."""

    file: str
    service: str | None = None
    taken: TakenSign | None = None
    day_order: DayOrder | None = None
    columns: str | None = None
    json: bool = False


class TranslateOptions(Options, frozen=True, kw_only=True):
    """Values of ``translate``."""

    action: TranslateAction
    locale_or_text: str | None = None
    new_text: str | None = None
    case: str | None = None
    document: str | None = None
    pack: str | None = None
    all: bool = False


class LetterOptions(Options, frozen=True, kw_only=True):
    """Values of ``letter``."""

    action: LetterAction
    name: str
    folder: str | None = None


class ManOptions(Options, frozen=True, kw_only=True):
    """Values of ``man``."""


class LintOptions(Options, frozen=True, kw_only=True):
    """Values of ``lint``."""

    path: str | None = None
    json: bool = False


class CompletionOptions(Options, frozen=True, kw_only=True):
    """Values of ``completion``."""

    shell: Shell


class WebOptions(Options, frozen=True, kw_only=True):
    """Values of ``web``."""

    port: str | None = None
    no_browser: bool = False
    static: str | None = None
    look: str | None = None
