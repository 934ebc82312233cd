"""What stands at the foot of a page and should not."""

from __future__ import annotations

import subprocess
from itertools import zip_longest
from pathlib import Path

from refundletters.model.document import Document, Heading, ListBlock, Paragraph, Table
from refundletters.render.parts import arrange, choose
from refundletters.render.plain_text import flat, line_text

_LEADS = {"label", "close", "subject", "salutation"}
_ENDS = {"thanks", "close"}


def left_alone(path: Path, document: Document) -> list[str]:
    """Headings, lead-ins and closes that end a page of a PDF file though they lead on."""
    blocks = list(flat(arrange(choose(document, None)).blocks))
    leading = set()
    for block, following in zip_longest(blocks, blocks[1:]):
        ends = isinstance(following, Paragraph) and following.role in _ENDS
        leads = ends or isinstance(following, ListBlock | Table)
        if isinstance(block, Heading) or (
            isinstance(block, Paragraph) and (leads or block.role in _LEADS)
        ):
            leading.add(" ".join(line_text(block.runs).split()))
    done = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    pages = done.stdout.rstrip("\f").split("\f")[:-1]
    last = (" ".join(page.rstrip().split("\n")[-1].split()) for page in pages)
    return [line for line in last if line in leading]
