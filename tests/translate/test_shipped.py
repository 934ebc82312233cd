"""The catalogues that ship are in step with the sources, and have no mistakes a check can find."""

from refundletters.translate.check import GAPS, check
from refundletters.translate.extract import stale
from refundletters.translate.sources import of_checkout


def test_the_lists_of_messages_are_up_to_date() -> None:
    assert stale(of_checkout()) == (), "run: refundletters translate update"


def test_no_catalogue_has_a_mistake() -> None:
    # What a language lacks is no mistake: letters that need it are not offered in that language.
    found = [finding for finding in check(of_checkout()) if finding.rule not in GAPS]
    assert [(finding.file, finding.line, str(finding.message.msgid)) for finding in found] == []
