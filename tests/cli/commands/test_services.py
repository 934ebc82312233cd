"""``services`` finds one as people write it, shows where its letters go, and keeps an address."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from refundletters.cli.main import main


def run(home: Path, *words: str) -> tuple[int, str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    environ = {"COLUMNS": "88", "REFUNDLETTERS_HOME": str(home)}
    code = main([*words], environ, None, out, err)
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return code, out.buffer.getvalue().decode(), err.getvalue()


def test_a_service_is_found_with_where_to_write_and_the_word_to_check_it(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, "services", "netflix.com")
    assert code == 0
    assert out.startswith("netflix: Netflix\n    To cancel: https://help.netflix.com/node/407\n")
    assert "check them against your invoice" in out
    assert "    1075 KZ Amsterdam\n" in out


def test_an_unknown_service_says_how_to_add_it(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, "services", "example gym")
    assert (code, out) == (0, "")
    assert "--address" in err


def test_an_added_address_stands_in_the_letter_of_any_case(tmp_path: Path) -> None:
    added = run(
        tmp_path, "services", "Example Gym", "--company", "Example Gym LLC",
        "--address", "2 Example Road", "--address", "Springfield, IL 62701",
    )  # fmt: skip
    assert added[0] == 0
    case = [
        "country=US", "service.name=example gym", "account.identifier=kim@example.org",
        "cancellation.status=no", "payment.method=credit_card", "payment.last4=1234",
        "sender.full_name=Kim Sample", "confirmed.facts_true=yes",
    ]  # fmt: skip
    settings = [word for answer in case for word in ("--set", answer)]
    code, out, err = run(
        tmp_path, "write", "cancellation-notice", "--channel", "letter", "--no-input", *settings
    )
    assert code == 0, err
    assert "Example Gym LLC\n2 Example Road\nSpringfield, IL 62701" in out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["services", "--address", "2 Example Road"], "has no service"),
        (["services", "netflix", "--email", "nobody"], "name@example.org"),
    ],
)
def test_half_an_address_is_refused(tmp_path: Path, words: list[str], why: str) -> None:
    code, _, err = run(tmp_path, *words)
    assert code == 2
    assert why in err
    assert not (tmp_path / "own").exists()
