"""How the time for one letter grows with its case: charges, contacts, evidence, languages.

Times are processor time, the shortest of several runs, so that other load changes them little. The
last column is how much longer a letter takes with twice as many: 2 is a straight line, 4 a square.

    python benchmarks/growth.py
"""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from refundletters import app
from refundletters.letters.wording import Wording
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.render import Output

ROOT = Path(__file__).parents[1]
DAY = dt.date(2026, 4, 10)
SIZES = (1, 2, 4, 8, 16, 32, 64)
RUNS = 7
LOCALES = ("en_US", "en_GB", "de_DE", "de_AT", "fr_FR", "fr_CA", "es_ES", "es_MX")

Answers = dict[str, Any]


def sample() -> Answers:
    """Return a complete case."""
    path = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def with_charges(count: int) -> Answers:
    """Return a case with so many charges, one a day."""
    days = [dt.date(2026, 3, 3) + dt.timedelta(days=number % 30) for number in range(count)]
    return {**sample(), "charges": [{"date": day, "amount": "15.49"} for day in days]}


def with_contacts(count: int) -> Answers:
    """Return a case with so many contacts, all refused."""
    first = dt.datetime(2026, 3, 5, 9)  # a case has local times without a zone
    contacts = [
        {
            "at": first + dt.timedelta(hours=8 * number),
            "channel": "chat",
            "reference": f"C-{number}",
            "result": "refused",
        }
        for number in range(count)
    ]
    return {**sample(), "contacts": contacts}


def with_evidence(count: int) -> Answers:
    """Return a case with so many enclosures."""
    items = [{"kind": "statement", "label": f"Statement {number}"} for number in range(count)]
    return {**sample(), "evidence": items}


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of one run, the shortest of several."""
    work()
    found = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found) * 1000


def letter(answers: Mapping[str, Any], setting: Setting, locale: str, form: str) -> object:
    """Write one letter."""
    return app.write(answers, Wording("case-summary", locale), Output(form), setting)


def main() -> None:
    """Print the growth of the longest document, as text."""
    setting = Setting(shipped_roots(), DAY)
    for name, make in (
        ("charges", with_charges),
        ("contacts", with_contacts),
        ("evidence", with_evidence),
    ):
        before = 0.0
        print(f"{name:>10}  milliseconds  beside half as many")
        for count in SIZES:
            answers = make(count)
            now = milliseconds(lambda: letter(answers, setting, "en_US", "text"))  # noqa: B023
            print(f"{count:>10}  {now:12.1f}" + (f"  {now / before:.2f}" if before else ""))
            before = now
    print(f"{'language':>10}  milliseconds")
    for locale in LOCALES:
        now = milliseconds(lambda: letter(sample(), setting, locale, "text"))  # noqa: B023
        print(f"{locale:>10}  {now:12.1f}")


if __name__ == "__main__":
    main()
