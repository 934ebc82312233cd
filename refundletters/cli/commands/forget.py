"""``forget``: delete a case and all that writing it left on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from refundletters.answers import store
from refundletters.answers.profile import profile_path
from refundletters.answers.traces import Traces, find_traces
from refundletters.cli.cases.current import find_case, place_file
from refundletters.cli.context import Context
from refundletters.cli.option_values import ForgetOptions
from refundletters.cli.talk.drafts import forget_last
from refundletters.errors import NotFound, UsageError
from refundletters.messages import say
from refundletters.storage import kept, write
from refundletters.storage.places import is_same

__all__ = ["run"]

_Answer = Literal["keep", "case", "all"]
_SHOWN: Final = 20


def run(context: Context, options: ForgetOptions) -> int:
    """Delete a case, or all of them, and everything kept with it."""
    if bool(options.case) == options.all:
        raise UsageError(
            say("Name one case to forget, or all of them with --all."),
            say("See all your cases: %(command)s", command="refundletters cases"),
        )
    cases = _all_cases(context) if options.all else (_one_case(context, options.case or ""),)
    found = {case: find_traces(case) for case in cases}
    loose = kept.outputs(None) if options.all else ()
    outputs = [*(path for traces in found.values() for path in traces.outputs), *loose]
    if options.no_input or not context.interactive:
        answer: _Answer = "all" if options.outputs else "case"
    else:
        answer = _ask(
            context, [name for traces in found.values() for name in traces.files], outputs
        )
    if answer == "keep":
        context.note(say("Nothing was deleted."))
        return 0
    for case, traces in found.items():
        _forget(case, traces, context, outputs=answer == "all")
    if options.all:
        _forget_the_rest(context, loose if answer == "all" else ())
    _tell_outputs(list(dict.fromkeys(outputs)), context, deleted=answer == "all")
    return 0


def _one_case(context: Context, named: str) -> Path:
    """Return the case to forget; what is no case file is refused."""
    path = find_case(context, named)
    if path.exists() or not kept.is_kept(path):
        store.load(path)
    return path


def _all_cases(context: Context) -> tuple[Path, ...]:
    profile = profile_path(store.home(context.environ))
    known = [*store.list_cases(store.home(context.environ)), *kept.kept_files()]
    return tuple(dict.fromkeys(path.resolve() for path in known if not is_same(path, profile)))


def _forget(case: Path, traces: Traces, context: Context, *, outputs: bool) -> None:
    forget_last(store.home(context.environ), case)
    store.forget(case, outputs=outputs)
    for path in traces.files:
        context.note(say("Deleted: %(file)s", file=str(path)))
    if traces.other_names:
        context.note(
            say(
                "The file had another name elsewhere (a hard link), which still holds it: "
                "%(count)s more.",
                count=traces.other_names,
            )
        )


def _forget_the_rest(context: Context, outputs: Sequence[Path]) -> None:
    """Delete the profile, the note of the last interview, and letters without a case."""
    home = store.home(context.environ)
    for path in (profile_path(home), place_file(home)):
        try:
            store.forget(path)
        except NotFound:
            continue
        context.note(say("Deleted: %(file)s", file=str(path)))
    for path in outputs:
        write.remove(path)
    if outputs or not kept.outputs(None):
        kept.drop(None)


def _tell_outputs(outputs: Sequence[Path], context: Context, *, deleted: bool) -> None:
    if not outputs:
        return
    if deleted:
        for path in outputs:
            context.note(say("Deleted: %(file)s", file=str(path)))
        return
    context.note(say("These files were made from it and are still there:"))
    for path in outputs:
        context.note(str(path), "    ")


def _ask(context: Context, files: Sequence[Path], outputs: Sequence[Path]) -> _Answer:
    """Ask what may be deleted; the default is to keep everything."""
    from refundletters.cli.talk.plain_prompter import Prompt
    from refundletters.cli.talk.prompts import open_prompter
    from refundletters.interview.options import Option

    for path in outputs[:_SHOWN]:
        context.note(say("Made from it: %(file)s", file=str(path)))
    names = [str(path) for path in files]
    question = say("Delete for good, with all that is kept with it (%(files)s)?", files=names)
    choices = {"keep": say("Keep everything")}
    if outputs:
        choices["case"] = say("Delete the case, keep what was made from it")
        choices["all"] = say("Delete the case and what was made from it")
    else:
        choices["all"] = say("Delete it")
    options = tuple(Option(key, context.translate(label)) for key, label in choices.items())
    prompt = Prompt(context.translate(question), "one", options=options)
    answer = str(open_prompter(context).ask(prompt))
    return "all" if answer == "all" else "case" if answer == "case" else "keep"
