"""One compiled catalogue: gettext's own table of messages, which tells what it does not have.

It is imported where a catalogue is read; American English needs none.
"""

from __future__ import annotations

import gettext
import io

from refundletters.i18n.catalogues import MISS

__all__ = ["Table", "parse"]

Table = gettext.NullTranslations


class _Nothing(gettext.NullTranslations):
    """The last fallback of a table: returns ``MISS`` for every message."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 - the signature is gettext's
        return MISS

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - same
        return MISS

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - same
        return MISS

    def npgettext(
        self,
        context: str,  # noqa: ARG002 - same
        msgid1: str,  # noqa: ARG002 - same
        msgid2: str,  # noqa: ARG002 - same
        n: int,  # noqa: ARG002 - same
    ) -> str:
        return MISS


def parse(content: bytes) -> Table:
    """Return the table of a compiled catalogue.

    Raises:
        OSError: It is none.
    """
    table = gettext.GNUTranslations(io.BytesIO(content))
    table.add_fallback(_Nothing())
    return table
