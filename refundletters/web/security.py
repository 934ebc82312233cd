"""Headers of every response, and the bounds of every request; plain ASGI, for every host."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from refundletters.web.forms import MOST_BYTES

__all__ = ["Bounded", "Protected", "policy_with_style"]

_SECONDS: Final = 30
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": _POLICY.format(styles=""),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With "no-referrer" a browser would send a form without telling where it comes from.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cache-control": "no-store",
}


def policy_with_style(style: str) -> str:
    """Return the content security policy for a page that carries its own style element."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _POLICY.format(styles=f" 'sha256-{digest}'")


class Protected:
    """Adds the headers; one that a response has already is left as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, protected)


class _TooMuch(Exception):
    """More was sent than is read."""


class Bounded:
    """Refuses requests that are too large, and gives up on those that take too long to arrive."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES, seconds: float = _SECONDS) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _announced(scope) > self._most:
            await _refuse(413, scope, receive, send)
            return
        try:
            messages = await asyncio.wait_for(self._whole(receive), self._seconds)
        except _TooMuch:
            await _refuse(413, scope, receive, send)
        except TimeoutError:
            await _refuse(408, scope, receive, send)
        else:
            await self._app(scope, _replayed(messages, receive), send)

    async def _whole(self, receive: Receive) -> list[Message]:
        """Return all of a request's body, which is never kept anywhere else."""
        messages, size, more = [], 0, True
        while more:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self._most:
                raise _TooMuch
            more = message["type"] == "http.request" and message.get("more_body", False)
        return messages


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _replayed(messages: list[Message], receive: Receive) -> Receive:
    left = iter(messages)

    async def next_message() -> Message:
        for message in left:
            return message
        return await receive()

    return next_message


async def _refuse(status: int, scope: Scope, receive: Receive, send: Send) -> None:
    words = {408: "The request took too long.", 413: "This is too large."}
    response = PlainTextResponse(words[status], status, headers={"connection": "close"})
    await response(scope, receive, send)
