"""Make a :class:`~refundletters.model.case.Case` from answers: the only way to do so.

Everything is checked on the way: no forbidden data, no unknown key, every value of its type and
within its limits, days and amounts that fit together. The first thing wrong raises an error that
names key, value, what is allowed and what to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from refundletters.answers import checks, invalid_values
from refundletters.answers.case_schema import Field, shape
from refundletters.answers.consistency import check_relations
from refundletters.answers.forbidden.redact import refuse_forbidden
from refundletters.answers.keys import find, unknown
from refundletters.answers.older_keys import upgrade
from refundletters.errors import CaseError
from refundletters.messages import say
from refundletters.model.case import Case
from refundletters.model.values import Moment

__all__ = ["build_case", "check", "normalize"]

_DEEPEST: Final = 6


def build_case(answers: Mapping[str, Any], *, today: dt.date | None = None) -> Case:
    """Return the case that ``answers`` describe.

    Args:
        answers: A mapping in the shape of the case file. ``None`` stands for "not given".
        today: The day from which to judge the case where it has no ``as_of``; days that must not be
            in the future are compared with it. Without either they are not compared.

    Raises:
        ForbiddenData: Something in it is never kept.
        UnknownKey: A key that no case has; names the nearest.
        CaseError: A value is not acceptable.
    """
    file = normalize(answers)
    about: set[str] = set()
    values = _values(shape(), file, "", about)
    reason = values.get("reason")
    if "other_reasons" in values:
        # Do not list the primary reason among the others as well.
        values["other_reasons"] = tuple(r for r in values["other_reasons"] if r != reason)
    case = Case(**values, about=frozenset(about))
    check_relations(case, case.as_of or today)
    return case


def normalize(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``answers`` checked value by value and in one form: that of the case file.

    Raises:
        ForbiddenData, UnknownKey, CaseError: As for :func:`build_case`.
    """
    if not isinstance(answers, Mapping):
        raise invalid_values.wrong(shape().info, "case", answers)
    refuse_forbidden(answers)
    result = _checked(shape(), "", upgrade(answers))
    assert isinstance(result, dict)
    for name in result.get("not_known", ()):
        find(name)
    return result


def check(key: str, value: Any) -> Any:
    """Return one value, or one table, in the form of the case file.

    Args:
        key: A dotted key, such as ``charges.0.amount``, ``charges.0`` or ``charges``.
        value: What was typed, loaded or computed.

    Raises:
        ForbiddenData: Something in it is never kept.
        UnknownKey: No case has such a key, or ``value`` is a table with one; names the nearest.
        CaseError: The value is not acceptable.
    """
    node = find(key)
    refuse_forbidden(value, key)
    last = key.rpartition(".")[2]
    if last.isdigit() and (node.info.kind in ("list", "choices")):
        position = key.removesuffix(f".{last}")
        return checks.leaf(node.info, position, [value])[0]
    if node.array and last.isdigit():
        return _checked_table(node, key, value)
    if node.free and key.count(".") > 1:
        return _free(key, value, 1)
    return _checked(node, key, value)


def _checked(node: Field, key: str, value: Any) -> Any:
    if node.array:
        if not isinstance(value, list | tuple):
            raise invalid_values.wrong(node.info, key, value, "tables")
        return [_checked_table(node, f"{key}.{at}", item) for at, item in enumerate(value)]
    if node.free:
        return _free(key, value, 0)
    if node.table is not None:
        return _checked_table(node, key, value)
    return checks.leaf(node.info, key, value)


def _checked_table(node: Field, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise invalid_values.wrong(node.info, key, value)
    result = {}
    for name, inner in value.items():
        here = f"{key}.{name}" if key else str(name)
        if name not in node.fields:
            raise unknown(here)
        if inner is not None:
            result[name] = _checked(node.fields[name][1], here, inner)
    for name, (_, child) in node.fields.items():
        if child.required and name not in result:
            raise CaseError(
                say("%(key)s is missing.", key=f"{key}.{name}"),
                say("Add it, or leave out all of %(key)s.", key=key),
                key=f"{key}.{name}",
            )
    return result


def _free(key: str, value: Any, depth: int) -> Any:
    """Check an answer to a pack's own question: any TOML value, with texts cleaned."""
    if isinstance(value, Mapping) and depth < _DEEPEST:
        return {
            checks.clean(str(name), key): _free(f"{key}.{name}", inner, depth + 1)
            for name, inner in value.items()
            if inner is not None
        }
    if depth == 0 or (depth == 1 and key.count(".") == 1):
        raise invalid_values.wrong(find("extra").info, key, value)
    if isinstance(value, list | tuple) and depth < _DEEPEST:
        return [_free(f"{key}.{at}", item, depth + 1) for at, item in enumerate(value)]
    if isinstance(value, str):
        return checks.clean(value, key)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bool | int | float | dt.date | dt.time):
        return value
    raise invalid_values.wrong(find("extra").info, key, value)


def _values(node: Field, file: Mapping[str, Any], key: str, about: set[str]) -> dict[str, Any]:
    return {
        node.fields[name][0]: _value(
            node.fields[name][1], inner, f"{key}.{name}" if key else name, about
        )
        for name, inner in file.items()
    }


def _value(node: Field, value: Any, key: str, about: set[str]) -> Any:
    """Convert a checked value of the file to a value of the case."""
    if node.array:
        assert node.table is not None
        return tuple(
            node.table(**_values(node, item, f"{key}.{at}", about)) for at, item in enumerate(value)
        )
    if node.free:
        return value
    if node.table is not None:
        return node.table(**_values(node, value, key, about))
    match node.info.kind:
        case "date" | "moment":
            return _day(node.info.kind, value, key, about)
        case "money" | "number":
            return Decimal(str(value))
        case "list" | "choices":
            return tuple(value)
    return value


def _day(kind: str, value: Any, key: str, about: set[str]) -> dt.date | Moment:
    if isinstance(value, str):
        about.add(key)
        value = dt.date.fromisoformat(value.removeprefix(checks.ABOUT))
    if kind == "date":
        assert isinstance(value, dt.date)
        return value
    if isinstance(value, dt.datetime):
        return Moment(value.date(), value.time())
    return Moment(value)
