"""The translators' commands without the rest: ``python -m refundletters.translate check``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from refundletters.errors import RefundLettersError
from refundletters.i18n.locales import interface_locale
from refundletters.i18n.speech import Speaker, speaker
from refundletters.packs.roots import default_roots
from refundletters.translate.check import check
from refundletters.translate.extract import extract
from refundletters.translate.sources import Sources, of_checkout, of_pack
from refundletters.translate.stats import stats
from refundletters.translate.update import init, rename, update

__all__ = ["main"]

Run = Callable[[Sources, list[str], Speaker], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; 1 where a check found something."""
    parser = argparse.ArgumentParser(prog="python -m refundletters.translate")
    parser.add_argument("command", choices=sorted(_COMMANDS))
    parser.add_argument("words", nargs="*", help="locales; the old and the new text for rename")
    parser.add_argument("--pack", type=Path, help="a pack's folder instead of this checkout")
    given = parser.parse_args(arguments)
    speak = speaker(default_roots(), interface_locale(os.environ))
    try:
        sources = of_pack(given.pack) if given.pack else of_checkout()
        return _COMMANDS[given.command](sources, given.words, speak)
    except RefundLettersError as error:
        said = [speak(part) for part in (error.message, error.remedy) if part is not None]
        sys.stderr.write(" ".join(said) + "\n")
        return error.exit_code


def _extract(sources: Sources, _words: list[str], _speak: Speaker) -> int:
    return _names(sources, extract(sources))


def _update(sources: Sources, words: list[str], _speak: Speaker) -> int:
    return _names(sources, update(sources, words))


def _init(sources: Sources, words: list[str], _speak: Speaker) -> int:
    return _names(sources, [path for word in words for path in init(sources, word)])


def _rename(sources: Sources, words: list[str], _speak: Speaker) -> int:
    old, new = words
    return _names(sources, rename(sources, old, new))


def _names(sources: Sources, paths: Sequence[Path]) -> int:
    sys.stdout.writelines(f"{sources.place(path)}\n" for path in paths)
    return 0


def _check(sources: Sources, words: list[str], speak: Speaker) -> int:
    findings = check(sources, words)
    for found in findings:
        sys.stdout.write(f"{found.file}:{found.line}: {found.rule}: {speak(found.message)}\n")
    return 1 if findings else 0


def _stats(sources: Sources, words: list[str], speak: Speaker) -> int:
    for row in stats(sources, words):
        share = speak.formats.percent(row.share)
        counts = f"{row.translated}/{row.total} fuzzy={row.fuzzy} missing={row.missing}"
        sys.stdout.write(f"{row.locale:12} {row.domain:8} {share:>6}  {counts}\n")
    return 0


_COMMANDS: Final[dict[str, Run]] = {
    "check": _check,
    "extract": _extract,
    "init": _init,
    "rename": _rename,
    "stats": _stats,
    "update": _update,
}

if __name__ == "__main__":
    sys.exit(main())
