"""Text messages in basic characters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from refundletters import app
from refundletters.answers.store import load
from refundletters.letters.wording import Wording
from refundletters.model.document import (
    Address,
    Break,
    Document,
    Group,
    Heading,
    Layout,
    ListBlock,
    Paragraph,
    Text,
)
from refundletters.packs.roots import Roots
from refundletters.packs.setting import Setting
from refundletters.render import Output, render
from refundletters.render.gsm_characters import in_basic_characters
from refundletters.render.measure import sms_parts

SAMPLES = Path(__file__).parents[2] / "samples"


def test_signs_fold_and_letters_stay() -> None:
    address = Address(((Text("Rue de l’Exemple"),),), "sender")
    document = Document(
        id="x",
        kind="chat",
        channel="sms",
        locale="fr_FR",
        direction="ltr",
        title="t",
        subject="",
        author="",
        recipient="",
        blocks=(
            Heading((Text("« Où ? »"),)),
            Group((Paragraph((Text("l’été – 2 × 9,99\u00a0€…", strong=True), Break())),)),
            ListBlock(((Text("“cœur”"),),)),
            address,
        ),
        layout=Layout("A4", "A4", (25, 25, 25, 25), ()),
    )
    folded = in_basic_characters(document)
    heading, group, items, kept = folded.blocks
    assert isinstance(heading, Heading)
    assert heading.runs == (Text('" Où ? "'),)
    assert isinstance(group, Group)
    assert group.blocks == (Paragraph((Text("l'été - 2 x 9,99 €...", strong=True), Break())),)
    assert isinstance(items, ListBlock)
    assert items.items == ((Text('"coeur"'),),)
    assert kept == address
    assert render(document, "snippet") == render(folded, "snippet")
    assert render(replace(document, channel="chat"), "snippet") != render(folded, "snippet")


@pytest.mark.parametrize("case", ["fr-trial-conversion", "de-charged-after-canceling"])
def test_a_chat_opener_goes_by_sms_in_every_language(case: str, roots: Roots) -> None:
    rendered = app.write(
        load(SAMPLES / case / "case.toml"),
        Wording("chat-opener", channel="sms"),
        Output("snippet", "opener"),
        Setting(roots, dt.date(2026, 5, 1)),
    )
    size = sms_parts(rendered.content.decode().strip())
    assert size.encoding == "GSM-7"
    assert size.parts <= 4
