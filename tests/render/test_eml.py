import email
import email.policy
import email.utils
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from refundletters.errors import UsageError
from refundletters.model.document import Group
from refundletters.render import Attachment, Output, render
from refundletters.render.eml import mail_address

from .blocks import document, p
from .samples import chat, letter_us
from .samples import email as sample


def opened(made) -> EmailMessage:
    return email.message_from_bytes(render(made, "eml").content, policy=email.policy.default)


def test_a_draft_opens_addressed_and_undated():
    made = replace(sample(), author_email="ada@example.org", recipient_email="support@example.org")
    message = opened(made)
    assert message["Subject"] == "Example Stream refund request, $15.49 on November 3, 2026"
    assert message["From"] == "Ada Example <ada@example.org>"
    assert message["To"] == '"Example Stream, Inc." <support@example.org>'
    assert message["X-Unsent"] == "1"
    assert message["Content-Language"] == "en-US"
    assert message["Date"] is None
    assert message["Message-ID"] is None
    assert message.defects == []


def test_both_bodies_are_there_and_the_subject_is_in_its_header_only():
    message = opened(sample())
    plain, page = message.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().startswith("Hello,\r\n")
    assert "refund request" not in plain.get_content()
    assert "<table>" in page.get_content()


def test_a_subject_in_a_group_goes_to_the_header_too():
    made = document(Group((p("Re: x", "subject"), p("Hi."))), subject="x")
    assert next(opened(made).iter_parts()).get_content() == "Hi.\r\n"


def test_a_letter_as_an_e_mail_keeps_its_subject_line():
    assert "Re: Dispute of two charges" in next(opened(letter_us()).iter_parts()).get_content()
    assert opened(chat())["Subject"] == "Refund request"


@pytest.mark.parametrize("address", ["", "nobody", "a b@example.org", "a@b\nBcc: c@d", "ä@b.org"])
def test_what_is_no_address_is_left_out(address: str):
    message = opened(replace(sample(), author_email=address, recipient_email=address))
    assert message["From"] is None
    assert message["To"] is None
    assert message["Bcc"] is None


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=120), st.text(max_size=120))
def test_no_value_makes_a_header_of_its_own(subject: str, name: str):
    made = replace(sample(), subject=subject, author=name, author_email="ada@example.org")
    message = opened(made)
    assert set(message.keys()) == {
        "Subject", "From", "X-Unsent", "Content-Language", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert [address.addr_spec for address in message["From"].addresses] == ["ada@example.org"]


@settings(deadline=None, max_examples=80)
@given(
    st.text(st.characters(exclude_categories=("C", "Z")), max_size=120),
    st.text(st.sampled_from('aé. ,"\\=?_()<>@äßñ日'), max_size=120),
)
def test_subject_and_names_read_back_as_they_were(subject: str, name: str):
    name = " ".join(name.split())
    made = replace(sample(), subject=subject, author=name, author_email="ada@example.org")
    content = render(made, "eml").content
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert message["Subject"] == (subject or made.title)
    # The newer reader of Python puts a space between two encoded words of one name.
    shown, _ = email.utils.parseaddr(email.message_from_bytes(content)["From"])
    assert str(make_header(decode_header(shown))) == name
    assert all(len(line) <= 78 for line in content.partition(b"\r\n\r\n")[0].split(b"\r\n"))


@pytest.mark.parametrize(
    "subject",
    [
        "Atelier Exemple: Bitte um Erstattung der Abbuchung vom 6. März 2026",
        "Netflix: solicitud de reembolso de los cargos desde el 3 de marzo de 2026",
    ],
)
def test_a_folded_subject_gains_no_space(subject: str):
    assert opened(replace(sample(), subject=subject))["Subject"] == subject


def test_the_boundary_is_the_words_own():
    first, second = (opened(made).get_boundary() for made in (sample(), chat()))
    assert first != second
    assert opened(sample()).get_boundary() == first


def test_files_go_with_a_draft_and_the_file_is_the_same_each_time():
    files = (
        Attachment("01-Beleg über 9,99 €.pdf", b"%PDF-1.7 \x00\xff", "application/pdf"),
        Attachment("02-notes.txt", "Grüße".encode(), "text/plain"),
    )
    made = render(sample(), Output("eml", attachments=files)).content
    assert made == render(sample(), Output("eml", attachments=files)).content
    message = email.message_from_bytes(made, policy=email.policy.default)
    assert message.defects == []
    assert message.get_content_type() == "multipart/mixed"
    assert message["X-Unsent"] == "1"
    found = [
        Attachment(part.get_filename(), part.get_payload(decode=True), part.get_content_type())
        for part in message.iter_attachments()
    ]
    assert found == list(files)
    body = message.get_body(("html",))
    assert body is not None
    assert "<table>" in body.get_content()


def test_files_go_with_e_mails_only():
    with pytest.raises(UsageError, match="attached to e-mails"):
        render(sample(), Output("docx", attachments=(Attachment("a.txt", b"a", "text/plain"),)))


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("help@example.org", "help@example.org"),
        ("hilfe@münchen.example", "hilfe@xn--mnchen-3ya.example"),
        ("hilfe@straße.example", "hilfe@xn--strae-oqa.example"),
        ("help@例え.example", "help@xn--r8jz45g.example"),
        ("grüße@example.org", ""),
        ("a\\b@example.org", ""),
        ("help@exam ple.org", ""),
        ("help@" + "ü" * 70 + ".example", ""),
    ],
)
def test_an_address_is_carried_or_known_to_be_lost(address: str, carried: str) -> None:
    assert mail_address(address) == carried


@pytest.mark.parametrize("words", ["=?utf-8?q?a?=", "b =?utf-8?q?a?=, c", "=?utf-8?b?YQ==?= d"])
def test_words_that_look_encoded_stay_as_they_are(words: str) -> None:
    made = replace(sample(), subject=words, title=words, author=words, author_email="a@example.org")
    content = render(made, "eml").content
    newer = email.message_from_bytes(content, policy=email.policy.default)
    older = email.message_from_bytes(content)
    assert newer["Subject"] == words
    assert str(make_header(decode_header(older["Subject"]))) == words
    assert newer["From"].addresses[0].display_name == words
