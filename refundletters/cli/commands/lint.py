"""``lint``: check letters and data; every finding says what, why and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from refundletters.cli.context import Context
from refundletters.cli.option_values import LintOptions
from refundletters.errors import RefundLettersError
from refundletters.lint.finding import Finding
from refundletters.lint.generated_letters import lint_letters
from refundletters.lint.sources.data_rows import FIELDS
from refundletters.lint.sources.source_rules import lint_folder
from refundletters.messages import say
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.translate.check import GAPS, check
from refundletters.translate.sources import Sources, of_checkout, of_pack

__all__ = ["run"]

_UNREADABLE: Final = frozenset({"template.readable", "data.readable", FIELDS})


def run(context: Context, options: LintOptions) -> int:
    """Check a pack, or what ships; return 1 for errors, 0 for warnings only."""
    sources = of_pack(Path(options.path)) if options.path else of_checkout()
    roots = with_user_folder(shipped_roots(), sources.base) if options.path else shipped_roots()
    found = list(_findings(sources, roots, only_its_own=bool(options.path)))
    if options.json:
        context.print_json([_record(finding, context) for finding in found])
    else:
        for finding in found:
            _show(finding, context)
        if not found:
            context.note(say("Nothing to complain about."))
    return 1 if any(finding.severity == "error" for finding in found) else 0


def _findings(sources: Sources, roots: Roots, *, only_its_own: bool) -> Iterator[Finding]:
    files = lint_folder(sources.templates, sources.data, sources.locales, sources.base, roots)
    yield from files
    yield from _catalogues(sources)
    if any(finding.rule in _UNREADABLE for finding in files):
        return  # what cannot be read cannot be written
    if only_its_own:
        own = [path.parent.name for path in sources.templates.glob("letters/*/letter.toml")]
        yield from lint_letters(roots, own)
    else:
        yield from lint_letters(roots, lengths=("full",))


def _catalogues(sources: Sources) -> Iterator[Finding]:
    why = say("A mistake in a catalogue reaches everybody who reads that language.")
    try:
        for finding in check(sources):
            if finding.rule not in GAPS:
                rule, place = f"catalogue.{finding.rule}", (finding.file, finding.line)
                yield Finding(rule, "error", finding.message, why, *place)
    except RefundLettersError as error:
        place = (getattr(error, "file", ""), getattr(error, "line", 0))
        yield Finding("catalogue.unreadable", "error", error.message, why, *place)


def _show(finding: Finding, context: Context) -> None:
    place = f"{finding.file}:{finding.line}" if finding.file else ""
    where = " ".join(filter(None, (place, f"({finding.where})" if finding.where else "")))
    context.print(f"{where}: {finding.severity}: {finding.rule}")
    context.print(context.wrap(context.translate(finding.message), "    "))
    context.print(
        context.wrap(context.translate(say("Why: %(reason)s", reason=finding.reason)), "    ")
    )


def _record(finding: Finding, context: Context) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": context.translate(finding.message),
        "reason": context.translate(finding.reason),
        "file": finding.file,
        "line": finding.line,
        "where": finding.where,
    }
