"""``letter new``: the two files of a letter in a pack, ready to be changed."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Final

from refundletters.cli.context import Context
from refundletters.cli.option_values import LetterOptions
from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.packs.letters import letter_metas
from refundletters.patterns import lazy_pattern
from refundletters.storage import write

__all__ = ["run"]

_NAME: Final = lazy_pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SCAFFOLD: Final = Path(__file__).resolve().parents[3] / "data" / "scaffold"


def run(context: Context, options: LetterOptions) -> int:
    """Write the two files of a new letter.

    Raises:
        UsageError: The name cannot be the id of a letter, or there is such a letter.
        SinkError: A file cannot be written.
    """
    name = options.name
    if not _NAME.fullmatch(name):
        raise UsageError(
            say("%(name)s cannot be the id of a letter.", name=name),
            say("Use small letters, digits and dashes, such as plan-question."),
        )
    base = Path(options.folder or ".")
    folder = base / "templates" / "letters" / name
    if folder.exists() or name in letter_metas(context.roots):
        raise UsageError(
            say("There is a letter %(name)s already.", name=name), say("Choose another name.")
        )
    title = name.replace("-", " ").capitalize()
    write.make_folder(folder, public=True)
    for file in ("letter.toml", "letter.j2"):
        text = (_SCAFFOLD / f"{file}.txt").read_text(encoding="utf-8")
        text = text.replace("@ID@", name).replace("@TITLE@", title)
        write.replace(folder / file, text.encode(), public=True)
    context.note(say("Two files were written to %(folder)s. Change their words.", folder=folder))
    pack = quote(str(base))
    context.note_line(f"    refundletters lint {pack}")
    example = "--set country=US --set service.id=netflix --set charges.0.date=2026-03-03"
    context.note_line(
        f"    REFUNDLETTERS_PACK={pack} refundletters write {name} {example}"
        " --set charges.0.amount=15.49 --set confirmed.facts_true=yes"
    )
    return 0
