"""Who may talk to the page on this machine: one browser, with the link that was printed."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["OPENING", "Guarded", "Keys"]

#: Path of the link that begins a session; the token follows.
OPENING: Final = "/open/"
_READING: Final = frozenset({"GET", "HEAD"})
_REFUSED: Final = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>refundletters</title>
<h1>This page is closed</h1>
<p>Open the link that <code>refundletters web</code> printed. It works once; start the program
again for a new one.</p></html>
"""


@dataclass(slots=True)
class Keys:
    """The token of the link, which works once, and the session it begins."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    used: bool = False

    def redeem(self, token: str) -> bool:
        """Tell whether a token begins the session; it does so only once."""
        fits = hmac.compare_digest(token.encode(), self.token.encode()) and not self.used
        self.used = self.used or fits
        return fits


class Guarded:
    """Answers only what comes from our own page, under our own name, with our own session.

    A foreign page can make a browser send requests here, and can make its own name mean this
    machine; neither brings the right ``Host``, the right ``Origin`` and the cookie together.
    """

    def __init__(self, app: ASGIApp, port: int, keys: Keys) -> None:
        """Guard an app.

        Args:
            app: The app.
            port: The port it is served on.
            keys: Token and session.
        """
        self._app = app
        self._keys = keys
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        # Cookies do not tell ports apart, so that the name has to.
        self._cookie = f"refundletters-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        response = self._refusal(scope)
        if response is None:
            await self._app(scope, receive, send)
        else:
            await response(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return _closed(421)
        path = str(scope["path"])
        if path.startswith(OPENING) and scope["method"] == "GET":
            return self._open(path.removeprefix(OPENING))
        if not _is_own(scope, headers, host):
            return _closed(403)
        if not hmac.compare_digest(
            self._sent_session(headers).encode(), self._keys.session.encode()
        ):
            return _closed(403)
        return None

    def _open(self, token: str) -> Response:
        if not self._keys.redeem(token):
            return _closed(403)
        response = RedirectResponse("/", 303)
        response.set_cookie(
            self._cookie, self._keys.session, httponly=True, samesite="strict", path="/"
        )
        return response

    def _sent_session(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:  # another program on this machine set what is no cookie
            return ""
        found = cookies.get(self._cookie)
        return "" if found is None else found.value


def _is_own(scope: Scope, headers: Headers, host: str) -> bool:
    """Tell whether a request comes from a page of ours, or from the address bar."""
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return scope["method"] in _READING
    return origin == f"http://{host}"


def _closed(status: int) -> Response:
    return HTMLResponse(_REFUSED, status)
