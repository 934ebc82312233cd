"""A translator learns which letter is nearest to being offered, and how far it is."""

from pathlib import Path

from refundletters.packs.roots import shipped_roots
from refundletters.translate.catalogue_files import empty, ids, write
from refundletters.translate.extract import messages
from refundletters.translate.sources import of_checkout, of_installation
from refundletters.translate.stats import letter_stats
from refundletters.translate.usage import letter_uses


def test_a_language_that_has_begun_offers_what_is_complete(tmp_path: Path) -> None:
    [first, *_] = letter_uses(shipped_roots(), documents=["thank-you"])
    finnish = empty("fi")
    for message in messages(of_checkout())["letters"]:
        if message.id and ids(message)[0] in first.messages:
            # A translation has to keep its placeholders, so the message itself is one.
            finnish.add(message.id, message.id, context=message.context)
    project = of_installation(tmp_path)
    write(project.po("letters", "fi"), finnish, "letters", "fi")
    [letter] = letter_stats(project, "fi", ["thank-you"])
    assert first.reason in letter.complete
    assert letter.reasons == tuple(
        use.reason for use in letter_uses(shipped_roots(), documents=["thank-you"])
    )


def test_a_language_without_a_catalogue_lacks_everything(tmp_path: Path) -> None:
    [letter] = letter_stats(of_installation(tmp_path), "fi", ["thank-you"])
    assert letter.complete == ()
    assert 0 < letter.first_missing <= letter.missing
