"""Run command lines inside this process, with streams that can be looked at."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from refundletters.cli.main import main

from .talk.guided import Person

TODAY = dt.date(2026, 3, 14)

CASE = """\
# A made-up case.
schema = 1
as_of = 2026-03-14
country = "GB"
locale = "en_GB"
goals = ["money_back"]
reason = "reactivated"
discovered_on = 2026-02-24
used_after_charge = "none"

[service]
id = "netflix"
biller = "provider"

[account]
has = "yes"
identifier = "sam@example.org"

[cancellation]
status = "yes"
on = 2025-08-20
how = "web"

[takeover]
signs = ["unknown_device"]
secured = ["password"]

[[charges]]
date = 2026-02-21
amount = "10.99"
currency = "GBP"
status = "posted"
descriptor = "NETFLIX.COM"

[payment]
method = "credit_card"
network = "visa"
last4 = "1234"
issuer = "Example Bank"
holder_is_me = "yes"

[request]
primary = "full"

[sender]
given_name = "Sam"
full_name = "Sam Example"
address = ["1 Sample Street", "Sampleton", "AB1 2CD"]
email = "sam@example.org"

[confirmed]
facts_true = true
not_refunded = true
"""


# What a bank's letters need besides.
MORE = """
[permission]
withdrawn = "yes"
on = 2025-08-20
how = "web"

[[contacts]]
at = 2026-03-02
channel = "chat"
result = "refused"
said = "They said it was charged rightly."
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str
    raw: bytes


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


Cli = Callable[..., Done]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Return a function that runs words as a command line."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(
        *words: str,
        env: dict[str, str] | None = None,
        tty: bool = False,
        encoding: str = "utf-8",
    ) -> Done:
        make = Terminal if tty else io.TextIOWrapper
        stdout = make(io.BytesIO(), encoding=encoding)
        stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        own = {"HOME": str(home), "REFUNDLETTERS_HOME": str(home / "refundletters")}
        environ = {**own, "LANG": "C", **(env or {})}
        stdin = Terminal(io.BytesIO(), encoding="utf-8") if tty else None
        code = main(words, environ, stdin, stdout, stderr, today=TODAY)
        for stream in (stdout, stderr):
            stream.flush()
        raw = stdout.buffer.getvalue()
        text = raw.decode("utf-8", "replace")
        return Done(code, text, stderr.buffer.getvalue().decode("utf-8"), raw)

    return run


@pytest.fixture
def full_case(tmp_path: Path) -> Path:
    """Return a case file with all that a card dispute needs."""
    path = tmp_path / "case.toml"
    text = CASE.replace("[payment]", '[payment]\nearlier_payments_ok = "yes"')
    text = text.replace("[confirmed]", "[confirmed]\ntried_first = true\nnothing_pending = true")
    path.write_text(text + MORE, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a complete case file."""
    path = tmp_path / "case.toml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path)
