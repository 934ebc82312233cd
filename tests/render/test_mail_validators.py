"""Mail parsers that are not ours read every sample e-mail."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec.structs import replace

from refundletters.model.document import Document
from refundletters.render import Attachment, Output, render

from .samples import letter_us
from .tools import folder
from .validators import INDEX, MAILPARSER, Letters, needs, written
from .words import from_html, from_text, words

READ_MAIL = """
const { simpleParser } = require('mailparser');
const { readFileSync } = require('fs');
const read = async path => {
  const mail = await simpleParser(readFileSync(path));
  return { subject: mail.subject, text: mail.text, html: mail.html,
           from: mail.from.value, to: mail.to.value,
           attachments: mail.attachments.map(found => found.filename ?? '') };
};
Promise.all(process.argv.slice(1).map(read)).then(all => console.log(JSON.stringify(all)));
"""


def read_by_mailparser(paths: list[Path]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", "-e", READ_MAIL, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder(),
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def read_by_stdlib(path: Path) -> dict[str, Any]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message.defects == []
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None

    def people(header: str) -> list[dict[str, str]]:
        return [{"address": a.addr_spec, "name": a.display_name} for a in message[header].addresses]

    return {
        "subject": message["Subject"],
        "text": plain.get_content(),
        "html": page.get_content(),
        "from": people("From"),
        "to": people("To"),
        "attachments": [found.get_filename() or "" for found in message.iter_attachments()],
    }


def read_by_reformime(path: Path) -> list[str]:
    """Kinds of the parts of a message, as the maildrop tools see them."""
    done = subprocess.run(
        ["reformime", "-i"], input=path.read_bytes(), capture_output=True, check=True
    )
    said = done.stdout.decode().splitlines()
    return [line.partition(": ")[2] for line in said if line.startswith("content-type: ")]


def addressed(letters: Letters) -> Letters:
    """The same letters between two people who both have an address."""
    return {
        name: replace(
            letter, author_email="writer@example.org", recipient_email="reader@example.org"
        )
        for name, letter in letters.items()
    }


def _is_spaceless(found: list[str]) -> bool:
    return any("\u3040" <= sign <= "\u9fff" for word in found for sign in word)


def same_mail(found: dict[str, Any], letter: Document) -> None:
    """Compare what a parser read with the letter it came from."""
    assert found["subject"] == (letter.subject or letter.title)
    assert [(one["address"], one["name"]) for one in found["from"]] == [
        ("writer@example.org", letter.author)
    ]
    assert [(one["address"], one["name"]) for one in found["to"]] == [
        ("reader@example.org", letter.recipient)
    ]
    assert found["attachments"] == []
    body, whole = words(found["text"]), from_text(render(letter, "text").content)
    head = whole[: len(whole) - len(body)]  # an e-mail's subject stands in its header only
    assert head + body == whole
    assert not head or " ".join(head).endswith(" ".join(words(letter.subject)))
    page = from_html(found["html"].encode())
    # Where a script has no spaces, the end of a line of text parts what the page does not.
    assert page == body or (_is_spaceless(page) and "".join(page) == "".join(body))


@pytest.mark.slow
@pytest.mark.parametrize("case", INDEX)
def test_the_standard_library_reads_a_draft_as_it_was_meant(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    made = addressed(letters(case))
    for path, letter in zip(written(made, "eml", tmp_path), made.values(), strict=True):
        same_mail(read_by_stdlib(path), letter)


@pytest.mark.slow
@needs("node", package=MAILPARSER)
@pytest.mark.parametrize("case", INDEX)
def test_a_second_mail_parser_reads_a_draft_as_it_was_meant(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    made = addressed(letters(case))
    read = read_by_mailparser(written(made, "eml", tmp_path))
    for found, letter in zip(read, made.values(), strict=True):
        same_mail(found, letter)


@pytest.mark.slow
@needs("reformime")
@pytest.mark.parametrize("case", INDEX)
def test_a_third_mail_parser_sees_two_bodies_and_nothing_else(
    case: str, letters: Callable[[str], Letters], tmp_path: Path
) -> None:
    for path in written(letters(case), "eml", tmp_path):
        assert read_by_reformime(path) == ["multipart/alternative", "text/plain", "text/html"]


ENCLOSED: Final = (
    Attachment("01-Kündigung „März“.pdf", b"%PDF-1.7 \x00\xff", "application/pdf"),
    Attachment("02-notes.txt", b"first\nsecond\n", "text/plain"),
)


def enclosing(folder: Path) -> Path:
    """Write a letter as an e-mail with its enclosures."""
    path = folder / "enclosing.eml"
    (letter,) = addressed({"": letter_us()}).values()
    path.write_bytes(render(letter, Output("eml", attachments=ENCLOSED)).content)
    return path


@needs("node", package=MAILPARSER)
def test_a_second_mail_parser_gives_back_the_enclosures(tmp_path: Path) -> None:
    (found,) = read_by_mailparser([enclosing(tmp_path)])
    assert found["attachments"] == [file.name for file in ENCLOSED]
    assert "Dispute of two charges" in found["text"]


@needs("reformime")
def test_a_third_mail_parser_sees_the_enclosures_beside_two_bodies(tmp_path: Path) -> None:
    assert read_by_reformime(enclosing(tmp_path)) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "text/plain",
    ]
