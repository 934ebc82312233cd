import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from refundletters.i18n.catalogues import load
from refundletters.i18n.formats import Formats
from refundletters.i18n.speech import Speaker, speaker
from refundletters.messages import Message, say
from refundletters.model.money import Money
from refundletters.packs.roots import Roots

Write = Callable[..., Path]

BODY = """
msgid "You paid %(amount)s on %(day)s."
msgstr "Sie haben am %(day)s %(amount)s gezahlt."

msgid "%(count)s charge"
msgid_plural "%(count)s charges"
msgstr[0] "%(count)s Abbuchung"
msgstr[1] "%(count)s Abbuchungen"

msgid "Gather these: %(things)s."
msgstr "Sammeln Sie: %(things)s."

msgid "a receipt"
msgstr "eine Quittung"

msgid "an e-mail"
msgstr "eine E-Mail"
"""


@pytest.fixture
def german(write_po: Write, tmp_path: Path) -> Speaker:
    roots = Roots((), (write_po("de", BODY),), ())
    return Speaker(load(roots, "ui", "de", cache=tmp_path / "cache"), Formats("de"))


def test_values_are_written_as_the_locale_does(german: Speaker) -> None:
    message = say(
        "You paid %(amount)s on %(day)s.",
        amount=Money(Decimal("9.99"), "EUR"),
        day=dt.date(2026, 3, 14),
    )
    assert german(message) == "Sie haben am 14. März 2026 9,99\u00a0€ gezahlt."


@pytest.mark.parametrize(("count", "text"), [(1, "1 Abbuchung"), (1200, "1.200 Abbuchungen")])
def test_plurals(german: Speaker, count: int, text: str) -> None:
    assert (
        german(Message("%(count)s charge", {"count": count}, "%(count)s charges", "count")) == text
    )


def test_a_plural_needs_a_whole_number(german: Speaker) -> None:
    with pytest.raises(TypeError, match="'count'"):
        german(Message("%(count)s charge", {"count": "1"}, "%(count)s charges", "count"))


def test_messages_inside_messages_are_said_and_joined(german: Speaker) -> None:
    message = say("Gather these: %(things)s.", things=[say("a receipt"), say("an e-mail"), "X"])
    assert german(message) == "Sammeln Sie: eine Quittung, eine E-Mail und X."
    assert german.catalogue.complete


def test_a_message_without_fields_may_hold_a_percent_sign() -> None:
    assert speaker(Roots((), (), ()), "en-us")(say("100% sure")) == "100% sure"


def test_a_value_is_never_read_as_a_template() -> None:
    spoken = speaker(Roots((), (), ()), "en_US")(say("Name: %(name)s", name="%(evil)s 5%"))
    assert spoken == "Name: %(evil)s 5%"


def test_the_interface_falls_back_to_american_english(german: Speaker) -> None:
    assert german(say("Not translated yet.")) == "Not translated yet."
    assert german.catalogue.missing == ("Not translated yet.",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Path("a") / "b.toml", str(Path("a") / "b.toml")),
        (dt.datetime(2026, 3, 14, 9, 5), "March 14, 2026, 9:05\u202fAM"),
        (dt.time(9, 5), "9:05\u202fAM"),
        (Decimal("1234.5"), "1,234.5"),
        (("x", "y"), "x and y"),
        (True, "True"),
    ],
)
def test_each_kind_of_value(value: object, text: str) -> None:
    assert speaker(Roots((), (), ()), "en_US").value(value) == text


@pytest.mark.parametrize(
    ("locale", "currency", "text"),
    [
        ("ar_EG", "USD", "\u200f9.99\u00a0US$\u200e"),
        ("ar_EG", "EGP", "\u200f9.99\u00a0ج.م.\u200f"),
        ("ja_JP", "USD", "$9.99"),
    ],
)
def test_a_latin_sign_of_a_currency_keeps_its_order_in_arabic(
    roots: Roots, locale: str, currency: str, text: str
) -> None:
    assert speaker(roots, locale).value(Money(Decimal("9.99"), currency)) == text
