"""``python -m refundletters``, and the installed command.

What is asked for most and depends on nothing, the version and the help in American English, is
answered here before anything is imported: the wheel holds that help as text. In a checkout, in
another language or at another width :mod:`refundletters.cli.main` answers, with the same words.
"""

import os
import sys

__all__ = ["run"]

_PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - pathlib costs more than all of this
_ENGLISH = {"", "C", "POSIX", "en_US"}


def run() -> None:
    """Run the command line of this process and exit with its code."""
    text = _known_answer(sys.argv[1:], os.environ)
    if text is not None and _print(text):
        sys.exit(0)
    _import_msgspec()
    from refundletters.cli.main import run as run_command

    run_command()


def _import_msgspec() -> None:
    """Import msgspec without ``typing_extensions``, if nothing has imported that yet.

    It takes from there what ``typing`` has since Python 3.11, and the rest of it, with ``inspect``,
    costs more than half of a bare interpreter again and again.
    """
    name = "typing_extensions"
    if name in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # a module that is not to be found
    try:
        import msgspec  # noqa: F401 - imported for those that follow
    finally:
        del sys.modules[name]


def _known_answer(words: list[str], environ: "os._Environ[str]") -> str | None:
    """Return what the words ask for, ``None`` where it is not known beforehand."""
    if len(words) != 1 or not _is_english(environ):
        return None
    if words[0] in {"-V", "--version"}:
        from refundletters import __version__

        return f"refundletters {__version__}\n"
    return _shipped_help(_width(environ)) if words[0] in {"-h", "--help"} else None


def _is_english(environ: "os._Environ[str]") -> bool:
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    value = next((environ[name] for name in names if environ.get(name)), "")
    return value.partition(".")[0].partition("@")[0] in _ENGLISH


def _width(environ: "os._Environ[str]") -> int:
    """Return the columns of the screen, as the context of a command works them out."""
    given = environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and stream.isatty():
            try:
                return os.get_terminal_size(stream.fileno()).columns or 80
            except OSError:
                continue
    return 80


def _shipped_help(width: int) -> str | None:
    path = f"{_PACKAGE}/_data/help/{min(width, 88)}.txt"
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as above
            return file.read()
    except OSError:
        return None


def _print(text: str) -> bool:
    """Print an answer, and tell whether that went well; if not, the usual way says why."""
    stream = sys.stdout
    if stream is None:
        return False
    try:
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
        elif stream.encoding.lower() not in {"utf-8", "utf8"}:
            return False
        stream.write(text)
        stream.flush()
    except (OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    run()
