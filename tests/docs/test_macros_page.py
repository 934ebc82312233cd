"""Every example of docs/macros.md is what its macro writes for the sample case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import refundletters as rl

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "macros.md"
SAMPLE = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
ROW = re.compile(r"^\| `(?P<call>[^`]+)` \| (?P<says>[^|]+) \| (?P<example>.*) \|$")
LETTER = """id = "example"
title = "Example"
about = "One macro."
order = 999
kinds = ["{kind}"]
audience = "{audience}"
stage = "first"
needs = ["country"]
gates = []
law = "full"
reasons = ["charged_after_cancellation"]

[limits]
{kind} = {{ characters = 9000 }}
"""
BODY = """{{% extends "_base/" ~ kind ~ ".j2" %}}
{{% import "_base/{file}.j2" as {name} with context %}}
{{% block subject %}}Example{{% endblock %}}
{{% block body %}}{before}{{{{ {call} }}}}{after}{{% endblock %}}
"""
LONGEST = 150


def rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, file and call of each macro on the page."""
    file = ""
    for number, line in enumerate(text.splitlines()):
        if line.startswith("## "):
            file = line.strip("# `").removesuffix(".j2")
        if found := ROW.match(line):
            yield number, file, found["call"]


def written(file: str, call: str, folder: Path) -> str:
    """Return what a macro writes: a sentence in a chat message, or a part of its own."""
    name = file.rpartition("/")[2]
    source = (ROOT / "templates" / "_base" / f"{file}.j2").read_text(encoding="utf-8")
    macro = source.partition(f"{{% macro {call.partition('(')[0]}(")[2].partition("endmacro")[0]
    is_part = "<block" in macro or "<p" in macro
    bank = file in {"bank", "law"}
    letter = folder / "templates" / "letters" / "example"
    letter.mkdir(parents=True, exist_ok=True)
    (letter / "letter.toml").write_text(
        LETTER.format(kind="chat", audience="card_issuer" if bank else "support"), encoding="utf-8"
    )
    before, after = ("", "") if is_part else ("<p>", "</p>")
    body = BODY.format(file=file, name=name, call=f"{name}.{call}", before=before, after=after)
    (letter / "letter.j2").write_text(body, encoding="utf-8")
    case = rl.load_case(SAMPLE)
    try:
        document = rl.compose("example", case, packs=[folder])
    except rl.errors.TemplateError:  # the macro has no words for this case
        return ""
    text = " ".join(rl.render(document, "text").content.decode().split())
    text = text.removeprefix("Subject: Example").strip().replace("|", "\\|")
    return text if len(text) <= LONGEST else text[: text.rindex(" ", 0, LONGEST)] + " …"


def test_each_example_is_what_the_macro_writes(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """``--update`` writes the examples anew."""
    text = PAGE.read_text(encoding="utf-8")
    lines = text.splitlines()
    found = list(rows(text))
    assert len(found) > 40
    for number, file, call in found:
        example = written(file, call, tmp_path / str(number))
        match = ROW.match(lines[number])
        assert match is not None
        lines[number] = f"| `{call}` | {match['says']} | {example or '(nothing here)'} |"
    wanted = "\n".join(lines) + "\n"
    if pytestconfig.getoption("update"):
        PAGE.write_text(wanted, encoding="utf-8")
    assert text == wanted


def test_every_file_of_macros_is_on_the_page() -> None:
    # These are frames of a kind, or parts of the files named here.
    frames = {
        "chat", "chat_facts", "email", "form", "letter", "script", "labels", "summary", "biller",
        "incidents", "takeover",
    }  # fmt: skip
    base = ROOT / "templates" / "_base"
    files = {path.stem for path in base.glob("*.j2")} - frames
    files |= {f"pieces/{path.stem}" for path in (base / "pieces").glob("*.j2")}
    assert {file for _, file, _ in rows(PAGE.read_text(encoding="utf-8"))} == files
