"""``translate``: the work of translators, from starting a catalogue to previewing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from refundletters.cli.context import Context
from refundletters.cli.option_values import TranslateOptions
from refundletters.errors import UsageError
from refundletters.messages import N_, Message, say
from refundletters.packs.roots import with_user_folder
from refundletters.translate.sources import Sources, of_pack, project_at

if TYPE_CHECKING:
    from refundletters.translate.check import CatalogueFinding
    from refundletters.translate.stats import LetterStats

__all__ = ["run"]

# So many gaps are listed at once; a new language has thousands.
_FEW: Final = 20


def run(context: Context, options: TranslateOptions) -> int:
    """Run one of the actions; ``check`` returns 1 where it found something."""
    sources = of_pack(Path(options.pack)) if options.pack else project_at(Path.cwd())
    return _ACTIONS[options.action](context, options, sources)


def _init(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.translate.update import init

    locale = _locale(options)
    _show_files(context, sources, init(sources, locale))
    context.note(
        say(
            "Begin with letters.po. What to translate first, to offer which letter: %(command)s",
            command=f"refundletters translate stats {locale}",
        )
    )
    return 0


def _update(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.translate.update import update

    return _show_files(context, sources, update(sources, _only(options)))


def _rename(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.translate.update import rename

    if options.locale_or_text is None or options.new_text is None:
        raise UsageError(
            say("rename needs two texts, the old one and the new one."),
            say("See: %(command)s", command="refundletters translate --help"),
        )
    return _show_files(context, sources, rename(sources, options.locale_or_text, options.new_text))


def _check(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.translate.check import GAPS, check

    findings = check(sources, _only(options))
    mistakes = [found for found in findings if found.rule not in GAPS]
    gaps = [found for found in findings if found.rule in GAPS]
    shown = gaps if options.all else gaps[:_FEW]
    if len(gaps) > len(shown):
        _sum_up(context, gaps)
        context.note(
            say("The first %(few)s of them; all with --all.", few=len(shown)),
        )
    for found in [*shown, *mistakes]:
        context.print(
            f"{found.file}:{found.line}: {found.rule}: {context.translate(found.message)}"
        )
    if not findings:
        context.note(say("Nothing to complain about."))
    return 1 if findings else 0


def _sum_up(context: Context, gaps: Sequence[CatalogueFinding]) -> None:
    for file, count in Counter(found.file for found in gaps).items():
        context.note(
            Message(
                N_("%(file)s: %(count)s message is not translated or to be confirmed."),
                {"file": file, "count": count},
                plural=N_("%(file)s: %(count)s messages are not translated or to be confirmed."),
                count="count",
            )
        )


def _stats(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.i18n.formats import Formats
    from refundletters.translate.stats import letter_stats, stats

    formats = Formats(context.interface)
    for row in stats(sources, _only(options)):
        line = say(
            "%(locale)s %(domain)s: %(share)s, %(translated)s of %(total)s messages translated,"
            " %(fuzzy)s to be checked.",
            locale=row.locale,
            domain=row.domain,
            share=formats.percent(row.share),
            translated=row.translated,
            total=row.total,
            fuzzy=row.fuzzy,
        )
        context.print(context.translate(line))
    if options.locale_or_text is not None:
        for letter in letter_stats(sources, options.locale_or_text):
            context.print(context.translate(_of_letter(letter)))
    return 0


def _of_letter(letter: LetterStats) -> Message:
    values = {
        "document": letter.document,
        "complete": len(letter.complete),
        "total": len(letter.reasons),
        "first": letter.first,
        "few": letter.first_missing,
        "count": letter.missing,
    }
    if not letter.missing:
        return say("%(document)s: offered for all %(total)s reasons.", **values)
    return say(
        "%(document)s: offered for %(complete)s of %(total)s reasons; %(few)s more messages offer"
        " it for %(first)s, %(count)s more for all.",
        **values,
    )


def _preview(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.i18n.formats import Formats
    from refundletters.render.side_by_side import columns, side_by_side
    from refundletters.translate.preview import preview

    setting = replace(context.setting, roots=sources.roots)
    if options.pack:
        setting = replace(setting, roots=with_user_folder(context.roots, Path(options.pack)))
    formats = Formats(context.interface)
    documents = () if options.document is None else (options.document,)
    for page in preview(_cases(options, sources), _locale(options), setting, documents):
        context.print(f"== {page.case}: {page.document.id}")
        for message in page.missing:
            context.print(
                context.wrap(
                    context.translate(say("Not translated: %(text)s", text=message)), "!! "
                )
            )
        names = formats.language(page.document.locale), formats.language(page.english.locale)
        beside = columns(side_by_side(page.document, page.english, names), context.width)
        context.print(beside.content.decode("utf-8"))
        for message in page.used:
            context.print(context.wrap(message, "   "))
    return 0


def _cases(options: TranslateOptions, sources: Sources) -> Mapping[str, Mapping[str, Any]]:
    """Return the case of ``--case``, otherwise the samples of the project."""
    from refundletters.answers import store

    samples = {
        path.parent.name: path for path in sorted((sources.base / "samples").glob("*/case.toml"))
    }
    paths = {Path(options.case).stem: Path(options.case)} if options.case else samples
    if not paths:
        raise UsageError(say("There is no sample case to show."), say("Name one with --case CASE."))
    return {name: store.load(path) for name, path in paths.items()}


def _only(options: TranslateOptions) -> tuple[str, ...]:
    return () if options.locale_or_text is None else (options.locale_or_text,)


def _locale(options: TranslateOptions) -> str:
    if options.locale_or_text is None:
        raise UsageError(
            say("Say which language, such as de or pt_BR."),
            say("See: %(command)s", command="refundletters translate --help"),
        )
    return str(options.locale_or_text)


def _show_files(context: Context, sources: Sources, paths: Iterable[Path]) -> int:
    changed = [sources.place(path) for path in paths]
    for place in changed:
        context.print(place)
    done: Message = (
        say("These files were written.") if changed else say("Everything was up to date.")
    )
    context.note(done)
    return 0


_ACTIONS: Final[Mapping[str, Callable[[Context, TranslateOptions, Sources], int]]] = {
    "init": _init,
    "update": _update,
    "check": _check,
    "stats": _stats,
    "preview": _preview,
    "rename": _rename,
}
