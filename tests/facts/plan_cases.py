"""Cases and helpers for the tests of plans."""

from __future__ import annotations

import datetime as dt
from typing import Any

D = dt.date
TODAY = D(2026, 5, 1)
CHARGE = {"date": D(2026, 4, 3), "amount": "15.49"}
BASE: dict[str, Any] = {"country": "US", "charges": [CHARGE], "request": {"primary": "full"}}
VISA = {"method": "credit_card", "network": "visa"}


def entry(day=D(2026, 4, 10), **more):  # noqa: B008  # a date is a value
    return {"at": day, **more}
