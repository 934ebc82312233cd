"""Looking for words of a list gives what a pattern of them gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refundletters.answers.word_lists import alternatives, holds, words
from refundletters.lint.lexicon import matches, pattern

LISTS = {
    name: words(section, name)
    for section, name in (("secret", "password"), ("secret", "until"), ("child", "words"))
}
PIECES = st.sampled_from(
    [
        *sorted({word for found in LISTS.values() for word in found}),
        *("", " ", "  ", "\u00a0", "\n", "_", "s", "ı", "é", "-", ".", "’", "パス", "1"),
    ]
)
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@pytest.mark.parametrize("name", LISTS)
@given(text=TEXTS)
def test_as_the_pattern_does(name: str, text: str) -> None:
    either = alternatives(LISTS[name])
    assert holds(text, LISTS[name]) == (re.search(either, text) is not None)
    whole = re.search(rf"(?<!\w){either}(?!\w)", text)
    assert holds(text, LISTS[name], whole=True) == (whole is not None)


LEXICON = ("shame*", "rip off", "customers' rights", "Betrug", "İade", "詐欺")


@given(
    text=st.lists(
        st.sampled_from(
            [
                *("SHAMEFUL", "shame", "rip  off", "RIP\noff", "customers’ rights", "betrug"),
                *("Betrug", "iade", "İADE", "これは詐欺です", " ", ".", "a", "ſhame"),
            ]
        ),
        max_size=5,
    ).map("".join)
)
def test_what_is_left_out_before_a_pattern_is_compiled_never_matches(text: str) -> None:
    every = [found.group() for found in pattern(LEXICON).finditer(text)]
    assert matches(LEXICON, text) == every
