import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.render.measure import characters, length, sms_parts, weighted_length


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Please refund $9.99.", 20),
        ("e\u0301", 1),  # composed first
        ("日本語", 6),
        ("Привет", 6),
        ("a…b", 4),
        ("“quoted”", 8),
        ("👍", 2),
        ("👍🏽", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🇩🇪🇫🇷", 4),
        ("1️⃣", 2),
        ("©️ ©", 4),
        ("https://example.org/a/very/long/path?with=a&query=string", 23),
        ("See https://example.org.", 28),
        ("help.example.com now", 27),
        ("netflix.com/help ok", 26),
        ("(https://example.org/a?b=c), then", 31),
        ("Beispiel.live", 23),
        ("x.photography", 23),
        ("bücher.de", 23),
        ("www.netflix", 23),
        ("NETFLIX.COM_X", 25),
        ("EXAMPLESTREAM 866-555", 21),
        ("ada@example.org", 15),
    ],
)
def test_x_counts_weighted_characters(text: str, weight: int):
    assert weighted_length(text) == weight


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", "GSM-7", 0, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" * 5, "GSM-7", 162, 2),  # no euro sign is cut in two
        ("ä" * 160, "GSM-7", 160, 1),
        ("ç" * 70, "UCS-2", 70, 1),
        ("ç" * 71, "UCS-2", 71, 2),
        ("“" + "a" * 133, "UCS-2", 134, 2),
        ("👍" * 34, "UCS-2", 68, 1),
        ("👍" * 67, "UCS-2", 134, 3),  # 33 whole emoji fit in 67 units
    ],
)
def test_a_text_message_is_counted_in_its_alphabet(text, encoding, units, parts):
    sent = sms_parts(text)
    assert (sent.encoding, sent.units, sent.parts) == (encoding, units, parts)


def test_a_browser_counts_an_emoji_as_two_characters():
    assert characters("a👍é") == 4


def test_a_channel_decides_what_is_counted():
    assert length("日本", "x") == 4
    assert length("日本", "chat") == 2
    assert length("a" * 160, "sms") == 160
    assert length("ł" * 70, "sms") == 160
    assert length("ł" * 71, "sms") > 160


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=400))
def test_one_message_never_holds_more_than_160_septets(text: str):
    assert (sms_parts(text).parts == 1) == (length(text, "sms") <= 160)
