"""``letter.toml``: what a letter is, whom it suits and what it needs, as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from refundletters.errors import NotFound, TemplateError
from refundletters.messages import say
from refundletters.model.values import Goal, Reason
from refundletters.packs.roots import Roots
from refundletters.packs.rows import read_toml

__all__ = ["Gate", "LetterMeta", "letter_meta", "letter_metas"]


class Gate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition that rules a document out, keeps it waiting, or asks for care.

    Attributes:
        when: The condition.
        why: What to tell the person, translatable (``ui`` domain).
        instead: Ids of documents that fit better.
    """

    when: str
    why: str
    instead: tuple[str, ...] = ()


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long the document may be on one channel; 0 means no limit of that kind."""

    characters: int = 0
    words: int = 0


class LetterMeta(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A letter's ``letter.toml``; the fields are explained in docs/architecture.md."""

    id: str
    title: str
    about: str
    order: int
    kinds: tuple[str, ...]
    audience: str
    stage: str
    needs: tuple[str, ...] = ()
    needs_by_reason: dict[str, tuple[str, ...]] = {}
    wants: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    revision: int = 1
    law: Literal["none", "one", "full"] = "none"
    reasons: tuple[Reason, ...] = ()
    on_request: tuple[Reason, ...] = ()
    on_request_goal: Goal | Literal[""] = ""
    blocked: tuple[Gate, ...] = ()
    waiting: tuple[Gate, ...] = ()
    caution: tuple[Gate, ...] = ()
    limits: dict[str, Limit] = {}

    def needs_for(self, reason: str | None) -> tuple[str, ...]:
        """Return the questions this letter needs for ``reason``, in order, none twice."""
        return tuple(dict.fromkeys((*self.needs, *self.needs_by_reason.get(reason or "", ()))))


def letter_metas(roots: Roots) -> Mapping[str, LetterMeta]:
    """Return all letters by id, in their order.

    Raises:
        TemplateError: A ``letter.toml`` is wrong; names the file and what is wrong.
    """
    return _letter_metas(roots.templates)


def letter_meta(roots: Roots, document: str) -> LetterMeta:
    """Return one letter.

    Raises:
        NotFound: There is no such document; names the nearest.
        TemplateError: Its ``letter.toml`` is wrong.
    """
    metas = letter_metas(roots)
    if document in metas:
        return metas[document]
    import difflib  # rarely needed, and only for the hint

    nearest = difflib.get_close_matches(document, metas, n=3, cutoff=0.4)
    raise NotFound(
        say("There is no document called %(name)s.", name=document),
        say("Try one of these: %(names)s.", names=", ".join(nearest or metas)),
        name=document,
        nearest=nearest,
    )


@lru_cache(maxsize=16)
def _letter_metas(folders: tuple[Path, ...]) -> Mapping[str, LetterMeta]:
    found: dict[str, LetterMeta] = {}
    for folder in reversed(folders):
        for path in sorted((folder / "letters").glob("*/letter.toml")):
            meta = _convert(read_toml(path), path)
            found[meta.id] = meta
    ordered = sorted(found.values(), key=lambda meta: (meta.order, meta.id))
    return MappingProxyType({meta.id: meta for meta in ordered})


def _convert(raw: dict[str, Any], path: Path) -> LetterMeta:
    try:
        meta = msgspec.convert(raw, LetterMeta)
    except msgspec.ValidationError as error:
        raise TemplateError(
            say(
                "%(file)s is not a letter: %(detail)s.",
                file=f"{path.parent.name}/{path.name}",
                detail=str(error),
            ),
            file=str(path),
        ) from error
    if meta.id != path.parent.name:
        raise TemplateError(
            say(
                "%(file)s has the id %(id)s; it must be the name of its folder.",
                file=f"{path.parent.name}/{path.name}",
                id=meta.id,
            ),
            file=str(path),
        )
    return meta
