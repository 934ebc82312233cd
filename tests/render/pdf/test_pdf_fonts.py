"""A letter is set in a font that has its letters, or refused with the remedy."""

from __future__ import annotations

import pytest

from refundletters.errors import UsageError
from refundletters.render import render
from refundletters.render.pdf import fonts

from ..blocks import document, p
from ..samples import letter_ar

typst = pytest.importorskip("typst", reason="typst is not installed")


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with no fonts but those inside typst."""
    own = typst.Fonts(include_system_fonts=False)
    for cached in (fonts.families_for, fonts._is_drawn):
        cached.cache_clear()
    monkeypatch.setattr(fonts, "installed", lambda: own)
    yield
    for cached in (fonts.families_for, fonts._is_drawn):
        cached.cache_clear()


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize(
    ("locale", "package"),
    [("ja_JP", "fonts-noto-cjk"), ("ko_KR", "fonts-noto-cjk"), ("th_TH", "fonts-noto-core")],
)
def test_a_script_without_a_font_is_refused_with_the_remedy(locale: str, package: str) -> None:
    with pytest.raises(UsageError) as refused:
        render(document(p("Words."), locale=locale), "pdf")
    assert refused.value.remedy is not None
    assert refused.value.remedy.fields == {"package": package}


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("locale", ["en_US", "pl_PL", "tr_TR", "ar_AE"])
def test_a_script_that_some_font_has_is_set(locale: str) -> None:
    content = render(document(p("Words ı ł."), locale=locale), "pdf").content
    assert content.startswith(b"%PDF")


@pytest.mark.usefixtures("bare_machine")
def test_a_single_sign_without_a_font_is_no_reason_to_refuse() -> None:
    assert render(document(p("Words 😀 返.")), "pdf").content.startswith(b"%PDF")


def test_arabic_has_a_font_of_its_own_before_the_fallbacks() -> None:
    known = set(fonts.installed().families())
    wanted = [name for name in ("Noto Sans Arabic", "Noto Naskh Arabic", "Amiri") if name in known]
    if not wanted:
        pytest.skip("no font for Arabic is installed")
    assert fonts.families_for("ar_AE")[1] == wanted[0]
    assert not set(wanted) & set(fonts.families_for("en_US"))
    assert render(letter_ar(), "pdf").content.startswith(b"%PDF")
