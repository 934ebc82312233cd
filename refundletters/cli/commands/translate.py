"""``translate``: the work of translators, from starting a catalogue to previewing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from refundletters.cli.context import Context
from refundletters.cli.option_values import TranslateOptions
from refundletters.errors import UsageError
from refundletters.messages import Message, say
from refundletters.translate.sources import Sources, of_checkout, of_pack

__all__ = ["run"]


def run(context: Context, options: TranslateOptions) -> int:
    """Run one of the actions; ``check`` returns 1 where it found something."""
    sources = of_pack(Path(options.pack)) if options.pack else of_checkout()
    return _ACTIONS[options.action](context, options, sources)


def _init(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.translate.update import init

    return _show_files(context, sources, init(sources, _locale(options)))


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
    from refundletters.translate.check import check

    findings = check(sources, _only(options))
    for found in findings:
        context.print(
            f"{found.file}:{found.line}: {found.rule}: {context.translate(found.message)}"
        )
    if not findings:
        context.note(say("Nothing to complain about."))
    return 1 if findings else 0


def _stats(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.i18n.formats import Formats
    from refundletters.translate.stats import stats

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
    return 0


def _preview(context: Context, options: TranslateOptions, sources: Sources) -> int:
    from refundletters.packs.roots import with_user_folder
    from refundletters.translate.preview import preview

    setting = context.setting
    if options.pack:
        setting = replace(setting, roots=with_user_folder(setting.roots, Path(options.pack)))
    for page in preview(_cases(options, sources), _locale(options), setting):
        context.print(f"== {page.case}: {page.document}")
        for message in page.missing:
            context.print(
                context.wrap(
                    context.translate(say("Not translated: %(text)s", text=message)), "!! "
                )
            )
        context.print(page.text)
    return 0


def _cases(options: TranslateOptions, sources: Sources) -> Mapping[str, Mapping[str, Any]]:
    """Return the case of ``--case``, otherwise the samples of the project."""
    from refundletters.answers import store

    samples = sorted((sources.base / "samples").rglob("*.toml"))
    paths = [Path(options.case)] if options.case else samples
    if not paths:
        raise UsageError(say("There is no sample case to show."), say("Name one with --case CASE."))
    return {path.stem: store.load(path) for path in paths}


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
