import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from refundletters.errors import UsageError
from refundletters.model.document import Break, Fill, Group, Heading, ListBlock, Text
from refundletters.render import Output, render
from refundletters.render.sentences import without_last_sentence

from .blocks import document, lines, p, slot, table
from .samples import chat


def short(made, limit, **options):
    return render(made, Output("snippet", limit=limit, **options)).content.decode()


def test_history_goes_before_charges_and_the_ask_stays():
    editions = [short(chat(), size, part="opener") for size in (500, 190, 150, 120, 100)]
    assert "Mr. Lee helped" in editions[0]
    assert "Mr. Lee" not in editions[1]
    assert "I joined in 2021. I liked it." in editions[1]
    assert "I joined" not in editions[2]
    assert "It reads EXST." not in editions[3]
    assert "It was" not in editions[4]
    for edition in editions:
        assert edition.startswith("Hello,\n\nI was charged after I had canceled.")
        assert edition.endswith("Please refund $15.49.\n\nThank you.\n") or "joined" in edition


def test_an_edition_is_never_longer_than_its_limit():
    for size in range(80, 260):
        assert len(short(chat(), size, part="opener").rstrip("\n")) <= size


def test_what_may_not_be_cut_says_by_how_much_it_is_too_long():
    with pytest.raises(UsageError) as caught:
        short(chat(), 40, part="opener")
    fields = caught.value.message.fields
    assert fields["length"] - fields["limit"] == fields["over"] > 0
    assert caught.value.remedy is not None


def test_each_message_of_a_document_has_the_limit_for_itself():
    noted = replace(chat(), blocks=(p("Paste these one by one."), *chat().blocks))
    assert short(noted, 120).startswith("Paste these one by one.")
    whole = short(chat(), 120)
    assert "It reads EXST" not in whole
    assert "My account is under ada@example.org." in whole


def test_the_channel_of_the_document_limits_it_unless_told_otherwise():
    made = replace(chat(), limit=120)
    assert "EXST" not in render(made, "snippet").content.decode()
    assert "EXST" in render(made, Output("snippet", limit=0)).content.decode()


def test_x_counts_its_own_way():
    made = document(slot("reason", p("日本語")), slot("law", p("ab")), kind="chat", channel="x")
    assert short(made, 9) == "日本語\n"
    assert short(replace(made, channel="chat"), 9) == "日本語\n\nab\n"


def test_items_go_from_the_end_and_what_led_to_them_goes_with_the_last():
    made = document(
        slot("ask", p("Please help.")),
        slot(
            "contacts",
            Heading((Text("Contacts"),)),
            p("I wrote. I wrote on:"),
            ListBlock(lines("May 3", "May 9")),
        ),
    )
    assert short(made, 60) == "Please help.\n\nContacts\n\nI wrote. I wrote on:\n\n- May 3\n"
    assert short(made, 45) == "Please help.\n\nContacts\n\nI wrote.\n"
    assert short(made, 25) == "Please help.\n"


def test_a_table_goes_as_a_whole_and_unknown_slots_go_first():
    made = document(
        slot("ask", p("Please help.")),
        slot("charges", table(("Date", "Amount"), ("May 3", "$1"), total=("Sum", "$1"))),
        slot("whatever", p("And more.")),
        slot("law", Group((p("A rule says so."),))),
    )
    assert short(made, 70).endswith("A rule says so.\n")
    assert "And more" not in short(made, 70)
    assert short(made, 50).endswith("Sum – $1\n")
    assert short(made, 30) == "Please help.\n\nA rule says so.\n"  # there is room again
    assert short(made, 20) == "Please help.\n"


def test_no_heading_stays_without_anything_under_it():
    made = document(
        slot("ask", p("Please help.")),
        Heading((Text("What happened"),)),
        slot("story", p("It was so.")),
        Heading((Text("Rules"),)),
        Heading((Text("Of the bank"),), level=3),
        slot("law", p("A rule says so.")),
        p("Thank you.", "thanks"),
    )
    assert short(made, 60) == "Please help.\n\nWhat happened\n\nIt was so.\n\nThank you.\n"
    assert short(made, 30) == "Please help.\n\nThank you.\n"
    headed = document(
        slot("ask", p("Please help.")), Heading((Text("Rules"),)), slot("law", p("A."))
    )
    assert short(headed, 14) == "Please help.\n"


def test_text_is_measured_with_its_columns():
    made = document(
        slot("ask", p("Please help.")),
        slot("charges", table(("Date", "Amount"), ("May 3", "$1"), total=("Sum", "$1"))),
    )
    assert "May 3" in short(made, 60)
    text = render(made, Output("text", limit=60)).content.decode()
    assert text == "Please help.\n"


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("First words. Two.", "First words."),
        ("One! Two? Three", "One! Two?"),
        ("Mind it. Two.", "Mind it."),
        ("Only one sentence.", ""),
        ("I met Mr. Lee.", ""),
        ("It was No. 5 of Example Inc. Ohio.", ""),
        ("Es war am 3. Mai.", ""),
        ("It was in 2026. Then more.", "It was in 2026."),
        ("It came at 5 p.m. Then more.", ""),
        ("z. B. Strom bzw. Gas.", ""),
        ("I paid. 5 days later it came.", ""),
        ("He said “no.” Then he left.", "He said “no.”"),
        ("今日は。明日。", "今日は。"),
        ("¿Qué pasó? ¿Por qué?", "¿Qué pasó?"),
        ("It costs 9.99. It is 1,234.56 now.", ""),
        ("I saw EXSTREAM.COM on it. I asked.", "I saw EXSTREAM.COM on it."),
    ],
)
def test_only_a_sure_end_of_a_sentence_is_one(text, shorter):
    runs = without_last_sentence((Text(text),))
    assert "".join(run.text for run in runs) == shorter


def test_a_cut_goes_through_runs_and_keeps_their_style():
    runs = (Text("One "), Text("big", strong=True), Text(". Two "), Text("x", em=True), Text("."))
    assert without_last_sentence(runs) == (Text("One "), Text("big", strong=True), Text("."))
    assert without_last_sentence(()) == ()
    assert without_last_sentence((Text("One"), Break(), Fill("a", "b"))) == (Text("One"),)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400))
def test_a_shorter_edition_ends_where_a_sentence_of_the_whole_ends(limit: int):
    whole = short(chat(), 0, part="opener").split("\n\n")
    try:
        edition = short(chat(), limit, part="opener").split("\n\n")
    except UsageError:
        return
    left = iter(whole)
    for paragraph in edition:
        paragraph = paragraph.strip("\n")
        of = next(full.strip("\n") for full in left if full.startswith(paragraph))
        assert of == paragraph or (paragraph[-1] == "." and of[len(paragraph)] == " ")
        assert not paragraph.endswith("Mr.")
