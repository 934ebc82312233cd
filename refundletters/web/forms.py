"""Read forms: bounded, in memory, without a thread or a temporary file."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from refundletters.errors import UsageError
from refundletters.messages import say

__all__ = ["MOST_BYTES", "Form", "read_form"]

#: The largest request; a picture of a phone and a year of a bank's payments both fit.
MOST_BYTES: Final = 16_000_000
_MOST_FIELDS: Final = 400
_MOST_FILES: Final = 8


class _InMemory(MultiPartParser):
    """Never spools to a file: the whole request is bounded before it is parsed."""

    spool_max_size = MOST_BYTES + 1
    max_part_size = 200_000


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: texts by name, and files."""

    texts: FormData
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    def text(self, name: str) -> str:
        """Return a text, or an empty one."""
        value = self.texts.get(name)
        return value if isinstance(value, str) else ""

    def several(self, name: str) -> list[str]:
        """Return all texts of one name."""
        return [value for value in self.texts.getlist(name) if isinstance(value, str)]


async def read_form(request: Request) -> Form:
    """Return what a form sent.

    Raises:
        UsageError: It cannot be read, or is too large.
    """
    body = await request.body()

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            parser = _InMemory(
                request.headers,
                stream(),
                max_files=_MOST_FILES,
                max_fields=_MOST_FIELDS,
                max_part_size=_InMemory.max_part_size,
            )
            data = await parser.parse()
        elif kind == "application/x-www-form-urlencoded" or not body:
            data = await FormParser(request.headers, stream()).parse()
        else:
            raise _unreadable()
    except MultiPartException as error:
        raise _unreadable() from error
    if len(data.multi_items()) > _MOST_FIELDS:
        raise _unreadable()
    files = tuple([(item.filename or "", await item.read()) for item in _uploads(data)])
    await data.close()
    return Form(data, files)


def _uploads(data: FormData) -> list[UploadFile]:
    found = [value for _, value in data.multi_items() if isinstance(value, UploadFile)]
    # A file field that was left empty comes as a file without a name.
    return [one for one in found if one.filename]


def _unreadable() -> UsageError:
    return UsageError(
        say("What was sent cannot be read."), say("Go back, and send the form once more.")
    )
