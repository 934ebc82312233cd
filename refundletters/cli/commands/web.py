"""``web``: the same on a page of this machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from refundletters.answers import store
from refundletters.cli.context import Context
from refundletters.cli.option_values import WebOptions
from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.render.formats import FormatName

__all__ = ["run"]

_NEEDED = ("starlette", "uvicorn", "python_multipart")
_HIGHEST = 65535


def run(context: Context, options: WebOptions) -> int:
    """Serve the page until it is stopped, or write it as a folder."""
    if options.static is not None:
        return _write_folder(context, Path(options.static))
    if options.look is not None:
        return _look(context, Path(options.look), _port(options))
    return _serve(context, options)


def _write_folder(context: Context, target: Path) -> int:
    from refundletters.storage.places import cache_folder
    from refundletters.web.static_host.build import build

    context.note(say("Building the page takes a minute or two."))
    build(target, cache_folder("page"))
    context.print(str(target))
    context.note(
        say("For a look: %(command)s", command=f"refundletters web --look {target}"),
    )
    return 0


def _look(context: Context, folder: Path, port: int) -> int:
    from refundletters.web.static_host.folder import is_ours
    from refundletters.web.static_host.look import look

    if not is_ours(folder):
        raise UsageError(
            say("%(path)s is not a page that was built here.", path=str(folder)),
            say("Build one: %(command)s", command="refundletters web --static DIR"),
        )

    def tell(address: str) -> None:
        context.print(address)
        context.stdout.flush()
        context.note(say("Stop with Ctrl-C."))

    look(folder, port, tell)
    return 0


def _serve(context: Context, options: WebOptions) -> int:
    if any(find_spec(name) is None for name in _NEEDED):
        raise UsageError(
            say("The page needs a few packages more."),
            say("Install them: %(command)s", command='pip install "refundletters[web]"'),
        )
    import datetime as dt

    from refundletters.web.file_store import FileStore
    from refundletters.web.serve import listen, serve
    from refundletters.web.site import Site

    folder = store.home(context.environ)
    site = Site(
        roots=context.roots,
        store=FileStore(folder, lambda: store.name_of_new(dt.date.today())),
        today=dt.date.today,
        interface=context.interface,
        files=_files(),
        debug=context.environ.get("REFUNDLETTERS_DEBUG") == "1",
    )

    def tell(link: str) -> None:
        context.note(say("Open this link in a browser on this machine; it works once:"))
        context.print(link)
        context.stdout.flush()
        context.note(
            say("Stop with Ctrl-C. Your cases are kept in %(folder)s.", folder=str(folder))
        )

    serve(site, listen(_port(options)), tell, browser=not options.no_browser)
    return 0


def _port(options: WebOptions) -> int:
    text = options.port or "0"
    if not text.isdecimal() or int(text) > _HIGHEST:
        raise UsageError(
            say("--port does not accept %(value)s.", value=text),
            say("Give a number up to 65535, or leave it out."),
        )
    return int(text)


def _files() -> tuple[FormatName, ...]:
    """Return the formats that can be made with what is installed."""
    formats: tuple[FormatName, ...] = ("docx", "eml", "text")
    return (*formats, "pdf") if find_spec("typst") is not None else formats
