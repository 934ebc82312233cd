"""The catalogues that ship are in step with the sources, and have no mistakes a check can find."""

import pytest

from refundletters.i18n.catalogues import load
from refundletters.translate.check import GAPS, check
from refundletters.translate.extract import messages, stale
from refundletters.translate.sources import of_checkout


def test_the_lists_of_messages_are_up_to_date() -> None:
    assert stale(of_checkout()) == (), "run: refundletters translate update"


def test_no_catalogue_has_a_mistake() -> None:
    # What a language lacks is no mistake: letters that need it are not offered in that language.
    found = [finding for finding in check(of_checkout()) if finding.rule not in GAPS]
    assert [(finding.file, finding.line, str(finding.message.msgid)) for finding in found] == []


@pytest.mark.parametrize("domain", ["letters", "ui"])
def test_swiss_german_has_no_sharp_s_whether_its_own_or_inherited(domain: str) -> None:
    sources = of_checkout()
    swiss = load(sources.roots, domain, "de_CH")
    found = []
    for entry in messages(sources)[domain]:
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        if not all(ids):
            continue
        if entry.context:
            found.append(swiss.pgettext(entry.context, ids[0]))
        elif len(ids) > 1:
            found += [swiss.ngettext(*ids, count) for count in (1, 2)]
        else:
            found.append(swiss.gettext(ids[0]))
    assert len(found) > len(messages(sources)[domain]) // 2
    assert [text for text in found if any(sign in text for sign in "ß„“")] == []
