import pytest

from refundletters.i18n.collation import sort_key


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("pl", ["Liban", "Luksemburg", "Łotwa", "Malta", "Śnieg", "Zachód", "Żuraw"]),
        ("de", ["Ägypten", "Albanien", "Oman", "Österreich", "Zypern"]),
        ("fr", ["Égypte", "Équateur", "Espagne", "Zambie"]),
        ("es", ["Nepal", "Níger", "Ñandú", "Omán"]),
        ("sv", ["Albanien", "Zambia", "Åland", "Österrike"]),
        ("tr", ["Çad", "Hindistan", "Irak", "İran", "Şili", "Türkiye"]),
        ("ja", ["アイスランド", "イギリス", "韓国", "ドイツ", "日本", "ベルギー", "南アフリカ"]),
    ],
)
def test_names_stand_where_readers_look(locale: str, expected: list[str]) -> None:
    assert sorted(sorted(expected), key=lambda name: sort_key(name, locale)) == expected


@pytest.mark.parametrize("locale", ["en_US", "pl", "tr", "ja", "ar"])
def test_every_text_has_a_key(locale: str) -> None:
    assert sort_key("", locale) == ()
    assert sort_key("東京 ΑΒ 12", locale)
