"""The program that serves the page: only on this machine, stopped by Ctrl-C, steady under load."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from refundletters.errors import UsageError
from refundletters.web.serve import listen

AT_ONCE = 50
SECONDS = {False: 5, True: 60}
MOST_GROWTH = 8_000  # kB


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "refundletters", "web", "--no-browser"]
    environ = {"REFUNDLETTERS_HOME": str(tmp_path), "LC_ALL": "en_US", "PATH": ""}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environ,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as started:
        yield started
        started.kill()


def link_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_link_opens_the_page_and_ctrl_c_ends_it(process: subprocess.Popen[str]) -> None:
    link = link_of(process)
    assert link.startswith("http://127.0.0.1:")
    with httpx2.Client(follow_redirects=True) as client:
        response = client.get(link)
    assert response.status_code == 200
    assert "server" not in response.headers
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.rstrip().endswith("Stopped.")


def test_it_listens_on_this_machine_only() -> None:
    with listen(0) as listening:
        listening.listen()
        address, port = listening.getsockname()
        assert address == "127.0.0.1"
        with socket.socket() as other, pytest.raises(ConnectionRefusedError):
            other.connect(("127.0.0.2", port))
        with pytest.raises(UsageError) as caught:
            listen(port)
    assert str(port) in str(caught.value)


@pytest.mark.slow
def test_fifty_people_at_once_leave_its_memory_flat(
    process: subprocess.Popen[str], pytestconfig: pytest.Config
) -> None:
    link = link_of(process)
    seconds = SECONDS[bool(pytestconfig.getoption("full"))]
    with httpx2.Client(follow_redirects=True) as client:
        client.get(link)
        cookies = dict(client.cookies)
    origin = link.partition("/open/")[0]
    asyncio.run(many(origin, cookies, 2))
    before = memory(process.pid)
    statuses = asyncio.run(many(origin, cookies, seconds))
    assert set(statuses) == {200}
    assert len(statuses) > AT_ONCE
    grown = memory(process.pid) - before
    assert grown < MOST_GROWTH, (before, grown, len(statuses))


async def many(origin: str, cookies: dict[str, str], seconds: float) -> list[int]:
    """Let fifty people look at pages and answer questions; return what they were answered."""
    end = time.monotonic() + seconds
    statuses: list[int] = []
    headers = {"origin": origin}
    async with httpx2.AsyncClient(
        base_url=origin, cookies=cookies, headers=headers, follow_redirects=True, timeout=60
    ) as client:
        made = await client.post("/cases", data={"reason": "unused", "goals": "money_back"})
        case = "/".join(made.url.path.split("/")[:3])

        async def person(number: int) -> None:
            while time.monotonic() < end:
                answered = {"own_words": f"The words of person {number}."}
                seen = await client.get("/")
                taken = await client.post(f"{case}/questions?about=own_words", data=answered)
                statuses.extend([seen.status_code, taken.status_code])

        await asyncio.gather(*(person(number) for number in range(AT_ONCE)))
    return statuses


def memory(pid: int) -> int:
    """The memory of a process in kB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
