"""The small parts of the page: its language, what it remembers, the forms it reads, its options."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from starlette.requests import Request
from support.builders import Answers

from refundletters.cli.main import main
from refundletters.errors import UsageError
from refundletters.facts.types import Facts
from refundletters.model.document import Cell, Row, Table, Text
from refundletters.packs.roots import Roots
from refundletters.statements.values import Known, Statement
from refundletters.web.forms import read_form
from refundletters.web.languages import choices, chosen, shown_as
from refundletters.web.sittings import Sitting, Sittings, UploadedStatement
from refundletters.web.views.letter import Sources, blocks_of

from ..render.blocks import document, p


@pytest.mark.parametrize(
    ("cookie", "accepted", "host", "locale"),
    [
        ("", "", "en_US", "en_US"),
        ("", "de", "en_US", "de"),
        ("", "de-AT,de;q=0.9,en;q=0.8", "en_US", "de_AT"),
        ("", "en;q=0.5, fr-CA;q=0.9", "en_US", "fr_CA"),
        ("", "xx-YY, *, ;q=, ;;;", "fr_FR", "fr_FR"),
        ("", "sw, en-GB;q=0.7", "de_DE", "en_GB"),
        ("es", "de", "fr_FR", "es"),
        ("../../etc", "de", "en_US", "de"),
        ("en_XB", "de", "en_US", "en_XB"),
        ("", "pt", "en_US", "pt_BR"),
        ("", "pt-AO,pt;q=0.9", "en_US", "pt_AO"),
    ],
)
def test_the_language_is_the_persons_then_the_browsers_then_the_hosts(
    roots: Roots, cookie: str, accepted: str, host: str, locale: str
) -> None:
    assert chosen(roots, cookie, accepted, host) == locale


def test_languages_are_offered_in_their_own_words(roots: Roots) -> None:
    names = {one.locale: one.name for one in choices(roots)}
    assert names["de"] == "Deutsch"
    assert names["fr"] == "Français"
    assert names["en_US"] == "English (United States)"
    assert "en_XB" not in names


def test_a_country_without_words_of_its_own_is_shown_as_the_one_it_takes_them_from(
    roots: Roots,
) -> None:
    offered = choices(roots)
    shown = {name: shown_as(name, offered).locale for name in ("pt_AO", "de_AT", "xx")}
    assert shown == {"pt_AO": "pt_PT", "de_AT": "de", "xx": "en_US"}


def test_only_the_cases_worked_on_last_are_remembered() -> None:
    sittings = Sittings()
    for number in range(40):
        sittings.put(str(number), Sitting(pages=("goals",)))
    assert sittings.of("0") == Sitting()
    assert sittings.of("39").pages == ("goals",)


def test_one_bank_file_at_a_time_is_in_memory() -> None:
    sittings = Sittings()
    bank = UploadedStatement(b"x", Known(dt.date(2026, 3, 14)), Statement("csv"))
    sittings.put("one", Sitting(bank=bank))
    sittings.put("two", Sitting(bank=bank))
    assert sittings.of("one").bank is None
    assert sittings.of("two").bank == bank


def form_of(body: bytes, kind: str) -> Request:
    async def receive() -> Mapping[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
    return Request(scope, receive)  # type: ignore[arg-type]  # a plain dict is a message


MULTIPART = "multipart/form-data; boundary=x"
WHOLE = (
    b'--x\r\ncontent-disposition: form-data; name="label"\r\n\r\nChat\r\n'
    b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nwords\r\n'
    b'--x\r\ncontent-disposition: form-data; name="other"; filename=""\r\n\r\n\r\n--x--\r\n'
)


def test_texts_and_files_are_read_and_empty_files_left_out() -> None:
    form = asyncio.run(read_form(form_of(WHOLE, MULTIPART)))
    assert form.text("label") == "Chat"
    assert form.text("file") == ""
    assert form.files == (("a.txt", b"words"),)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"x", "multipart/form-data"),
        (b"--x\r\nno header", MULTIPART),
        (b"&".join(b"a=1" for _ in range(500)), "application/x-www-form-urlencoded"),
        (WHOLE.replace(b"Chat", b"x" * 300_000), MULTIPART),
    ],
    ids=["another kind", "no boundary", "cut off", "too many", "too long"],
)
def test_what_is_no_form_of_ours_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(UsageError):
        asyncio.run(read_form(form_of(body, kind)))


@pytest.mark.parametrize("port", ["none", "-1", "70000"])
def test_a_port_that_is_none_is_refused_in_words(tmp_path: Path, port: str) -> None:
    err = io.StringIO()
    environ = {"REFUNDLETTERS_HOME": str(tmp_path)}
    argv = ["web", "--no-browser", f"--port={port}"]
    assert main(argv, environ, None, io.StringIO(), err) == 2
    assert f"--port does not accept {port}." in err.getvalue()


def test_a_letter_on_the_page_keeps_the_order_of_latin_words_in_arabic(
    bare: Callable[..., Answers], facts_of: Callable[[Answers], Facts]
) -> None:
    facts = facts_of(bare())
    words = "رد \u200f12.00\u00a0US$ الآن"
    table = Table((Row((Cell((Text("$9.99"),), locale="en_US"), Cell((Text(words),)))),))
    shown = document(p(words), table, locale="ar_EG", direction="rtl")
    paragraph, both = blocks_of(shown, Sources((), facts, "ar_EG"))
    isolated = "رد \u200f12.00\u00a0\u2066US$\u2069 الآن"
    assert [one.text for one in paragraph.lines[0]] == [isolated]
    assert [cell[0].text for cell in both.rows[0]] == ["$9.99", isolated]
