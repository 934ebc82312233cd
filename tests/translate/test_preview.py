import datetime as dt
import re
from pathlib import Path

import pytest

from refundletters import app
from refundletters.errors import NotFound
from refundletters.i18n.pseudo import CLOSE, OPEN
from refundletters.packs.roots import Roots, shipped_roots, with_user_folder
from refundletters.packs.setting import Setting
from refundletters.render.formats import Output
from refundletters.translate.catalogue_files import empty, write
from refundletters.translate.extract import messages
from refundletters.translate.preview import PreviewPage, preview
from refundletters.translate.sources import of_checkout

DAY = dt.date(2026, 3, 14)
CASE = {
    "country": "US",
    "reason": "forgot_to_cancel",
    "service": {"name": "Example Stream"},
    "charges": [{"date": dt.date(2026, 2, 20), "amount": "9.99", "currency": "USD"}],
    "payment": {"method": "credit_card"},
    "sender": {"full_name": "Sam Doe"},
}


def pages(locale: str, *documents: str, roots: Roots | None = None) -> dict[str, PreviewPage]:
    found = preview({"one": CASE}, locale, Setting(roots or shipped_roots(), DAY), documents)
    return {page.document.id: page for page in found}


def text(page: PreviewPage) -> str:
    return app.render(page.document, Output()).content.decode()


def test_every_document_that_is_open_is_shown() -> None:
    shown = pages("en_US")
    assert {"refund-request", "goodwill-request", "case-summary"} <= set(shown)
    assert "bank-appeal" not in shown
    assert all(page.case == "one" and page.missing == () for page in shown.values())
    assert "Example Stream" in text(shown["goodwill-request"])


def test_only_the_documents_asked_for_are_shown() -> None:
    assert list(pages("en_US", "case-summary")) == ["case-summary"]


def test_the_pseudo_locale_reaches_letters() -> None:
    page = pages("en-XA", "goodwill-request")["goodwill-request"]
    assert page.missing == ()
    outside = text(page)
    while (inner := re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", outside)) != outside:
        outside = inner
    assert outside.split() == ["Sam", "Doe"], "words that no translator would see"


def test_what_is_not_translated_is_shown_and_listed(tmp_path: Path) -> None:
    first = pages("fi", "goodwill-request")["goodwill-request"]
    known = next(
        message
        for message in messages(of_checkout())["letters"]
        if message.id in first.missing and message.id == "Kind regards,"
    )
    finnish = empty("fi")
    finnish.add(known.id, "Suomeksi,", context=known.context)
    write(tmp_path / "locales/fi/LC_MESSAGES/letters.po", finnish, "letters", "fi")
    roots = with_user_folder(shipped_roots(), tmp_path)
    page = pages("fi", "goodwill-request", roots=roots)["goodwill-request"]
    assert text(page) == text(first).replace(f"\n{known.id}\n", "\nSuomeksi,\n", 1)
    assert set(first.missing) - set(page.missing) == {known.id}


def test_an_unknown_locale_is_an_error() -> None:
    with pytest.raises(NotFound):
        pages("xx")


def test_a_page_stands_beside_its_meaning_and_names_its_messages() -> None:
    page = pages("de", "goodwill-request")["goodwill-request"]
    assert (page.document.locale, page.english.locale) == ("de", "en_US")
    assert "Kind regards," in page.used
    assert page.missing == ()
