"""How a letter goes on after a salutation with a comma: in lower case in some languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from refundletters.model.document import Block, Group, Paragraph, Text

__all__ = ["continue_salutation"]

# Words that may open a letter and that are not a noun, name or form of address. A sentence that
# opens with any other word keeps its capital. Duden, D 89: after a salutation with a comma the
# sentence goes on in lower case; in Switzerland the salutation has no comma, and a capital follows.
# Italian and Polish letters go on in lower case after a comma too.
_SMALL: Final = {
    "de": frozenset(
        ("bitte", "das", "der", "die", "dies", "hiermit", "ich", "könnten", "mit", "vielen", "wäre")
    ),
    "it": frozenset(
        (
            *("applicate", "avete", "chiedo", "con", "contesto", "da", "dopo", "era", "ho", "i"),
            *("il", "in", "inoltre", "la", "le", "mi", "nel", "nessuno", "non", "per", "perché"),
            *("potreste", "qualcuno", "questa", "questo", "qualora", "può", "sarebbe", "scrivo"),
            *("se", "sembra", "sono", "un", "una", "vi", "volevo", "vorrei", "è", "gli"),
            *("l’abbonamento", "l’account", "l’iscrizione"),
        )
    ),
    "pl": frozenset(
        (
            *("bardzo", "cenę", "chcę", "czy", "dlaczego", "dnia", "dostęp", "działam"),
            *("dziecko", "dziedziczę", "dziękuję", "firma", "gdyby", "jeżeli", "konto", "ktoś"),
            *("moja", "moje", "na", "najpierw", "nie", "niniejszym", "obciążyli", "obiecali"),
            *("obiecano", "od", "odwołuję", "okres", "ostatni", "oświadczam", "piszę", "po"),
            *("podnieśli", "ponadto", "proszę", "przed", "przyjmuję", "próba", "rejestracja"),
            *("rezygnację", "serwis", "subskrypcja", "subskrypcję", "ta", "te", "w", "wygląda"),
            *("wykonuję", "wznowienie", "wzywam", "z", "za", "zamknięte", "zamknęli"),
            *("zauważono", "zawiesili", "żądają", "żądam"),
        )
    ),
}


def continue_salutation(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """Return the blocks with a lowercase first word after a salutation that ends with a comma.

    Args:
        blocks: The blocks of a letter or e-mail.
        language: ISO 639 code of the letter's language.
    """
    small = _SMALL.get(language)
    if not small:
        return blocks
    prose = (block for block in _paragraphs(blocks) if block.role in ("salutation", ""))
    before: Paragraph | None = None
    for paragraph in prose:
        if before is not None and before.role == "salutation":
            continued = _continued(paragraph, small) if _ends_open(before) else paragraph
            return _replaced(blocks, paragraph, continued)
        before = paragraph
    return blocks


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Group):
            yield from _paragraphs(block.blocks)
        elif isinstance(block, Paragraph):
            yield block


def _ends_open(salutation: Paragraph) -> bool:
    words = "".join(run.text for run in salutation.runs if isinstance(run, Text))
    return words.rstrip().endswith(",")


def _continued(paragraph: Paragraph, small: frozenset[str]) -> Paragraph:
    first = paragraph.runs[0] if paragraph.runs else None
    if not isinstance(first, Text):
        return paragraph
    word = first.text.lstrip().partition(" ")[0]
    if word.lower() not in small:
        return paragraph
    text = first.text.replace(word, word.lower(), 1)
    return replace(paragraph, runs=(replace(first, text=text), *paragraph.runs[1:]))


def _replaced(blocks: tuple[Block, ...], old: Paragraph, new: Paragraph) -> tuple[Block, ...]:
    return tuple(
        replace(block, blocks=_replaced(block.blocks, old, new))
        if isinstance(block, Group)
        else (new if block is old else block)
        for block in blocks
    )
