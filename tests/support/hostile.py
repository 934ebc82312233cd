"""Texts of twenty kinds that a careless program trips over; none of them does anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final

from refundletters.answers.build import check
from refundletters.answers.keys import describe, known_keys, put
from refundletters.errors import CaseError

__all__ = ["KINDS", "filled"]


def _of(signs: str, most: int) -> Callable[[Random], str]:
    return lambda draw: "".join(draw.choices(signs, k=draw.randint(1, most)))


def _one(*texts: str) -> Callable[[Random], str]:
    return lambda draw: draw.choice(texts)


KINDS: Final[Mapping[str, Callable[[Random], str]]] = {
    "quotes": _of("\"'`“”„«»‚‘’ ab", 30),
    "markup": _one("<b>c</b>", "</p><p>d", "<!-- a", "]]>", "<br>", "&amp;", "&#10;", "a < b"),
    "word markup": _one("</w:t>", "<w:br/>", "{MERGEFIELD a}", "<?xml?>"),
    "jinja": _one("{{ 1 }}", "{% if a %}", "{# a #}", "{{ case }}", "}}", "%}"),
    "typst": _one("#let x", "$x$", "*a*", "= b", "_c_", "@d", "<e>", "\\u{41}", "// f", "#"),
    "formats": _one("%s", "%(amount)s", "{0}", "{amount}", "100 %", "%%", "$amount", "%d"),
    "lines": _of("ab \n\r\t\v\f\u2028\u2029\u0085", 30),
    "headers": _one("a\nBcc: b@example.org", "a\r\n\r\nb", "=?utf-8?q?a?=", "a: b\n c", "x\r\ny"),
    "calendars": _one("a\nEND:VEVENT", "BEGIN:VALARM", "a;b,c\\n", "X-A:b", "\\;\\,"),
    "formulas": _one("=1+1", "+1", "-1", "@a", "'=1"),
    "toml": _one('"""', "a = 1", "[b]", "# c", "\\", "'''", '\\"'),
    "paths": _one("../../a", "C:\\a", "con", "a/b", "~", "file:///a", "NUL.txt"),
    "directions": _of("\u200e\u200f\u202a\u202b\u202c\u2066\u2069\u061cאבجدab 1", 30),
    "controls": _of("ab\x01\x07\x08\x1b\x7f\x9b\ufffe\uffff", 20),
    "invisible": _of("ab\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e ", 20),
    "combining": _of("aeo\u0301\u0308\u0327\u20dd\u0489", 30),
    "emoji": _of("👨👩\u200d👧🇩🇪\ufe0f\u20e3👍🏽🏴", 12),
    "scripts": _one(
        *("नमस्ते", "สวัสดี", "こんにちは世界", "안녕", "你好，世界", "שלום", "مرحبا", "Ωμέγα"),
    ),
    "long": _one("word " * 60, "x" * 300, "a-" * 120, "ü" * 200),
    "blanks": _one(" a", "a ", "a  b", "\u00a0a\u00a0", "\u3000a", "a\u202fb", "a\u2003b", "."),
}
# Answers that another answer or a file decides, and formats of their own.
_NOT_TEXT: Final = frozenset({"country", "region", "locale", "service.id", "evidence.file"})


def filled(answers: Mapping[str, Any], draw: Random) -> tuple[dict[str, Any], int, int]:
    """Return answers with a text of some kind for every key that takes one.

    Returns:
        The answers, how many texts were tried, and how many of them were refused by name.
    """
    found, tried, refused = dict(answers), 0, 0
    for key in known_keys():
        info = describe(key)
        if info.kind not in ("text", "list") or key in _NOT_TEXT or info.codes:
            continue
        place = _with_positions(key)
        text = draw.choice(tuple(KINDS.values()))(draw)
        tried += 1
        try:
            value = check(place, [text, text] if info.kind == "list" else text)
        except CaseError:
            refused += 1
        else:
            found = put(found, place, value)
    return found, tried, refused


_ARRAYS: Final = (
    *("technical.steps", "technical.incidents", "price_increases", "charges", "fees", "contacts"),
    "evidence",
)


def _with_positions(key: str) -> str:
    table = next((name for name in _ARRAYS if key.startswith(f"{name}.")), "")
    return f"{table}.0{key[len(table) :]}" if table else key
