"""Preview a language: every document that some cases allow, beside its meaning in English."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from refundletters import app
from refundletters.answers.build import build_case
from refundletters.errors import LocaleIncomplete
from refundletters.facts.types import Facts
from refundletters.i18n import locales
from refundletters.letters.wording import Wording
from refundletters.model.document import Document
from refundletters.packs.setting import Setting

__all__ = ["PreviewPage", "preview"]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One document of one case in the language being translated.

    Attributes:
        case: The name of the case, as it was given.
        document: The document; sentences without a translation are in American English.
        english: The same in American English.
        used: The messages it uses, in the order of their first use.
        missing: Those of them without a translation.
    """

    case: str
    document: Document
    english: Document
    used: tuple[str, ...]
    missing: tuple[str, ...]


def preview(
    cases: Mapping[str, Mapping[str, Any]],
    locale: str,
    setting: Setting,
    documents: Collection[str] = (),
) -> Iterator[PreviewPage]:
    """Yield every document available for each of ``cases``, fully translated or not.

    Args:
        cases: Answers in the shape of the case file, by name.
        locale: The language to show.
        setting: Where templates, catalogues and data are, and the day.
        documents: Only these; all by default.

    Raises:
        CaseError: An answer is not acceptable.
        NotFound: There is no such locale.
        TemplateError: A letter or a catalogue is wrong.
    """
    name = locales.normalize(locale)
    for case, answers in cases.items():
        facts = app.facts_of(build_case(answers), setting)
        for listed in app.documents(setting, facts):
            wanted = not documents or listed.meta.id in documents
            if wanted and listed.status is not None and listed.status.status == "offered":
                yield _page(case, Wording(listed.meta.id, name), facts, setting)


def _page(case: str, wording: Wording, facts: Facts, setting: Setting) -> PreviewPage:
    return PreviewPage(
        case,
        app.compose_for(replace(wording, allow_incomplete=True), facts, setting),
        app.compose_for(replace(wording, locale=locales.SOURCE), facts, setting),
        _missing(wording, facts, _without_catalogues(setting)),
        _missing(wording, facts, setting),
    )


def _missing(wording: Wording, facts: Facts, setting: Setting) -> tuple[str, ...]:
    try:
        app.compose_for(wording, facts, setting)
    except LocaleIncomplete as error:
        return error.missing
    return ()


def _without_catalogues(setting: Setting) -> Setting:
    """Where nothing is translated, whatever a letter uses is missing: that is how it is found."""
    return replace(setting, roots=replace(setting.roots, locales=()))
