"""Letters built by hand from blocks, for tests of every renderer. All people are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from refundletters.model.document import (
    Address,
    Block,
    Cell,
    Document,
    Fill,
    Group,
    Heading,
    Layout,
    ListBlock,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
)

PLAIN = Layout("A4", "A4", (25, 25, 25, 25), ("sender", "recipient", "date", "subject"))


def p(words: str, role: str = "") -> Paragraph:
    return Paragraph((Text(words),), role)


def strong(label: str, words: str, role: str = "subject") -> Paragraph:
    runs: tuple[Run, ...] = (Text(words, strong=True),)
    return Paragraph((Text(label + " "), *runs) if label else runs, role)


def lines(*words: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Text(line),) for line in words)


def slot(name: str, *blocks: Block) -> Group:
    return Group(blocks, slot=name)


def table(head: tuple[str, ...], *rows: tuple[str, ...], total: tuple[str, ...] = ()) -> Table:
    def row(words: tuple[str, ...], kind: str) -> Row:
        ends = ("start",) * (len(words) - 1) + ("end",)
        pairs = zip(words, ends, strict=True)
        return Row(tuple(Cell((Text(word),), end) for word, end in pairs), kind)

    made = [row(head, "head"), *(row(words, "body") for words in rows)]
    return Table(tuple(made + ([row(total, "total")] if total else [])))


def document(*blocks: Block, **fields: Any) -> Document:
    """A document of plain paragraphs; ``fields`` override."""
    made = Document(
        id="refund-request",
        kind="email",
        channel="email",
        locale="en_US",
        direction="ltr",
        title="Refund request",
        subject="",
        author="Ada Example",
        recipient="Example Stream, Inc.",
        blocks=blocks,
        layout=PLAIN,
        labels={"page": "Page %(page)s of %(pages)s"},
        case_day="2026-11-22",
    )
    return replace(made, **fields)


def chat() -> Document:
    """A chat opener with two further messages."""
    opener = Group(
        (
            slot("greeting", p("Hello,", "salutation")),
            slot("reason", p("I was charged after I had canceled.")),
            slot(
                "charges", p("It was $15.49 on November 3, 2026 for Example Stream. It reads EXST.")
            ),
            slot("ask", p("Please refund $15.49.")),
            slot("history", p("I joined in 2021. I liked it. Mr. Lee helped me once.")),
            slot("thanks", p("Thank you.", "thanks")),
        ),
        part="opener",
    )
    second = Group((p("My account is under ada@example.org."),), part="snippet-1")
    return document(
        opener,
        second,
        id="chat-opener",
        kind="chat",
        channel="chat",
        labels={"opener": "First message", "snippet-1": "If they ask who you are"},
    )


def letter_us() -> Document:
    """A card dispute with everything a letter may hold."""
    return document(
        Address(
            lines("Ada Example", "12 Sample Street", "Springfield, OH 45501", "ada@example.org"),
            "sender",
        ),
        p("November 22, 2026", "date"),
        Address(
            lines(
                "Example Bank, N.A.", "Attn: Billing Inquiries", "P.O. Box 1234", "DOVER DE 19901"
            ),
            "recipient",
        ),
        p("VIA CERTIFIED MAIL, RETURN RECEIPT REQUESTED", "delivery"),
        strong("Re:", "Dispute of two charges by Example Stream, card ending in 1234"),
        p("To Whom It May Concern:", "salutation"),
        slot(
            "reason",
            p(
                "I canceled my subscription to Example Stream on September 2, 2026, and I was "
                "charged twice after that date. I ask you to reverse both charges."
            ),
        ),
        slot(
            "charges",
            Heading((Text("The charges"),)),
            table(
                ("Date", "Description on the statement", "Amount"),
                ("October 3, 2026", "EXAMPLESTREAM.COM 866-555-0100 CA", "$15.49"),
                ("November 3, 2026", "EXAMPLESTREAM.COM 866-555-0100 CA", "$15.49"),
                total=("Total", "", "$30.98"),
            ),
        ),
        slot(
            "history",
            Heading((Text("What happened"),)),
            p(
                "I canceled on the website and received a confirmation with the number EX-5521. "
                "The company confirmed by chat on October 5 that no further payment would be taken."
            ),
            ListBlock(
                (
                    (Text("October 5: chat with Sam, who promised a refund within 5 days."),),
                    (
                        Text("October 20: e-mail to support; "),
                        Text("no answer", em=True),
                        Text("."),
                    ),
                ),
                ordered=True,
            ),
            ListBlock(((Text("No use after September 2"),), (Text("No refund so far"),))),
        ),
        slot(
            "ask",
            Heading((Text("What I ask for"),)),
            p("Please reverse $30.98, stop future charges, and send me your decision in writing."),
            Paragraph((Fill("phone", "Best time to call:"),)),
        ),
        p("Thank you for your help.", "thanks"),
        p("Sincerely,", "close"),
        p("Ada Example", "name"),
        slot(
            "enclosures",
            p("Enclosures (2)", "label"),
            ListBlock(
                (
                    (Text("Cancellation confirmation of September 2, 2026"),),
                    (Text("Statements of October and November 2026"),),
                ),
                ordered=True,
                role="enclosures",
            ),
        ),
        id="card-dispute",
        kind="letter",
        channel="letter",
        title="Dispute of two charges",
        subject="Dispute of two charges by Example Stream, card ending in 1234",
        recipient="Example Bank, N.A.",
        layout=Layout(
            "US",
            "Letter",
            (25.4, 25.4, 25.4, 25.4),
            ("sender", "date", "delivery", "recipient", "reference", "subject", "salutation"),
        ),
    )
