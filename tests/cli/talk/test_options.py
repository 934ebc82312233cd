from __future__ import annotations

import typing
from importlib import import_module

import pytest

from refundletters.cli.command_table import COMMANDS, command
from refundletters.cli.command_types import Command
from refundletters.cli.option_values import CompareOptions, WriteOptions
from refundletters.cli.parser import parse

BY_NAME = [pytest.param(entry, id=entry.name) for entry in COMMANDS]


@pytest.mark.parametrize("known", BY_NAME)
def test_every_word_and_option_of_a_command_has_a_field_and_no_other_is_there(
    known: Command,
) -> None:
    named = {entry.name for entry in (*known.arguments, *known.options)}
    assert {field.rstrip("_") for field in known.values.__struct_fields__} == named


@pytest.mark.parametrize("known", BY_NAME)
def test_a_command_takes_the_class_that_the_table_names(known: Command) -> None:
    module, _, function = known.run.partition(":")
    run = getattr(import_module(f"refundletters.cli.commands.{module}"), function)
    assert typing.get_type_hints(run)["options"] is known.values


@pytest.mark.parametrize("known", BY_NAME)
def test_a_closed_list_of_the_table_is_that_of_the_field(known: Command) -> None:
    hints = typing.get_type_hints(known.values)
    for entry in (*known.arguments, *known.options):
        if entry.choices:
            kind = hints[entry.name]
            allowed = {word for part in (kind, *typing.get_args(kind)) for word in _words(part)}
            assert set(entry.choices) <= allowed


def _words(kind: object) -> tuple[str, ...]:
    return typing.get_args(kind) if typing.get_origin(kind) is typing.Literal else ()


def test_a_command_line_becomes_a_frozen_value() -> None:
    known = command("write")
    assert known is not None
    words = ["chat-opener", "--set", "reason=unused", "--limit", "20", "-o", "a.docx"]
    options = known.values.of(parse(known, words))
    assert isinstance(options, WriteOptions)
    assert options == WriteOptions(
        document="chat-opener", set=(("reason", "unused"),), limit=20, output="a.docx"
    )
    with pytest.raises(AttributeError):
        options.limit = 3  # type: ignore[misc]  # what is frozen is shown by trying


def test_an_option_that_is_a_word_of_python_is_found() -> None:
    known = command("compare")
    assert known is not None
    options = known.values.of(parse(known, ["chat-opener", "--with", "de", "-o", "-"]))
    assert options == CompareOptions(document="chat-opener", with_="de", output="-")
    assert isinstance(options, CompareOptions)
    assert options.path is None
