"""The host inside the browser: one request of the page is one call of the app.

Its store is the file store of this program, in a folder that the browser's own storage backs. Locks
between tabs are the worker's affair: it calls for one request at a time, under a lock of the
browser, after it has read the storage and before it writes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from starlette.types import Message

from refundletters.answers import store
from refundletters.packs.roots import shipped_roots
from refundletters.web.app import web_app
from refundletters.web.file_store import FileStore
from refundletters.web.site import LANGUAGE_COOKIE, Site
from refundletters.web.static_host.in_browser import kept

__all__ = ["Answer", "Host"]

Answer = tuple[int, str, dict[str, str], bytes]

_MOST_STEPS: Final = 5
_LANGUAGE_FILE: Final = "page-language"
_REDIRECTS: Final = frozenset({302, 303, 307})


class Host:
    """Answers the requests of one page."""

    def __init__(self, folder: str, language: str, *, first_page: str = "start.html") -> None:
        """Make the app.

        Args:
            folder: Where cases are kept.
            language: What the browser asks for, as ``Accept-Language`` has it.
            first_page: The template of the first page.
        """
        self._folder = Path(folder)
        self._language = language
        site = Site(
            roots=shipped_roots(),
            store=FileStore(self._folder, lambda: store.name_of_new(dt.date.today())),
            today=dt.date.today,
            templates={"start.html": first_page},
            kept_at=kept.PATH,
        )
        self._app = web_app(site, more=kept.addresses(self._folder))

    async def answer(self, method: str, path: str, kind: str = "", body: bytes = b"") -> Answer:
        """Answer a request, and whatever it leads to.

        Args:
            method: ``GET`` or ``POST``.
            path: Path and query.
            kind: Media type of the body.
            body: The body.

        Returns:
            Status, the address that answered in the end, headers, and the content.
        """
        for _ in range(_MOST_STEPS):
            status, headers, content = await self._once(method, path, kind, body)
            if status not in _REDIRECTS:
                break
            path = urljoin(path, headers["location"])
            method, kind, body = "GET", "", b""
        return status, path, headers, content

    async def _once(
        self, method: str, path: str, kind: str, body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(path)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "server": ("localhost", 443),
            "client": None,
            "root_path": "",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": self._headers(kind, body),
        }
        status, content, found = 500, bytearray(), {}

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                found.update({k.decode(): v.decode() for k, v in message["headers"]})
            else:
                content.extend(message.get("body", b""))

        await self._app(scope, receive, send)
        self._remember(found)
        return status, found, bytes(content)

    def _headers(self, kind: str, body: bytes) -> list[tuple[bytes, bytes]]:
        given = {
            "host": "localhost",
            "accept-language": self._language,
            "content-type": kind,
            "content-length": str(len(body)),
            "cookie": f"{LANGUAGE_COOKIE}={language}" if (language := self._chosen()) else "",
        }
        return [(name.encode(), value.encode()) for name, value in given.items() if value]

    def _chosen(self) -> str:
        """Return the language that was chosen for the page, which is kept as a file."""
        try:
            return (self._folder / _LANGUAGE_FILE).read_text(encoding="utf-8")
        except OSError:  # nothing was chosen so far
            return ""

    def _remember(self, headers: Mapping[str, str]) -> None:
        cookie = SimpleCookie(headers.get("set-cookie", "")).get(LANGUAGE_COOKIE)
        if cookie is not None:
            (self._folder / _LANGUAGE_FILE).write_text(cookie.value, encoding="utf-8")
