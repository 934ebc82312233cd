"""Which kind of file was given, judged by its content; files that are not statements are named."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from refundletters.errors import UsageError
from refundletters.messages import Message, say
from refundletters.patterns import lazy_pattern
from refundletters.statements.table.encoding import encoding_of
from refundletters.storage import archives

__all__ = [
    "LARGEST",
    "damaged",
    "error_page",
    "kind_of",
    "protected",
    "refusal",
    "refuse_size",
    "too_large",
]

#: The largest file that is read; a year of payments has a few megabytes at most.
LARGEST: Final = 64_000_000

_HEAD: Final = 8192
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PACKED: Final = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_BINARY: Final = (b"bplist00", b"SQLite format 3")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG_61: Final = lazy_pattern(r"^:61:[0-9]{6}", re.MULTILINE)
_TAG_20: Final = lazy_pattern(r"^\s*(?:\{[1-4]:[^\n]*)?:20:", re.MULTILINE)
_QIF: Final = lazy_pattern(r"\A\s*!(?:type|account|option|clear)\b", re.IGNORECASE)
_CAMT: Final = lazy_pattern(r"camt\.05[234]\.|BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)")


def refuse_size(size: int) -> None:
    """Refuse a file too large for a bank's export.

    Raises:
        UsageError: It has more than :data:`LARGEST` bytes.
    """
    if size > LARGEST:
        raise too_large()


def kind_of(content: bytes) -> str:
    """Return the kind of a file: one of ``KINDS``, or ``html`` or ``xml`` for a spreadsheet in it.

    Raises:
        UsageError: It is not a statement; names what it is and what to do instead.
    """
    if content.startswith(b"PK\x03\x04"):
        return _packed_kind(content)
    if content.startswith(_OLE):
        return _ole_kind(content)
    _refuse_binary(content)
    head = content[:_HEAD]
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \r\n\t")
    if _TAG_20.search(text) and (_TAG_61.search(text) or ":60" in text or ":34F:" in text):
        return "mt940"
    if _TAG_61.search(text) and ":86:" in text:
        return "mt940"
    if text[:10].upper().startswith("OFXHEADER") or "<OFX>" in text.upper()[:_HEAD]:
        return "ofx"
    if _QIF.match(text) or _is_bare_qif(text):
        return "qif"
    if text.startswith("<"):
        return _marked_up(text)
    if text[:1] in "{[" and re.match(r"[{\[]\s*[\"{\[\]}]", text):
        raise refusal(say("This is a JSON file of a program, not a bank's export."))
    if text.startswith("{\\rtf"):
        raise refusal(say("This is a text document, not a bank's export."))
    return "csv"


def refusal(message: Message) -> UsageError:
    """Return the error for a file that is not a statement, with how to get one."""
    return UsageError(
        message,
        say(
            "Look on your bank's website for an export of the payments, as CSV, Excel, OFX, MT940 "
            "or CAMT, and use that file."
        ),
    )


def too_large() -> UsageError:
    """Return the error for a file that is larger than any bank's export."""
    return UsageError(
        say("This file is too large for a bank's export."),
        say("Export a shorter time, such as one year, and try again."),
    )


def damaged() -> UsageError:
    """Return the error for a file that breaks off or contradicts its own format."""
    return UsageError(
        say("This file is damaged."), say("Download it again from your bank's website.")
    )


def error_page() -> UsageError:
    """Return the error for a page that a bank's website shows in place of the file."""
    return UsageError(
        say("The bank's website answered with an error or a page of its own, not with payments."),
        say("Log in to it once more, and download the payments again."),
    )


def protected() -> UsageError:
    """Return the error for a workbook that only a password opens."""
    return UsageError(
        say("This workbook is protected by a password."),
        say("Open it, save it without a password, and use that file."),
    )


def _refuse_binary(content: bytes) -> None:
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        raise refusal(say("This is a PDF. Payments cannot be read safely from it."))
    if content.startswith(_PICTURES) or content[8:12] == b"WEBP" or content[4:8] == b"ftyp":
        raise refusal(say("This is a picture. Payments cannot be read safely from it."))
    if content.startswith(_PACKED):
        raise UsageError(
            say("This file is packed."), say("Unpack it, and use the file that is in it.")
        )
    head = content[:_HEAD]
    wide = encoding_of(head).startswith("utf-16") if head else False
    if wide:
        head = head[: len(head) // 2 * 2].decode(encoding_of(head), "replace").encode()
    control = sum(head.count(sign) for sign in (*range(9), *range(14, 27), *range(28, 32)))
    if not head.strip() or control * 20 > len(head) or head.startswith(_BINARY):
        raise refusal(say("This is not a text file with rows and columns."))


def _packed_kind(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except archives.UNREADABLE:
        raise damaged() from None
    if any(name.startswith("xl/workbook.") for name in names):
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        raise UsageError(
            say("This is an OpenDocument file."),
            say("Open it, save it as an Excel workbook or as CSV, and use that file."),
        )
    if any(name.endswith((".iwa", "Index.zip")) for name in names):
        raise UsageError(
            say("This is a Numbers file."),
            say("Open it, export it as Excel or CSV, and use that file."),
        )
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise refusal(say("This is a text document, not a bank's export."))
    raise UsageError(say("This file is packed."), say("Unpack it, and use the file that is in it."))


def _ole_kind(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise protected()
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    raise refusal(say("This is a text document, not a bank's export."))


def _is_bare_qif(text: str) -> bool:
    """Return whether a text has the records of QIF without the line that names them."""
    lines = [line.strip() for line in text.splitlines()[:40] if line.strip()]
    if "^" not in lines:
        return False
    first = lines[: lines.index("^")]
    letters = {line[0] for line in first}
    return {"D", "T"} <= letters and all(line[0] in "DTUPMNLCASE$%" for line in first)


def _marked_up(text: str) -> str:
    if _CAMT.search(text):
        return "camt"
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "xml"
    lowered = text.lower()
    if "<table" in lowered or "<html" in lowered or lowered.startswith("<!doctype html"):
        return "html"
    if "pain.00" in text:
        raise refusal(say("This is an order to pay, not a list of payments."))
    raise refusal(say("This is an XML file of another kind, not a bank's export."))
