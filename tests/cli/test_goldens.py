"""What a plan and the help say, whole, as golden files (``support/goldens.py``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.goldens import Golden

from refundletters.cli.command_table import COMMANDS

GOLDENS = Path(__file__).parent / "goldens"
SAMPLES = Path(__file__).parents[2] / "samples"
# One plan for each kind of place: law, means of payment, stage of the case, language of the screen.
PLANS = {
    "at-debit-after-canceling": "de_AT",
    "au-half-offered": "en_AU",
    "br-pix-not-mine": "en_US",
    "de-charged-after-canceling": "de",
    "de-price-increase": "de",
    "es-reactivated": "es",
    "fr-cannot-cancel": "fr",
    "fr-trial-conversion": "fr",
    "gb-duplicate-charge": "en_GB",
    "gb-forgot-to-cancel": "en_GB",
    "us-charged-after-canceling": "en_US",
    "us-sixty-days-nearly-over": "en_US",
    "us-technical-failure": "es_US",
}
Run = Callable[..., Any]


@pytest.mark.parametrize("everything", [False, True], ids=["screen", "all"])
@pytest.mark.parametrize(("sample", "interface"), PLANS.items(), ids=PLANS)
def test_a_plan_is_as_it_was_read(
    cli: Run,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
    sample: str,
    interface: str,
    everything: bool,
) -> None:
    monkeypatch.chdir(SAMPLES)
    more = ["--all"] if everything else []
    done = cli("plan", f"{sample}/case.toml", *more, "--interface", interface)
    assert done.code == 0
    name = f"{sample}.{interface}{'.all' if everything else ''}.txt"
    golden(GOLDENS / "plan" / name, done.out.encode())


@pytest.mark.parametrize("interface", ["en_US", "de", "es", "fr"])
def test_help_is_as_it_was_read(cli: Run, golden: Golden, interface: str) -> None:
    commands = [[], *([command.name] for command in COMMANDS)]
    pages = [cli(*words, "--help", "--interface", interface).out for words in commands]
    golden(GOLDENS / f"help.{interface}.txt", "\n\n".join(pages).encode())
