"""Letters in every format that both hosts of the page write, in a form that can be compared.

It runs here and inside the engine of the page, so it imports nothing but the program.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator
from zipfile import ZipFile

from refundletters import app
from refundletters.answers import store
from refundletters.letters.wording import Wording
from refundletters.model.document import Document
from refundletters.packs.roots import shipped_roots
from refundletters.packs.setting import Setting
from refundletters.render import Output

FORMATS = ("text", "html", "eml", "docx")


def all_of(tasks: str) -> str:
    """Return what every task gives, as JSON: tasks are cases with a day and a language."""
    return json.dumps([letters_of(**task) for task in json.loads(tasks)])


def letters_of(case: str, today: str, locale: str) -> dict[str, str]:
    """Return a digest of every letter that a case may have now, by document and format."""
    setting = Setting(shipped_roots(), dt.date.fromisoformat(today), locale)
    answers = {**store.parse(case.encode()), "locale": locale}
    plan = app.plan(answers, setting)
    found = {"days": " ".join(f"{one.id}:{one.date}" for one in plan.deadlines)}
    for status in plan.documents:
        if status.status == "offered" and not status.missing:
            composed = app.compose_for(Wording(status.id, locale), plan.facts, setting)
            found |= dict(_digests(composed))
    return found


def _digests(document: Document) -> Iterator[tuple[str, str]]:
    for format in FORMATS:
        content = app.render(document, Output(format)).content
        told = _unpacked(content) if format == "docx" else content
        yield f"{document.id}.{format}", _digest(told)


def _unpacked(content: bytes) -> bytes:
    """Return the parts of a Word file in their order: two versions of zlib pack unequally."""
    with ZipFile(io.BytesIO(content)) as archive:
        return b"\0".join(name.encode() + b"\0" + archive.read(name) for name in archive.namelist())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
