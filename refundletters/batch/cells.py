"""Cells of a table → answers, in the customs of the row's country.

Text is read as a person of that country writes it: ``9,99`` and ``3.5.2026`` in Germany, ``9.99``
and ``5/3/2026`` in the United States. Digits that a spreadsheet has spoiled are refused, since
nothing can bring them back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from refundletters.answers import keys
from refundletters.answers.build import check
from refundletters.answers.parsing.answer import parse_answer
from refundletters.answers.parsing.days_and_times import days_in_doubt
from refundletters.batch.values import ID, Cell, CellError, Column
from refundletters.errors import CaseError
from refundletters.i18n.locales import cldr_name, default_for
from refundletters.messages import N_, Message, say
from refundletters.packs.setting import Setting
from refundletters.patterns import lazy_pattern

__all__ = ["answers_from_cells", "id_from_cells", "sorting_key"]

# How spreadsheets show a number that is too long: 1.23E+15.
_SHORTENED: Final = lazy_pattern(r"[+-]?[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}\Z")
_DAYS: Final = frozenset({"date", "moment"})
_NUMBERS: Final = frozenset({"money", "number", "integer"})
# From here on the numbers of spreadsheets are rounded.
_EXACT: Final = 10**15
_MOST_ZEROS: Final = 8
# Read first, since the others are read in the customs that they tell.
_FIRST: Final = ("country", "locale", "as_of")
_ROUNDED: Final = N_("%(key)s is %(value)s: a spreadsheet has rounded its digits.")
_LOST_ZEROS: Final = N_("%(key)s is %(value)s: a spreadsheet has left out its zeros.")
_AS_NUMBER: Final = N_("%(key)s is kept as the number %(value)s, so zeros before it may be lost.")


def sorting_key(key: str) -> str:
    """Return a text by which keys sort so that positions of a list come in their order."""
    return re.sub(r"[0-9]+", lambda found: found[0].zfill(4), key)


def id_from_cells(cells: Sequence[Cell], columns: Sequence[Column]) -> str:
    """Return the text of the column that names the row, or nothing."""
    for column, cell in zip(columns, cells, strict=True):
        if column.key == ID and cell is not None and not isinstance(cell, CellError):
            return _plain_number(cell) if isinstance(cell, float) else str(cell).strip()
    return ""


def answers_from_cells(
    cells: Sequence[Cell], columns: Sequence[Column], setting: Setting
) -> keys.Answers:
    """Return the answers that a row of a table holds.

    Raises:
        CaseError: A cell cannot be read; names the column, the value and what is allowed.
    """
    given = {
        column.key: (column, cell)
        for column, cell in zip(columns, cells, strict=True)
        if column.key not in ("", ID) and not _is_blank(cell)
    }
    answers: keys.Answers = {}
    for key in (*_FIRST, *sorted(given.keys() - set(_FIRST), key=sorting_key)):
        if key in given:
            column, cell = given[key]
            day = answers.get("as_of")
            as_of = day if isinstance(day, dt.date) else setting.today
            value = _value(column, cell, _customs(answers, setting), as_of)
            answers = keys.put(answers, key, value)
    return answers


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _customs(answers: keys.Answers, setting: Setting) -> str:
    """Return the locale in which the texts of a row are read."""
    locale = str(answers.get("locale", ""))
    if "country" not in answers:
        return locale or setting.interface
    return default_for(str(answers["country"]), locale.partition("_")[0])


def _value(column: Column, cell: Cell, locale: str, as_of: dt.date) -> Any:
    try:
        if isinstance(cell, str):
            return _from_text(column.key, cell.strip(), locale, as_of)
        return _from_typed(column.key, cell, locale)
    except CaseError as error:
        if column.title == column.key:
            raise
        message = say("Column %(column)s: %(problem)s", column=column.title, problem=error.message)
        raise type(error)(
            message, error.remedy, key=error.key, value=error.value, allowed=error.allowed
        ) from error


def _from_text(key: str, text: str, locale: str, as_of: dt.date) -> Any:
    if _SHORTENED.match(text):
        raise _spoiled(_ROUNDED, key, text)
    info = keys.describe(key)
    if info.kind == "text" and text.isdecimal() and not info.matches(text):
        padded = (text.zfill(len(text) + zeros) for zeros in range(1, _MOST_ZEROS))
        if any(map(info.matches, padded)):
            raise _spoiled(_LOST_ZEROS, key, text)
    if info.kind in _DAYS:
        # A table is written in one form; whoever typed each row is not there to be asked.
        days = days_in_doubt(text, cldr_name(locale), as_of=None, direction="past")
        if days:
            # The form of the case file is never in doubt; a time stays behind the day.
            text = " ".join((str(days[0]), *text.split(" ", 1)[1:]))
    return parse_answer(key, text, locale, as_of=as_of)


def _from_typed(key: str, cell: Cell, locale: str) -> Any:
    """Return the value of a cell that a spreadsheet has given a type."""
    kind = keys.describe(key).kind
    match cell:
        case CellError():
            raise CaseError(
                say("%(key)s holds the error %(value)s.", key=key, value=cell.text),
                say("Correct the formula in the spreadsheet, or enter the value itself."),
                key=key,
                value=cell.text,
            )
        case bool():
            return cell if kind == "yes_no" else parse_answer(key, "yes" if cell else "no", locale)
        case int() | float() if kind in _NUMBERS and abs(cell) < _EXACT:
            return check(key, _number(cell, kind))
        case int() | float():
            if abs(cell) >= _EXACT:
                raise _spoiled(_ROUNDED, key, str(cell))
            raise _spoiled(_AS_NUMBER, key, _plain_number(cell))
        case dt.datetime() if kind == "date" or (kind == "moment" and cell.time() == dt.time()):
            return check(key, cell.date())
        case dt.datetime() | dt.date() if kind in _DAYS:
            return check(key, cell)
    raise CaseError(
        say("The spreadsheet has made a day or a time of %(key)s.", key=key),
        say("Format the column as text, enter the value again and save the file."),
        key=key,
    )


def _plain_number(cell: float) -> str:
    return str(int(cell) if float(cell).is_integer() and abs(cell) < _EXACT else cell)


def _number(cell: float, kind: str) -> Decimal | int:
    if float(cell).is_integer():
        return Decimal(int(cell)) if kind == "money" else int(cell)
    # Sums in spreadsheets leave traces such as 15.490000000000002.
    return Decimal(repr(round(cell, 6)))


def _spoiled(message: str, key: str, shown: str) -> CaseError:
    """Return the error for digits that a spreadsheet has changed, by one of the messages above."""
    return CaseError(
        Message(message, {"key": key, "value": shown}),
        say("Format the column as text, enter the digits again and save the file."),
        key=key,
        value=shown,
    )
