"""Write letters from made-up cases and check them with all rules, as the command does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from babel.core import get_global

from refundletters.errors import LocaleIncomplete, TemplateError
from refundletters.i18n.locales import available
from refundletters.letters.compose import compose
from refundletters.lint.finding import Finding
from refundletters.lint.generated_cases import LENGTHS, Specimen, specimens
from refundletters.lint.letter_rules import lint_document
from refundletters.messages import say
from refundletters.model.closed_words import TextChannel, TextKind
from refundletters.packs.letters import LetterMeta, letter_metas
from refundletters.packs.roots import Roots

__all__ = ["CHANNELS", "lint_letters", "lint_specimen", "places"]

CHANNELS: Final[Mapping[TextKind, TextChannel]] = {
    "chat": "chat",
    "email": "email",
    "letter": "letter",
    "form": "form",
    "script": "phone",
}
"""The channel in which each kind of letter appears in full."""

_WRONG: Final = say("A wrong template writes nothing.")


def places(roots: Roots) -> tuple[tuple[str, str], ...]:
    """Return a country and locale for each language that letters have been translated into.

    A catalogue for several countries, such as ``es_419``, is checked with those of one country.
    """
    found = [("US", "en_US"), ("GB", "en_GB")]
    for locale in available(roots, "letters"):
        likely = str(get_global("likely_subtags").get(locale, locale))
        country = likely.rpartition("_")[2]
        if locale != "en" and country.isalpha():
            found.append((country, locale if "_" in locale else f"{locale}_{country}"))
    return tuple(dict.fromkeys(found))


def lint_letters(
    roots: Roots,
    documents: Collection[str] | None = None,
    lengths: Sequence[str] = LENGTHS,
) -> Iterator[Finding]:
    """Yield what is wrong in letters, each problem in a place once.

    Every letter is written for all of its reasons, in each of its kinds and in the languages that
    it is translated into.

    Args:
        roots: Where letters, catalogues and data lie.
        documents: Ids of the letters to check; all by default.
        lengths: Which lengths to write.
    """
    seen: set[tuple[object, ...]] = set()
    for meta in letter_metas(roots).values():
        if documents is not None and meta.id not in documents:
            continue
        for country, locale in places(roots):
            for reason in meta.reasons:
                for specimen in specimens(meta, reason, country, roots, lengths):
                    for found in lint_specimen(meta, specimen, locale, roots):
                        mark = (found.rule, found.file, found.line, meta.id, locale)
                        if mark not in seen:
                            seen.add(mark)
                            yield found


def lint_specimen(
    meta: LetterMeta, specimen: Specimen, locale: str, roots: Roots
) -> Iterator[Finding]:
    """Yield what is wrong in one letter about one case, in each of its kinds."""
    for kind in meta.kinds:
        try:
            document = compose(meta.id, specimen.facts, roots, locale, channel=CHANNELS[kind])
        except LocaleIncomplete:
            continue  # it is not offered in that language
        except TemplateError as error:
            where = f"{meta.id} {kind} {locale} {specimen.facts.case.reason or '-'}"
            yield Finding(
                "template.broken", "error", error.message, _WRONG, error.file, error.line, where
            )
            continue
        yield from lint_document(document, specimen.facts, meta, roots)
