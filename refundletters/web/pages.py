"""Render the templates of the page in one language; every value is escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from refundletters.i18n.speech import Speaker
from refundletters.letters.environment import CompiledTemplates
from refundletters.letters.template_names import Catalogued
from refundletters.messages import Message

__all__ = ["ASSETS", "asset", "asset_address", "environment", "render"]

_PACKAGE: Final = "refundletters.web"
#: The files that a browser may ask for besides pages, with their media types.
ASSETS: Final[Mapping[str, str]] = {
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def render(template: str, speak: Speaker, values: Mapping[str, Any]) -> str:
    """Return a page as HTML.

    Args:
        template: Its file below ``templates``.
        speak: Says messages and values in the language of the page.
        values: What the template shows.
    """

    def say(value: object) -> str:
        return speak(value) if isinstance(value, Message) else speak.value(value)

    words = {
        **Catalogued(speak.catalogue).names(),
        "say": say,
        # For texts of tables, which are extracted where they stand.
        "tell": lambda text: speak(Message(text)),
        "asset": asset_address,
    }
    return environment().get_template(template).render({**words, **values})


@cache
def asset(name: str) -> bytes:
    """Return one of :data:`ASSETS`."""
    return (resources.files(_PACKAGE) / "assets" / name).read_bytes()


@cache
def asset_address(name: str) -> str:
    """Return the address of an asset; it changes with the content, so browsers may keep it."""
    return f"/assets/{hashlib.sha256(asset(name)).hexdigest()[:12]}/{name}"


@cache
def environment() -> Environment:
    """Return the environment of the page's templates; there is one."""
    made = Environment(
        loader=PackageLoader(_PACKAGE),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(kind="page"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    # The functions passed by `render` substitute values themselves, escaped.
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the i18n extension
    return made
