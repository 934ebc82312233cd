"""What follows from an answer is known without a question."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest

from refundletters.cli.context import Context
from refundletters.cli.talk.understood import also_known


def known(key: str, value: Any, answers: dict[str, Any], interface: str = "en_US") -> Any:
    context = Context(
        environ={},
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        interface=interface,
        today=dt.date(2026, 3, 14),
    )
    return also_known(key, value, answers, context)


@pytest.mark.parametrize(
    ("line", "service", "biller"),
    [
        ("NETFLIX.COM", {"id": "netflix"}, "provider"),
        ("Disney Plus 8005", {"id": "disney_plus"}, "provider"),
        ("EXAMPLE STREAM 555", {"name": "Example Stream"}, "provider"),
        ("PAYPAL *NETFLIX", {"id": "netflix"}, None),
        ("APPLE.COM/BILL NETFLIX", {"id": "netflix"}, None),
        ("GOOGLE*YOUTUBE PREMIUM", {"id": "youtube_premium"}, None),
        ("CNTR LTD", {"name": "Example Stream"}, None),
        ("HUB 4471", {"name": "Hub"}, None),
        ("NETFLIX.COM", {"id": "netflix", "biller": "apple"}, None),
    ],
)
def test_a_statement_that_names_the_service_tells_who_took_the_money(
    line: str, service: dict[str, str], biller: str | None
) -> None:
    found = known("service.descriptor", line, {"service": service})
    assert found == ({} if biller is None else {"service.biller": biller})


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ({"country": "US"}, "Screenshot"),
        ({"country": "US", "evidence": [{"kind": "screenshot", "label": "Mine"}]}, None),
        ({"country": "KR", "locale": "ko_KR"}, None),
    ],
)
def test_evidence_has_the_name_of_its_kind_in_the_language_of_the_letter(
    answers: dict[str, Any], label: str | None
) -> None:
    found = known("evidence.0.kind", "screenshot", answers)
    assert found == ({} if label is None else {"evidence.0.label": label})
