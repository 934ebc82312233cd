import re

from hypothesis import given
from hypothesis import strategies as st

from refundletters.i18n.catalogues import load
from refundletters.i18n.pseudo import CLOSE, OPEN, accent, mirror
from refundletters.i18n.speech import speaker
from refundletters.messages import Message, say
from refundletters.packs.roots import Roots

NOWHERE = Roots((), (), ())


def test_it_is_accented_longer_and_bracketed() -> None:
    text = accent("Please refund the charge of last week.")
    assert text.startswith(f"{OPEN}Pléášé réfûñd ţhé".replace("ţ", "t"))
    assert text.endswith(CLOSE)
    assert 1.25 < len(text) / len("Please refund the charge of last week.") < 1.6


def test_placeholders_and_markup_stay() -> None:
    text = accent('I <strong class="a">paid</strong> %(amount)s &amp; 100%% of %(x)05d. ')
    for kept in ('<strong class="a">', "</strong>", "%(amount)s", "&amp;", "%%", "%(x)05d"):
        assert kept in text
    assert text.endswith(f"{CLOSE} ")


def test_mirrored_words_run_from_right_to_left_and_placeholders_stay() -> None:
    text = mirror("Pay <em>%(amount)s</em> now")
    assert text == "\u200f\u202ePay\u202c\u200f <em>%(amount)s</em> \u200f\u202enow\u202c\u200f"
    assert speaker(NOWHERE, "en_XB")(say("Yes")) == mirror("Yes")


def test_blank_text_stays_blank() -> None:
    assert accent("") == ""
    assert accent(" \n") == " \n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="%&<>⟦⟧"), min_size=1))
def test_all_text_is_inside_the_brackets(text: str) -> None:
    outside = re.sub(f"{OPEN}.*{CLOSE}", "", accent(text), flags=re.DOTALL)
    assert outside.strip() == ""


def test_the_pseudo_locale_needs_no_catalogue_and_is_complete() -> None:
    for domain in ("ui", "letters"):
        catalogue = load(NOWHERE, domain, "en-XA")
        assert catalogue.gettext("Hello") == accent("Hello")
        assert catalogue.pgettext("chat", "Hello") == accent("Hello")
        assert catalogue.ngettext("a day", "days", 3) == accent("days")
        assert catalogue.complete


def test_a_spoken_message_shows_what_was_not_marked() -> None:
    speak = speaker(NOWHERE, "en_XA")
    inner = say("a receipt")
    spoken = speak(Message("Gather %(what)s and %(raw)s.", {"what": inner, "raw": "PLAIN"}))
    assert speak(inner) in spoken
    assert "PLAIN" in spoken
    assert "receipt" not in spoken
