"""A fault in any field of a row of advice is refused with file, row and field."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from refundletters.errors import TemplateError
from refundletters.facts.types import Body
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.packs.rows import load_rows
from refundletters.packs.tables.advice import ADVICE, AdviceRow
from refundletters.packs.tables.advice_names import names_of_advice

CHECK = """\
[[advice]]
id = "sum"
group = "check"
order = 10
reasons = ["unused"]
when = "computed.asked.amount > 5 and signal.paid"
key = "charges.refunded"
each = "charges"
says = "You ask for %(asked)s."
more = ["That is %(asked)s."]
values = { asked = "computed.asked" }
"""
STRENGTH = """\
[[advice]]
id = "odds"
group = "strength"
order = 10
level = "fair"
says = "It depends."
"""
DOCUMENT = """\
[[advice]]
id = "closed"
group = "document"
order = 10
when = "'tried_first' in letter.gates"
instead = ["case-summary"]
says = "Ask the company first."
"""
BODY = """\
[[advice]]
id = "wait"
group = "body"
order = 10
when = "body.stage == 'court'"
says = "It has %(period)s."
values = { period = "body.wait" }
"""


def loaded(folder: Path, text: str) -> AdviceRow:
    """Return the row of a pack that holds nothing but ``text``."""
    path = folder / "data" / "advice" / "mine.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (row,) = load_rows(Roots((), (), (folder / "data",)), ADVICE).values()
    return row


@pytest.mark.parametrize("text", [CHECK, STRENGTH, DOCUMENT, BODY])
def test_a_sound_row_is_read(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text).order == 10


@pytest.mark.parametrize(
    ("text", "old", "new", "field", "words"),
    [
        (CHECK, 'id = "sum"', 'id = "a b"', "id", "is wrong"),
        (CHECK, 'id = "sum"\n', "", "id", "has no field"),
        (CHECK, "order = 10", 'order = "10"', "order", "is wrong"),
        (CHECK, '"check"', '"chekc"', "group", "Did you mean check?"),
        (CHECK, '"unused"', '"unusd"', "reasons[0]", "Did you mean unused?"),
        (CHECK, "reasons", "reason", "reason", "Did you mean reasons?"),
        (CHECK, "when", "wen", "wen", "Did you mean when?"),
        (CHECK, "signal.paid", "signal.payed", "when", "Did you mean signal.paid?"),
        (CHECK, "computed.asked.", "computed.askd.", "when", "Did you mean computed.asked"),
        (CHECK, "> 5 and", "> 5 and and", "when", "is wrong"),
        (CHECK, "signal.paid", "body.open_now", "when", "Only rows of the group `body` see"),
        (CHECK, "signal.paid", "reason == 'unusd'", "when", "Did you mean unused?"),
        (CHECK, "signal.paid", "computed.remedy == 'ful'", "when", "Did you mean full?"),
        (CHECK, 'key = "charges.refunded"\n', "", "key", "Rows of the group `check` need it"),
        (CHECK, "charges.refunded", "charges.refundd", "key", "Did you mean charges.refunded?"),
        (CHECK, "charges.refunded", "fees.amount", "key", "Expected a key of `charges`"),
        (CHECK, 'each = "charges"', 'each = "service"', "each", "with several entries"),
        (CHECK, 'each = "charges"', 'each = "charge"', "each", "with several entries"),
        (CHECK, "says = ", "say = ", "say", "Did you mean says?"),
        (CHECK, 'says = "You ask for %(asked)s."', 'says = ""', "says", "is wrong"),
        (CHECK, "for %(asked)s", "for %(askd)s", "says", "nothing for the placeholder `askd`"),
        (CHECK, "is %(asked)s", "is %(sum)s", "more[0]", "nothing for the placeholder `sum`"),
        (CHECK, '"computed.asked"', '"computed.aked"', "values.asked", "Did you mean computed"),
        (CHECK, '"computed.asked"', '"letter.id"', "values.asked", "Only rows of the group"),
        (CHECK, "{ asked", '{ day = "as_of", asked', "values.day", "No sentence has this"),
        (STRENGTH, '"fair"', '"fare"', "level", "Did you mean fair?"),
        (STRENGTH, 'level = "fair"\n', "", "level", "Rows of the group `strength` need it"),
        (STRENGTH, '"strength"', '"today"', "level", "Only rows of the group `strength` have it"),
        (DOCUMENT, '"document"', '"not_yet"', "instead", "Only rows of the group `document`"),
        (DOCUMENT, "tried_first", "tried_frist", "when", "Did you mean tried_first?"),
        (DOCUMENT, "letter.gates", "letter.gate", "when", "Did you mean letter.gates?"),
        (BODY, "'court'", "'curt'", "when", "Did you mean court?"),
        (BODY, "body.stage", "body.stag", "when", "Did you mean body.stage?"),
        (BODY, "body.wait", "body.wit", "values.period", "Did you mean body.wait?"),
    ],
)
def test_a_fault_in_a_field_is_refused(
    tmp_path: Path, text: str, old: str, new: str, field: str, words: str
) -> None:
    assert old in text
    with pytest.raises(TemplateError) as caught:
        loaded(tmp_path, text.replace(old, new, 1))
    error = caught.value
    assert (Path(error.file).name, error.field) == ("mine.toml", field)
    assert error.row in {"sum", "odds", "closed", "wait", "a b", "advice 1"}
    assert error.line > 0
    said = [error.message] if error.remedy is None else [error.message, error.remedy]
    assert words in " ".join(message.msgid % message.fields for message in said)


def test_every_field_has_a_fault_planted_in_it() -> None:
    faults = test_a_fault_in_a_field_is_refused.pytestmark[0].args[1]
    planted = {field.partition(".")[0].partition("[")[0] for *_, field, _ in faults}
    named = {field.encode_name for field in msgspec.structs.fields(AdviceRow)}
    assert named <= planted


def test_what_advice_may_ask_of_a_body_is_there() -> None:
    names = {name.removeprefix("body.") for name in names_of_advice() if name.startswith("body.")}
    assert names <= set(Body.__struct_fields__)


def test_a_pack_replaces_a_row_and_keeps_the_others(tmp_path: Path) -> None:
    loaded(tmp_path, STRENGTH.replace('"odds"', '"strength-unknown"'))
    rows = load_rows(with_user_folder(shipped_roots(), tmp_path), ADVICE)
    assert rows["strength-unknown"].says == "It depends."
    assert rows["strength-unused"] == load_rows(shipped_roots(), ADVICE)["strength-unused"]
