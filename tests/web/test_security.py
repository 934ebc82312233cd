"""What others may try: only our own browser, our own forms and bounded requests are answered."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from support.web import TODAY, Person

from refundletters.answers import store
from refundletters.packs.roots import shipped_roots
from refundletters.web.app import web_app
from refundletters.web.file_store import FileStore
from refundletters.web.forms import MOST_BYTES
from refundletters.web.guard import Keys
from refundletters.web.security import Bounded
from refundletters.web.serve import served_app
from refundletters.web.site import Site

PORT = 8000
OWN = f"http://127.0.0.1:{PORT}"
PATHS = (
    "/",
    "/cases/case",
    "/cases/case/questions",
    "/cases/case/answers",
    "/cases/case/statement",
    "/cases/case/evidence",
    "/cases/case/reminders",
    "/cases/case/file",
    "/cases/case/letters/card-dispute",
    "/cases/case/letters/card-dispute/compare?with=de",
    "/cases/case/letters/no-such-letter",
    "/cases/none",
    "/nowhere",
    "/favicon.ico",
)


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def served(tmp_path: Path, keys: Keys) -> TestClient:
    """The page as this machine serves it, before anybody opened the link."""
    site = Site(shipped_roots(), FileStore(tmp_path, lambda: "case"), lambda: TODAY)
    return TestClient(served_app(site, PORT, keys), base_url=OWN, raise_server_exceptions=False)


@pytest.fixture
def opened(served: TestClient, keys: Keys) -> TestClient:
    """The same, opened with the link."""
    assert served.get(f"/open/{keys.token}").status_code == 200
    return served


def test_the_link_works_once(served: TestClient, keys: Keys) -> None:
    assert served.get("/").status_code == 403
    assert served.get("/open/wrong").status_code == 403
    assert served.get(f"/open/{keys.token}").status_code == 200
    other = TestClient(served.app, base_url=OWN)
    assert other.get(f"/open/{keys.token}").status_code == 403
    assert other.get("/").status_code == 403
    assert served.get("/").status_code == 200


def test_the_session_is_kept_from_scripts_and_other_sites(served: TestClient, keys: Keys) -> None:
    response = served.get(f"/open/{keys.token}", follow_redirects=False)
    cookie = response.headers["set-cookie"].lower()
    assert cookie.startswith(f"refundletters-{PORT}=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert keys.token not in response.headers["location"]


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""]
)
def test_another_name_for_this_machine_is_refused(opened: TestClient, host: str) -> None:
    assert opened.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"origin": f"http://localhost:{PORT}"}, 403),
        ({"origin": OWN, "sec-fetch-site": "cross-site"}, 403),
        ({"origin": OWN, "sec-fetch-site": "same-site"}, 403),
        ({"origin": OWN, "sec-fetch-site": "same-origin"}, 303),
        ({"origin": OWN}, 303),
    ],
)
def test_only_our_own_forms_are_taken(
    opened: TestClient, headers: dict[str, str], status: int
) -> None:
    response = opened.post(
        "/cases", data={"reason": "unused"}, headers=headers, follow_redirects=False
    )
    assert response.status_code == status


def test_a_foreign_page_cannot_read_ours(opened: TestClient) -> None:
    assert opened.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert opened.get("/", headers={"origin": "http://evil.example"}).status_code == 403


def test_an_unexpected_error_is_excused_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_of_cases = FileStore(tmp_path, lambda: "case")
    monkeypatch.setattr(store_of_cases, "names", lambda: 1 / 0)
    site = Site(shipped_roots(), store_of_cases, lambda: TODAY)
    response = TestClient(web_app(site), base_url=OWN).get("/")
    assert response.status_code == 500
    assert "ZeroDivisionError" in response.text
    assert "division by" not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_forbids_what_is_not_ours(with_case: Any, path: str) -> None:
    person = with_case()
    response = person.client.get(path, follow_redirects=False)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.status_code < 500


def test_what_the_guard_refuses_is_protected_too(served: TestClient) -> None:
    assert "default-src 'none'" in served.get("/").headers["content-security-policy"]


@pytest.mark.parametrize("path", PATHS[:10])
def test_no_page_names_anything_outside_to_load(with_case: Any, path: str) -> None:
    page = with_case().get(path)
    loaded = [
        str(given.get("src") or given.get("href"))
        for tag, given in page.tags
        if tag in {"script", "link", "img", "iframe", "audio", "video", "source", "object"}
    ]
    assert all(address.startswith("/assets/") for address in loaded)
    assert not [given for _, given in page.tags if any(name.startswith("on") for name in given)]
    assert not [given for _, given in page.tags if "style" in given]
    assert not [tag for tag, _ in page.tags if tag == "style"]


@pytest.mark.parametrize(
    "path",
    [
        "/cases/..%2f..%2fsecret",
        "/cases/%2e%2e",
        "/cases/../secret/file",
        "/assets/x/..%2f..%2fapp.py",
        "/assets/x/app.py",
        "/assets/x/%2e%2e",
        "/cases/case%00/file",
        "/cases/case/letters/..%2fcard-dispute",
    ],
)
def test_no_path_leads_out(with_case: Any, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.toml").write_text("own_words = 'secret'\n")
    person = with_case()
    page = person.get(path)
    assert person.status in {404, 405}
    assert "secret'" not in page.words


def test_too_much_is_refused_before_it_is_read(person: Person) -> None:
    response = person.client.post(
        "/open", content=b"x", headers={"content-length": str(MOST_BYTES + 1)}
    )
    assert response.status_code == 413


def _answered(app: Any, messages: list[Message], wait: float = 0) -> list[Message]:
    """Send messages to an app, and return what it answers."""
    sent: list[Message] = []

    async def run() -> None:
        left = iter(messages)

        async def receive() -> Message:
            await asyncio.sleep(wait)
            return next(left)

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
        await app(scope, receive, send)

    asyncio.run(run())
    return sent


async def _app(scope: Any, receive: Any, send: Any) -> None:
    del scope
    message = await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": message["body"]})


def test_a_body_without_a_length_is_counted() -> None:
    part = {"type": "http.request", "body": b"12345", "more_body": True}
    assert _answered(Bounded(_app, most=8), [part, part])[0]["status"] == 413


def test_a_slow_body_is_given_up() -> None:
    part = {"type": "http.request", "body": b"1", "more_body": True}
    sent = _answered(Bounded(_app, seconds=0.05), [part] * 9, wait=0.02)
    assert sent[0]["status"] == 408


def test_a_bounded_body_arrives_whole() -> None:
    parts = [
        {"type": "http.request", "body": b"123", "more_body": True},
        {"type": "http.request", "body": b"45", "more_body": False},
    ]
    assert _answered(Bounded(_app), parts)[1]["body"] == b"123"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe not text",
        b"[[charges]]\namount = ",
        b'reason = "no such reason"\n',
        b"unknown_key = 1\n",
        b'own_words = "4111 1111 1111 1111"\n',
        b"",
    ],
)
def test_a_hostile_case_file_is_refused_in_words(person: Person, content: bytes) -> None:
    page = person.post("/open", {}, file=("case.toml", content))
    if content:
        assert person.status == 422
        assert "4111" not in page.words
        assert "Traceback" not in page.words
    else:
        assert store.list_cases(person.home)


def test_words_of_a_case_stay_words(person: Person) -> None:
    text = "<script>alert(1)</script>"
    content = f'country = "US"\nreason = "unused"\n[service]\nname = "{text}"\n'.encode()
    person.post("/open", {}, file=("case.toml", content))
    assert text not in person.response.text
    assert "&lt;script&gt;" in person.response.text


def test_a_case_from_elsewhere_names_no_file_of_this_machine(person: Person) -> None:
    content = b'country = "US"\n[[evidence]]\nlabel = "Statement"\nfile = "/etc/passwd"\n'
    person.post("/open", {}, file=("case.toml", content))
    case = store.load(store.draft_path(person.home, "case"))
    assert case["evidence"] == [{"label": "Statement"}]


def test_a_program_is_no_evidence(with_case: Any) -> None:
    person = with_case()
    page = person.post("/cases/case/evidence", {"label": "Proof"}, file=("a.sh", b"#!/bin/sh\n"))
    assert person.status == 422
    assert "This is a program or a script." in page.words
    assert "evidence" not in [path.name for path in person.home.rglob("*")]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../out.png", ["case-evidence-out.png"]),
        ("/etc/out.png", ["case-evidence-out.png"]),
        ("..\\out.png", ["case-evidence-out.png"]),
        ("CON.png", ["case-evidence-CON.png"]),
        ("other.toml", ["case-evidence-other.txt"]),
        ("", []),
    ],
)
def test_evidence_stays_beside_its_case(with_case: Any, name: str, kept: list[str]) -> None:
    person = with_case()
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    person.post("/cases/case/evidence", {"label": "Picture"}, file=(name, io.BytesIO(picture)))
    files = [path for path in person.home.rglob("*") if path.is_file()]
    assert [path.name for path in files if path.name != "case.toml"] == kept
    assert {path.parent for path in files} == {person.home / "cases"}


def test_a_language_leads_to_no_other_site(person: Person) -> None:
    for there in ("//evil.example", "/\\evil.example", "https://evil.example", ""):
        response = person.client.post(
            "/language", data={"language": "de", "here": there}, follow_redirects=False
        )
        assert response.headers["location"] == "/"


def test_a_card_number_is_refused_and_not_repeated(with_case: Any) -> None:
    person = with_case()
    page = person.post(
        "/cases/case/questions?about=own_words", {"own_words": "My card is 4111 1111 1111 1111."}
    )
    assert person.status == 422
    assert "4111" not in store.draft_path(person.home, "case").read_text()
    assert "card number" in page.words
