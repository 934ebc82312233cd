"""Which messages a letter uses, so that translators know where to begin."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from refundletters.errors import LocaleIncomplete
from refundletters.letters.compose import compose
from refundletters.lint.generated_cases import specimens
from refundletters.lint.generated_letters import CHANNELS
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.roots import Roots

__all__ = ["LetterUse", "letter_uses"]

# Composing in a language without a catalogue names every message that was asked for. Zulu has none
# of the peculiarities of layout or law that would change which ones these are.
_WITHOUT_CATALOGUE: Final = "zu"
_LENGTHS: Final = ("standard",)


@dataclass(frozen=True, slots=True)
class LetterUse:
    """What one letter uses when it is written for one reason.

    Attributes:
        document: Id of the letter.
        reason: Id of the reason.
        messages: The (singular) texts of its messages.
    """

    document: str
    reason: str
    messages: frozenset[str]


def letter_uses(
    roots: Roots, country: str = "US", documents: Collection[str] = ()
) -> Iterator[LetterUse]:
    """Yield what each letter uses for each of its reasons, in every kind of text it has.

    Args:
        roots: Where letters and data lie.
        country: Country of the made-up cases, ISO 3166-1.
        documents: Only these letters; all by default.

    Raises:
        TemplateError: A letter is wrong.
    """
    bare = replace(roots, locales=())
    for meta in letter_metas(roots).values():
        if documents and meta.id not in documents:
            continue
        for reason in meta.reasons:
            found = frozenset(_used(meta, reason, country, bare))
            if found:
                yield LetterUse(meta.id, reason, found)


def _used(meta: LetterMeta, reason: str, country: str, roots: Roots) -> Iterator[str]:
    for specimen in specimens(meta, reason, country, roots, _LENGTHS):
        for kind in meta.kinds:
            try:
                compose(meta.id, specimen.facts, roots, _WITHOUT_CATALOGUE, channel=CHANNELS[kind])
            except LocaleIncomplete as error:
                yield from error.missing
