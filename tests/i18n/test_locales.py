from pathlib import Path

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from refundletters.errors import NotFound
from refundletters.i18n.locales import (
    available,
    default_for,
    direction,
    fallbacks,
    interface_locale,
    most_spoken,
    normalize,
)
from refundletters.packs.roots import Roots


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("en-GB", "en_GB"),
        ("en_GB", "en_GB"),
        ("EN_gb", "en_GB"),
        ("de", "de"),
        (" fr-ca ", "fr_CA"),
        ("zh-hant-tw", "zh_Hant_TW"),
        ("zh_TW", "zh_Hant_TW"),
        ("es-419", "es_419"),
        ("en-xa", "en_XA"),
        ("en-xb", "en_XB"),
    ],
)
def test_any_usual_spelling_gives_one_name(given_name: str, name: str) -> None:
    assert normalize(given_name) == name


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [("en_GG_x!", "en_GG"), ("de_GB", "de"), ("frr_FR", "fr_FR"), ("", "en_US"), ("../de", "de")],
)
def test_an_unknown_locale_names_the_nearest(wrong: str, nearest: str) -> None:
    with pytest.raises(NotFound) as caught:
        normalize(wrong)
    assert caught.value.name == wrong
    assert nearest in caught.value.nearest


@pytest.mark.parametrize(
    ("locale", "chain"),
    [
        ("en_US", ("en_US",)),
        ("en", ("en", "en_US")),
        ("en_GB", ("en_GB", "en_US")),
        ("en_AU", ("en_AU", "en_GB", "en_US")),
        ("en_IE", ("en_IE", "en_GB", "en_US")),
        ("en_IN", ("en_IN", "en_GB", "en_US")),
        ("en_NZ", ("en_NZ", "en_GB", "en_US")),
        ("en_DE", ("en_DE", "en_GB", "en_US")),
        ("en_CA", ("en_CA", "en_US")),
        ("de_AT", ("de_AT", "de")),
        ("fr_CA", ("fr_CA", "fr")),
        ("es_MX", ("es_MX", "es_419", "es")),
        ("nb_NO", ("nb_NO", "nb", "no")),
        ("zh_Hant_TW", ("zh_Hant_TW", "zh_Hant")),
        ("sr_Latn_RS", ("sr_Latn_RS", "sr_Latn")),
        ("zh_Hans_CN", ("zh_Hans_CN", "zh_Hans", "zh")),
        ("en_XA", ("en_XA",)),
    ],
)
def test_words_come_from_the_nearest_relatives(locale: str, chain: tuple[str, ...]) -> None:
    assert fallbacks(locale) == chain


def test_no_locale_borrows_from_another_language() -> None:
    mixed = {
        frozenset(name.split("_")[0] for name in fallbacks(locale))
        for locale in locale_identifiers()
    }
    # Norwegian has one language code for itself and one for each of its written forms.
    assert {tuple(sorted(names)) for names in mixed if len(names) > 1} == {
        ("nb", "no"),
        ("nn", "no"),
    }


@pytest.mark.parametrize(
    ("environ", "locale"),
    [
        ({}, "en_US"),
        ({"LANG": "C"}, "en_US"),
        ({"LANG": "C.UTF-8"}, "en_US"),
        ({"LANG": "POSIX"}, "en_US"),
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE@euro"}, "de_DE"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr_FR"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "es_ES"}, "es_ES"),
        ({"LANG": "de_DE", "LC_ALL": ""}, "de_DE"),
        ({"LANG": "de_DE", "LC_ALL": "C"}, "en_US"),
        ({"LANG": "no_NO.UTF-8"}, "no"),
        ({"LANG": "klingon"}, "en_US"),
        ({"LANG": "en_XA"}, "en_XA"),
    ],
)
def test_the_interface_speaks_what_the_environment_asks_for(
    environ: dict[str, str], locale: str
) -> None:
    assert interface_locale(environ) == locale


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("pt", "pt_BR"), ("de", "de_DE"), ("pt_PT", "pt_PT"), ("es_419", "es_419")],
)
def test_a_language_alone_is_that_of_most_speakers(locale: str, expected: str) -> None:
    assert most_spoken(locale) == expected


def test_an_interface_without_catalogue_speaks_american_english() -> None:
    assert interface_locale({"LANG": "fi_FI.UTF-8"}, supported={"en_US", "de"}) == "en_US"
    assert interface_locale({"LANG": "de_AT.UTF-8"}, supported={"en_US", "de"}) == "de_AT"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("ar", "rtl"), ("he_IL", "rtl"), ("fa", "rtl"), ("de", "ltr"), ("en_US", "ltr")],
)
def test_direction(locale: str, expected: str) -> None:
    assert direction(locale) == expected


@pytest.mark.parametrize(
    ("country", "language", "locale"),
    [
        ("DE", "", "de_DE"),
        ("CH", "", "de_CH"),
        ("CH", "fr", "fr_CH"),
        ("BE", "", "fr_BE"),
        ("AT", "", "de_AT"),
        ("US", "", "en_US"),
        ("GB", "", "en_GB"),
        ("gb", "", "en_GB"),
        ("CA", "", "en_CA"),
        ("CA", "fr", "fr_CA"),
        ("IN", "", "en_IN"),
        ("MX", "", "es_MX"),
        ("GB", "de", "de"),
        ("DE", "en", "en_DE"),
        ("BR", "en", "en_US"),
    ],
)
def test_a_country_has_a_usual_locale(country: str, language: str, locale: str) -> None:
    assert default_for(country, language) == locale


def test_available_locales_are_those_with_a_catalogue_and_the_source(tmp_path: Path) -> None:
    for name, file in [("de", "ui.po"), ("fr", "ui.mo"), ("es", "letters.po")]:
        folder = tmp_path / name / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / file).write_bytes(b"")
    roots = Roots((), (tmp_path,), ())
    assert available(roots, "ui") == ("de", "en_US", "fr")
    assert available(roots, "letters") == ("en_US", "es")


@given(st.text(max_size=20))
def test_any_text_is_a_locale_or_a_clear_error(text: str) -> None:
    try:
        name = normalize(text)
    except NotFound as error:
        name = error.nearest[0]
    assert normalize(name) == name
