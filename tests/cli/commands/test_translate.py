"""``translate`` as a volunteer meets it: in a checkout and in an installed copy."""

from pathlib import Path

import pytest

from refundletters.packs.roots import shipped_roots


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def installed(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the program runs as one that was installed: without its sources."""
    monkeypatch.setattr("refundletters.translate.sources._is_checkout", lambda _: False)
    return elsewhere


def test_a_language_can_be_started_without_the_sources(installed: Path, cli) -> None:
    done = cli("translate", "init", "sv")
    assert done.code == 0
    assert done.out.split() == [
        f"locales/sv/LC_MESSAGES/{name}.po" for name in ("letters", "ui", "authors")
    ]
    assert "translate stats sv" in done.err
    assert (installed / "locales/sv/LC_MESSAGES/letters.po").stat().st_size > 10_000


def test_a_checkout_is_found_from_any_folder_in_it(monkeypatch: pytest.MonkeyPatch, cli) -> None:
    monkeypatch.chdir(shipped_roots().templates[0] / "letters")
    assert cli("translate", "check", "de").code == 0


@pytest.mark.usefixtures("installed")
def test_a_new_language_is_summed_up_before_it_is_listed(cli) -> None:
    cli("translate", "init", "sv")
    done = cli("translate", "check", "sv")
    assert done.code == 1
    assert "locales/sv/LC_MESSAGES/letters.po: " in done.err
    assert len(done.out.splitlines()) == 20
    assert len(cli("translate", "check", "sv", "--all").out.splitlines()) > 2_000


@pytest.mark.usefixtures("elsewhere")
def test_every_sample_is_previewed_beside_english(cli) -> None:
    samples = len(list((shipped_roots().templates[0].parent / "samples").glob("*/case.toml")))
    done = cli("translate", "preview", "de", "--document", "case-summary")
    heads = [line for line in done.out.splitlines() if line.startswith("== ")]
    assert done.code == 0
    assert len(heads) == samples
    assert "German" in done.out
    assert " | English (United States)" in done.out
