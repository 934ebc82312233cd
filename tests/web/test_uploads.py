"""Charges from a bank's file, and evidence; two tabs and the command line on one case."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from support.web import TODAY, Person

from refundletters.answers import store
from refundletters.cli.main import main
from refundletters.packs.roots import shipped_roots
from refundletters.web.app import web_app
from refundletters.web.file_store import FileStore
from refundletters.web.site import Site

EXPORT = b"""Date,Description,Amount
2026-01-05,NETFLIX.COM 866-579-7172 CA,-15.49
2026-01-09,GROCERY STORE,-42.10
2026-02-05,NETFLIX.COM 866-579-7172 CA,-15.49
2026-02-20,SALARY,2500.00
"""
BARE = {
    "country": "US",
    "reason": "charged_after_cancellation",
    "goals": ["money_back"],
    "service": {"id": "netflix"},
}


def charges(person: Person) -> list[tuple[str, str]]:
    case = store.load(store.draft_path(person.home, "case"))
    return [(str(one["date"]), one["amount"]) for one in case.get("charges", ())]


def test_charges_are_picked_from_a_banks_file(with_case: Any) -> None:
    person = with_case(BARE)
    page = person.post("/cases/case/statement", {}, file=("bank.csv", EXPORT))
    form = page.form("/cases/case/charges")
    assert form.controls["entry"].choices == ["2", "0", "1"]
    assert "GROCERY STORE" in page.words
    assert "SALARY" not in page.words
    person.post("/cases/case/charges", {"entry": ["0", "2"]})
    assert charges(person) == [("2026-01-05", "15.49"), ("2026-02-05", "15.49")]
    assert "NETFLIX.COM" in person.get("/cases/case/answers").words
    # The file is gone once its charges were taken.
    assert "entry" not in person.get("/cases/case/statement").forms[-1].controls


def test_what_a_file_leaves_open_is_asked(with_case: Any) -> None:
    person = with_case(BARE)
    export = (
        b"Date,Description,Amount\n03/04/2026,NETFLIX.COM,15.49\n05/06/2026,NETFLIX.COM,15.49\n"
    )
    page = person.post("/cases/case/statement", {}, file=("bank.csv", export))
    for _ in range(4):
        forms = [form for form in page.forms if "answer" in form.controls]
        if not forms:
            break
        choices = forms[0].controls["answer"].choices
        wanted = next(one for one in ("mdy", "positive", *choices) if one in choices)
        page = person.send("/cases/case/statement", {"answer": wanted})
    person.post("/cases/case/charges", {"entry": ["0"]})
    assert charges(person) == [("2026-03-04", "15.49")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 x", "This is a PDF."),
        (b"", "row"),
        (b"\x89PNG\r\n\x1a\n0", "This is a picture."),
    ],
)
def test_what_is_no_banks_file_is_refused_in_words(
    with_case: Any, content: bytes, words: str
) -> None:
    person = with_case(BARE)
    page = person.post("/cases/case/statement", {}, file=("bank", content))
    assert person.status == 422
    assert words in page.words


def test_evidence_is_kept_beside_the_case_and_named(with_case: Any) -> None:
    person = with_case(BARE)
    for name in ("proof.txt", "proof.txt"):
        person.post("/cases/case/evidence", {"label": "Chat of May"}, file=(name, b"words"))
    case = store.load(store.draft_path(person.home, "case"))
    assert case["evidence"] == [
        {"label": "Chat of May", "file": "case-evidence-proof.txt"},
        {"label": "Chat of May", "file": "case-evidence-proof-2.txt"},
    ]
    person.post("/cases/case/forget", {"sure": "yes"})
    assert list(person.home.rglob("*.txt")) == []


def test_two_tabs_and_the_command_line_lose_nothing(with_case: Any) -> None:
    first, case = with_case(BARE), {}
    second = Person(first.home)
    first.get("/cases/case/questions?about=cancellation.status")
    path = store.draft_path(first.home, "case")
    second.post("/cases/case/questions?about=cancellation.status", {"cancellation.status": "yes"})
    environ = {"REFUNDLETTERS_HOME": str(first.home)}
    argv = ["log", str(path), "--set", "result=refused", "--set", "channel=chat", "--no-input"]
    assert main(argv, environ, None, io.StringIO(), io.StringIO(), today=TODAY) == 0
    first.post("/cases/case/questions?about=own_words", {"own_words": "From the first tab."})
    case = store.load(path)
    assert case["cancellation"]["status"] == "yes"
    assert case["contacts"][0]["result"] == "refused"
    assert case["own_words"] == "From the first tab."


def test_the_app_needs_neither_server_nor_heavy_library() -> None:
    code = (
        "import sys, refundletters.web.app\n"
        "print(sorted({'uvicorn', 'typst', 'lxml', 'docx', 'filelock', 'questionary', 'PIL'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_no_request_starts_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(shipped_roots(), FileStore(tmp_path, lambda: "case"), lambda: TODAY)
    app = web_app(site)
    body = (
        b'--x\r\ncontent-disposition: form-data; name="file"; filename="case.toml"\r\n\r\n'
        b'country = "US"\n' + b"# " + b"x" * 2_000_000 + b"\n\r\n--x--\r\n"
    )

    def refuse(self: threading.Thread) -> None:
        raise AssertionError(self.name)

    async def statuses() -> list[int]:
        found = []
        for method, path, content in (("GET", "/", b""), ("POST", "/open", body)):

            async def receive(content: bytes = content) -> dict[str, Any]:
                return {"type": "http.request", "body": content, "more_body": False}

            async def send(message: Any) -> None:
                if message["type"] == "http.response.start":
                    found.append(message["status"])

            headers = [(b"content-type", b"multipart/form-data; boundary=x")]
            scope = {"type": "http", "method": method, "path": path, "query_string": b""}
            await app({**scope, "headers": headers, "http_version": "1.1"}, receive, send)
        return found

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert asyncio.run(statuses()) == [200, 303]
