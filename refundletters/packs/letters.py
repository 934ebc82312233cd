"""All letters: every ``letter.toml`` by its id, the nearest pack taking precedence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from refundletters.errors import NotFound, TemplateError
from refundletters.messages import say
from refundletters.packs.kept import of_file
from refundletters.packs.roots import Roots
from refundletters.packs.rows import parsed
from refundletters.packs.tables.conversion import convert
from refundletters.packs.tables.letter import LetterMeta

__all__ = ["LetterMeta", "letter_meta", "letter_metas", "read_letter"]


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
        TemplateError: Its ``letter.toml`` is wrong, or needs what no question asks.
    """
    metas = letter_metas(roots)
    if document in metas:
        if roots.packs:
            _check_needs(metas[document], roots)
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
            meta = read_letter(path)
            found[meta.id] = meta
    ordered = sorted(found.values(), key=lambda meta: (meta.order, meta.id))
    return MappingProxyType({meta.id: meta for meta in ordered})


def read_letter(path: Path) -> LetterMeta:
    """Return what a ``letter.toml`` says.

    Raises:
        TemplateError: It is wrong; names the file and what is wrong.
    """
    meta = of_file(path, "rows", lambda content: convert(parsed(content, path), LetterMeta, path))
    if meta.id != path.parent.name:
        raise TemplateError(
            say(
                "%(file)s has the id %(id)s; it must be the name of its folder.",
                file=f"{path.parent.name}/{path.name}",
                id=meta.id,
            ),
            file=str(path),
            row=meta.id,
            field="id",
        )
    return meta


def _check_needs(meta: LetterMeta, roots: Roots) -> None:
    """Check that questions answer what a letter needs; of the shipped ones a test does."""
    from refundletters.packs.questions import load_questions

    known = load_questions(roots)
    file = f"{meta.id}/letter.toml"
    every = (*meta.needs, *meta.wants, *(id for ids in meta.needs_by_reason.values() for id in ids))
    for name in every:
        if name not in known:
            raise TemplateError(
                say("%(file)s needs %(name)s, but no question is called so.", file=file, name=name),
                file=file,
                row=meta.id,
                field="needs",
            )
