"""A real dask scheduler with two workers, each a process of its own on this machine."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from refundletters.batch.run import Batch, Request
from refundletters.batch.schedulers.cluster import check_address
from refundletters.errors import UsageError
from refundletters.packs.roots import Roots, with_user_folder
from refundletters.packs.setting import Setting

from .conftest import TODAY, Here, case, english

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
SERVICE = """
[[service]]
id = "lanternflix"
name = "Lanternflix"
title = "Lanternflix"
kind = "video"
source = "Made up for a test."
checked = 2026-11-22
verified = true
"""


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.7:8786", "127.0.0.1:8786", "ucx://127.0.0.1:1", "tls://", "nonsense"]
)
def test_cases_go_nowhere_unencrypted(address: str) -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        check_address(address)


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:1", "tls://a.example:1"],
)
def test_cases_go_to_this_machine_or_through_tls(address: str) -> None:
    check_address(address)


class Dask:
    """A scheduler and its workers."""

    def __init__(self, folder: Path, env: dict[str, str] | None = None) -> None:
        self._folder = folder
        self._env = env or {}
        self._file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
        options += ["--protocol", "tls" if env else "tcp"]
        self._scheduler = self._begin("scheduler", *options, "--scheduler-file", str(self._file))
        deadline = time.monotonic() + 60
        while not self._file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        self.address = str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def add(self, root: Path = ROOT) -> None:
        """Begin a worker, on the program that lies in ``root``."""
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        options += ["--local-directory", str(self._folder / "space")]
        self.workers.append(self._begin("worker", self.address, *options, root=root))

    def _begin(self, *words: str, root: Path = ROOT) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(root), **self._env},
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    (tmp_path / "dask").mkdir()
    started = Dask(tmp_path / "dask")
    yield started
    started.close()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with a service that nobody else knows."""
    folder = tmp_path / "pack/data/services"
    folder.mkdir(parents=True)
    (folder / "lanternflix.toml").write_text(SERVICE, encoding="utf-8")
    return tmp_path / "pack"


def begin(source: Path, target: Path, address: str, **env: str) -> subprocess.Popen[bytes]:
    words = ["batch", str(source), "--document", "chat-opener", "--out", str(target)]
    return subprocess.Popen(
        [sys.executable, "-m", "refundletters", *words, "--scheduler", address, "--resume"],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), **env},
        stderr=subprocess.PIPE,
    )


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_cluster_that_loses_a_worker_loses_and_doubles_nothing(
    dask: Dask,
    pack: Path,
    jsonl: Run,
    roots: Roots,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    dask.add()
    dask.add()
    # Identical rows: a scheduler may take equal calls for one.
    count = 1000 if request.config.getoption("full") else 160
    lines = [case(service={"id": "lanternflix", "biller": "provider"}) for _ in range(count)]
    source = jsonl(lines)
    setting = Setting(with_user_folder(roots, pack), TODAY)
    wanted = Request(source=source, document="chat-opener", target=tmp_path / "here")
    Batch(wanted, setting, english).run(Here, lambda _: None)
    running = begin(source, tmp_path / "there", dask.address, REFUNDLETTERS_PACK=str(pack))
    report = tmp_path / "there/report.jsonl"
    while running.poll() is None:
        if report.exists() and report.read_bytes().count(b"\n") >= count // 4:
            break
        time.sleep(0.005)
    random.Random(4).choice(dask.workers).kill()
    _, said = running.communicate(timeout=300)
    assert running.returncode == 0, said.decode()
    found = written(tmp_path / "there")
    assert found == written(tmp_path / "here")
    assert len(found) == count + 1
    assert b"Lanternflix" in found["0001/0000001.txt"]


def test_a_worker_of_another_version_is_refused(dask: Dask, jsonl: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for name in ("refundletters", "templates", "locales"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, other / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", other)
    letter = other / "templates/letters/chat-opener/letter.j2"
    letter.write_text(letter.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    dask.add(other)
    running = begin(jsonl([case()]), tmp_path / "out", dask.address)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 2
    assert b"A worker has another version" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")
def test_cases_go_through_tls(jsonl: Run, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*words, *files, "-days", "2"], check=True, capture_output=True)
    setting = "DASK_DISTRIBUTED__COMM__TLS"
    env = {f"{setting}__CA_FILE": str(certificate)}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        env |= {f"{setting}__{role}__CERT": str(certificate), f"{setting}__{role}__KEY": str(key)}
    dask = Dask(tmp_path, env)
    try:
        dask.add()
        assert dask.address.startswith("tls://")
        running = begin(jsonl([case()]), tmp_path / "out", dask.address, **env)
        _, said = running.communicate(timeout=120)
    finally:
        dask.close()
    assert running.returncode == 0, said.decode()


def test_a_scheduler_that_is_not_there_is_said(jsonl: Run, tmp_path: Path) -> None:
    running = begin(jsonl([case()]), tmp_path / "out", "tcp://127.0.0.1:9")
    _, said = running.communicate(timeout=120)
    assert running.returncode == 2
    assert b"There is no scheduler at tcp://127.0.0.1:9" in said
    assert b"Traceback" not in said
