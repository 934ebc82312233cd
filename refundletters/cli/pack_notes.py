"""What a person is told of packs that are not ours: that they are in use, and what they replace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refundletters.errors import TemplateError
from refundletters.i18n.catalogues import check_folder
from refundletters.messages import Message, say
from refundletters.packs.installed import installed_packs
from refundletters.packs.readable import replaced
from refundletters.packs.roots import Roots, shipped_roots, without_pack

__all__ = ["pack_notes", "with_readable_catalogues"]

_MOST_NAMES: Final = 12


def with_readable_catalogues(roots: Roots) -> Roots:
    """Return ``roots`` without the installed packs that have a catalogue nobody can read."""
    for pack in installed_packs()[0]:
        try:
            check_folder(pack.folder / "locales")
        except TemplateError as error:
            roots = without_pack(roots, pack, error)
    return roots


def pack_notes(roots: Roots) -> Iterator[Message]:
    """Yield a note for each pack that is not ours."""
    for pack in roots.packs:
        names = replaced(pack.folder, shipped_roots())
        fields = {"name": pack.name, "folder": str(pack.folder)}
        if not names:
            yield say("The pack %(name)s in %(folder)s is in use.", **fields)
            continue
        shown = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
        yield say(
            "The pack %(name)s in %(folder)s is in use. It replaces: %(names)s.",
            names=shown,
            **fields,
        )
    for error in roots.left_out:
        yield say("An installed pack is left out. %(problem)s", problem=error.message)
