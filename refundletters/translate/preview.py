"""Preview a language: every document that some cases allow, as text."""

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
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output

__all__ = ["PreviewPage", "preview"]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """One document of one case in the language being translated.

    Attributes:
        case: The name of the case, as it was given.
        document: Id of the document.
        text: The document; sentences without a translation are in American English.
        missing: The sentences without a translation.
    """

    case: str
    document: str
    text: str
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
    missing: tuple[str, ...] = ()
    try:
        composed = app.compose_for(wording, facts, setting)
    except LocaleIncomplete as error:
        missing = error.missing
        composed = app.compose_for(replace(wording, allow_incomplete=True), facts, setting)
    text = app.render(composed, Output()).content.decode("utf-8")
    return PreviewPage(case, wording.document, text, missing)
