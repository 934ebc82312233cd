import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from refundletters.model.document import (
    Address,
    Break,
    Cell,
    Fill,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
)
from refundletters.render import render
from refundletters.render.plain_text import clean, display_width, wrap

from .blocks import document, lines, p, table
from .samples import letter_de, letter_us


def text(*blocks, **fields) -> str:
    return render(document(*blocks, **fields), "text").content.decode()


def snippet(*blocks, **fields) -> str:
    return render(document(*blocks, **fields), "snippet").content.decode()


def test_a_table_stands_in_columns_with_amounts_at_their_ends():
    made = text(
        table(("Day", "Sum"), ("May 3", "$1.00"), ("May 4", "$10.00"), total=("All", "$11"))
    )
    assert made.split("\n") == [
        "Day       Sum",
        "-------------",
        "May 3   $1.00",
        "May 4  $10.00",
        "-------------",
        "All       $11",
        "",
    ]


def test_columns_of_wide_characters_stand_straight():
    made = text(table(("日付", "額"), ("3月", "9,800円"))).split("\n")
    assert {display_width(line) for line in made[:3]} == {13}


def test_a_table_too_wide_for_columns_becomes_lines():
    wide = table(("Day", "What", "Sum"), ("May 3", "X" * 80, "$1"), total=("All", "", "$1"))
    assert text(wide).split("\n") == [
        "Day – What – Sum",
        f"May 3 – {'X' * 80} – $1",
        "All – $1",
        "",
    ]


def test_rows_may_be_of_different_length():
    rows = (Row((Cell((Text("a"),)), Cell((Text("b"),)))), Row((Cell((Text("c"),)),)))
    assert text(Table(rows)) == "a  b\nc\n"


def test_letters_are_wrapped_and_messages_are_not():
    words = "word " * 40
    assert text(p(words.strip())).count("\n") == 1
    letter = text(p(words.strip()), kind="letter")
    assert max(map(len, letter.split("\n"))) <= 78
    assert letter.split() == words.split()


def test_lists_hang_and_enclosures_are_numbered():
    items = lines("word " * 20 + "end", "two")
    made = text(ListBlock(items, ordered=True), kind="letter").split("\n")
    assert made[0].startswith("1. word")
    assert made[1].startswith("   word")
    assert made[-2] == "2. two"
    assert text(ListBlock(lines("a"), role="enclosures")) == "1. a\n"
    assert text(ListBlock(lines("a"))) == "- a\n"
    long = text(ListBlock(lines(*"abcdefghij"), ordered=True)).split("\n")
    assert long[0] == " 1. a"
    assert long[9] == "10. j"


def test_what_belongs_together_stands_together():
    made = text(
        p("Mine: 1", "reference"),
        p("Yours: 2", "reference"),
        p("Bye,", "close"),
        p("Ada", "signature"),
        Heading((Text("More"),)),
        p("Words", "name"),
    )
    assert made == "Mine: 1\nYours: 2\n\nBye,\n\nAda\n\nMore\n\nWords\n"


def test_breaks_blanks_and_addresses_keep_their_lines():
    made = text(
        Address((*lines("A", "B"), (Text("C"), Break(), Text("D"))), "recipient"),
        Paragraph((Text("one"), Break(), Fill("iban", "IBAN:"))),
        Paragraph(()),
    )
    assert made == f"A\nB\nC D\n\none\nIBAN: {'_' * 24}\n"


def test_a_snippet_is_plain_for_pasting():
    made = snippet(
        Address(lines("A"), "sender"),
        p("12,99\u00a0€ and 1\u202f234\u00a0€ “quoted”"),
        table(("Day", "Sum"), ("May 3", "$1")),
        ListBlock(lines("x"), ordered=True),
        ListBlock(lines("y")),
    )
    assert made == "12,99 € and 1 234 € “quoted”\n\nDay – Sum\nMay 3 – $1\n\n1. x\n\n- y\n"


def test_a_letter_reads_well_as_text():
    made = render(letter_us(), "text").content.decode()
    assert made.startswith("Ada Example\n12 Sample Street\n")
    assert made.endswith("Enclosures (2)\n\n1. Cancellation confirmation of September 2, 2026\n"
                         "2. Statements of October and November 2026\n")  # fmt: skip
    assert not [line for line in made.split("\n") if len(line) > 78 or line != line.rstrip()]


def test_the_order_of_the_head_is_the_country_s():
    made = render(letter_de(), "text").content.decode()
    heads = ("Einschreiben", "Beispielstrom", "Erika", "Ihr Zeichen", "22. Nov", "Beschwerde:")
    places = [made.index(head) for head in heads]
    assert places == sorted(places)


def test_what_no_file_can_hold_is_dropped_and_line_ends_in_values_are_blanks():
    assert clean("a\x00b\ud800c\ufffed\ufdd0e") == "abcde"
    assert clean("a\nb\r\nc\u2028d\te") == "a b  c d e"
    assert text(p("a\r\n\r\nb")) == "a b\n"


def test_lines_end_between_characters_where_a_script_has_no_spaces():
    assert wrap("日本語" * 10, 20) == [
        "日本語日本語日本語日",
        "本語日本語日本語日本",
        "語日本語日本語日本語",
    ]
    assert wrap("https://example.org/" + "x" * 100, 20) == ["https://example.org/" + "x" * 100]
    assert wrap("été à la plage ici", 10) == ["été à la", "plage ici"]
    assert wrap("", 10) == [""]


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300), st.integers(20, 80))
def test_wrapping_loses_no_word(words: str, width: int):
    words = " ".join(clean(words).split(" ")).strip(" ")
    assert "".join(wrap(words, width)).replace(" ", "") == words.replace(" ", "")


@settings(deadline=None, max_examples=40)
@given(st.text("aä日한👍\u0301\u200b é", max_size=40))
def test_width_agrees_with_an_independent_count(words: str):
    assert display_width(words) == wcwidth.wcswidth(words)


def test_a_family_of_emoji_takes_the_room_of_one():
    assert display_width("👨‍👩‍👧") == 2


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300))
def test_text_ends_with_one_line_end(words: str):
    made = text(p(words), p("end"))
    assert made.endswith("end\n")
    assert "\n\n\n" not in made
