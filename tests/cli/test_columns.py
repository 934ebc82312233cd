"""Running text in columns of a terminal, where Japanese signs take two."""

from __future__ import annotations

import pytest

from refundletters.cli.columns import fill, width_of
from refundletters.cli.talk.menu_size import Space, menu_label, with_instruction

JAPANESE = "覚えておく日を、カレンダー用のファイルに書き込む。"
LINK = "リンク：https://example.org/a/long/path/of/a/page"


@pytest.mark.parametrize("width", [12, 20, 31, 80])
def test_no_line_of_wide_signs_is_longer_than_the_window(width: int) -> None:
    lines = fill(JAPANESE, width, "- ", "  ").split("\n")
    assert max(map(width_of, lines)) <= width
    assert "".join(line[2:] for line in lines) == JAPANESE
    assert not [line for line in lines if line.strip().startswith(("、", "。"))]


def test_the_start_of_a_line_counts_as_wide_as_it_is_shown() -> None:
    filled = fill("write [--case CASE] [--out FILE]", 30, "使い方： ", " " * 4)
    assert filled == "使い方： write [--case CASE]\n    [--out FILE]"


def test_a_link_in_a_menu_is_broken_and_elsewhere_kept_whole() -> None:
    assert max(map(width_of, fill(LINK, 20, cut=True).split("\n"))) <= 20
    assert "https://example.org/a/long/path/of/a/page" in fill(LINK, 20).split("\n")


def test_a_menu_measures_japanese_by_its_columns() -> None:
    space = Space(columns=40, rows=12)
    assert max(map(width_of, menu_label(JAPANESE, space.columns).split("\n"))) < space.columns
    assert with_instruction("国内に拠点のある会社ですか。", "（矢印キー、Enter）", 40) == (
        "国内に拠点のある会社ですか。",
        "\n（矢印キー、Enter）",
    )
