"""The host on this machine: uvicorn on 127.0.0.1, and nothing else listens or is asked."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from functools import partial

import uvicorn
from starlette.types import ASGIApp

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.web.app import web_app
from refundletters.web.guard import OPENING, Guarded, Keys
from refundletters.web.site import Site

__all__ = ["listen", "serve", "served_app"]

_ADDRESS = "127.0.0.1"
_AT_ONCE = 100


def listen(port: int) -> socket.socket:
    """Return a socket on this machine only.

    Args:
        port: The port; 0 for any that is free.

    Raises:
        UsageError: The port is taken, or may not be used.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_ADDRESS, port))
    except OSError as error:
        listening.close()
        raise UsageError(
            say("Port %(port)s cannot be used: %(detail)s.", port=str(port), detail=error.strerror),
            say("Leave out --port, or name another one."),
        ) from error
    return listening


def served_app(site: Site, port: int, keys: Keys) -> ASGIApp:
    """Return the page as it is served on this machine."""
    return web_app(site, guard=partial(Guarded, port=port, keys=keys))


def serve(
    site: Site, listening: socket.socket, tell: Callable[[str], None], *, browser: bool
) -> None:
    """Serve the page until somebody stops it.

    Args:
        site: What the app is given.
        listening: Where to listen.
        tell: Is given the link, once it works.
        browser: Whether to open the link in the browser of the system.
    """
    port = listening.getsockname()[1]
    keys = Keys()
    config = uvicorn.Config(
        served_app(site, port, keys),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=16_384,
        http="h11",
    )
    server = uvicorn.Server(config)
    link = f"http://{_ADDRESS}:{port}{OPENING}{keys.token}"

    async def run() -> None:
        task = asyncio.create_task(server.serve(sockets=[listening]))
        while not (server.started or task.done()):
            await asyncio.sleep(0.01)
        if server.started:
            tell(link)
            if browser:
                webbrowser.open(link)
        await task

    asyncio.run(run())
