"""Serve the folder for a look, on this machine, with the headers that a host should send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

__all__ = ["HEADERS", "KEPT_FOR_EVER", "look", "server"]

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
        "connect-src 'self'; style-src 'self'; img-src 'self' data:; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
KEPT_FOR_EVER: Final = "public, max-age=31536000, immutable"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - the class of the library has it so
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        kept = self.path.startswith("/app-")
        self.send_header("Cache-Control", KEPT_FOR_EVER if kept else "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep silent."""


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server for the folder, on this machine only; port 0 is any that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))


def look(folder: Path, port: int, tell: Callable[[str], None]) -> None:
    """Serve the folder until somebody stops it.

    Args:
        folder: The folder.
        port: The port; 0 for any that is free.
        tell: Is given the address.
    """
    with server(folder, port) as serving:
        tell(f"http://127.0.0.1:{serving.server_port}/")
        serving.serve_forever()
