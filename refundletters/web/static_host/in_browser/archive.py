"""The archive of the program: what every visit needs, and packs of what only some do.

A gzipped archive is small on hosts that compress nothing as well. It holds four bytes with the
length of the list of files, the list, and their contents. A pack holds contents alone, as they are:
it is read while Python waits for it, when nothing can be unpacked.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Final

__all__ = ["pack_of", "write_archive"]

_AT_ONCE: Final = frozenset({"en", "root"})
# Needed by who drops a bank's file on the page.
_STATEMENTS: Final = ("refundletters/statements/", "refundletters/data/statements/")


def pack_of(name: str) -> str:
    """Return the pack that a file belongs to; empty for what every visit needs.

    Args:
        name: Path of the file in the browser.
    """
    if name.startswith(_STATEMENTS):
        return "statements"
    path = PurePosixPath(name)
    if path.suffix == ".mo":
        language, domain = path.parts[-3].partition("_")[0], path.stem
    elif path.suffix == ".dat" and path.parent.name == "locale-data":
        language, domain = path.stem.partition("_")[0], "letters"
    else:
        return ""
    return "" if language in _AT_ONCE else f"{language}-{domain}"


def write_archive(folder: Path, target: Path, packs: Path) -> None:
    """Write the files of a folder, so that equal folders give equal files.

    Args:
        folder: The folder.
        target: The archive.
        packs: An empty folder for the packs.
    """
    groups: defaultdict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            groups[pack_of(name)].append((name, path.read_bytes()))
    listed = {
        pack: [(name, len(content)) for name, content in files] for pack, files in groups.items()
    }
    index = json.dumps({"files": listed.pop(""), "packs": listed}, separators=(",", ":")).encode()
    content = b"".join(content for _, content in groups.pop(""))
    whole = len(index).to_bytes(4, "big") + index + content
    target.write_bytes(gzip.compress(whole, 9, mtime=0))
    for pack, files in groups.items():
        (packs / f"{pack}.bin").write_bytes(b"".join(content for _, content in files))
