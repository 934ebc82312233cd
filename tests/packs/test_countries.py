"""Tables about countries: equal to those of the library that keeps them, read in one place."""

from __future__ import annotations

import datetime as dt
import re
import runpy
from pathlib import Path

import babel
import pytest
from babel import Locale
from babel.numbers import get_territory_currencies, list_currencies

from refundletters.answers.build import build_case
from refundletters.errors import CaseError, TemplateError
from refundletters.packs.countries import (
    countries,
    currencies,
    currencies_in_use,
    currency_by_country,
)
from refundletters.packs.regions import Region, known_regions, regions
from refundletters.packs.roots import Roots, with_user_folder

CHECKOUT = Path(__file__).parents[2]
TABLE = (CHECKOUT / "refundletters/data/countries.toml").read_text(encoding="utf-8")
BABEL = re.search(r"From Babel ([\d.]+); in use on ([\d-]+)\.", TABLE)
LOCKED = re.search(
    r"^babel==(.*)$", (CHECKOUT / "constraints/locked.txt").read_text("utf-8"), re.MULTILINE
)


def test_the_table_is_that_of_the_babel_that_is_locked() -> None:
    """``nox -s lock`` writes both."""
    assert BABEL is not None
    assert LOCKED is not None
    assert BABEL[1] == LOCKED[1]


@pytest.mark.skipif(babel.__version__ != BABEL[1], reason="another Babel than that of the table")
def test_the_table_is_what_its_script_takes_from_babel() -> None:
    written = runpy.run_path(str(CHECKOUT / "tools/countries.py"))["text"]
    assert written(dt.date.fromisoformat(BABEL[2])) == TABLE


@pytest.mark.skipif(babel.__version__ != BABEL[1], reason="another Babel than that of the table")
def test_every_country_has_the_currency_that_babel_gives_it() -> None:
    day = dt.date.fromisoformat(BABEL[2])
    given = {
        country: get_territory_currencies(country, day, day, tender=True, non_tender=False)[:1]
        for country in countries()
    }
    ours = {country: [currency] for country, currency in currency_by_country().items()}
    assert len(given) == 249
    assert given == {"AQ": [], **ours}


def test_any_babel_has_names_for_what_the_table_holds() -> None:
    assert set(Locale("en").territories) >= countries()
    # Babel 2.17 does not know the newest currency of Zimbabwe yet.
    assert currencies() - list_currencies() <= {"ZWG"}


def test_money_paid_before_a_change_is_still_claimed() -> None:
    assert currency_by_country()["BG"] == "EUR"
    assert currencies() - currencies_in_use() == {"BGN"}


@pytest.mark.parametrize(
    ("country", "offered", "known"),
    [("US", 56, 56), ("CA", 13, 13), ("AU", 8, 8), ("GB", 4, 4), ("IN", 36, 41), ("LU", 0, 0)],
)
def test_old_codes_are_known_and_not_offered(
    roots: Roots, country: str, offered: int, known: int
) -> None:
    found = regions(country, roots)
    assert sum(not region.old for region in found.values()) == offered
    assert set(found) == known_regions(country)
    assert len(found) == known


@pytest.mark.parametrize(
    ("old", "new"), [("CT", "CG"), ("OR", "OD"), ("TG", "TS"), ("UT", "UK"), ("DN", "DH")]
)
def test_an_old_code_is_read(roots: Roots, old: str, new: str) -> None:
    assert build_case({"country": "IN", "region": old}).region == old
    assert regions("IN", roots)[old].old
    assert not regions("IN", roots)[new].old


def test_a_region_of_another_country_is_refused() -> None:
    with pytest.raises(CaseError, match="US has no such region"):
        build_case({"country": "US", "region": "NSW"})


def test_a_pack_adds_regions_and_a_slip_in_it_is_named(tmp_path: Path, roots: Roots) -> None:
    file = tmp_path / "data/regions.toml"
    file.parent.mkdir()
    file.write_text('[LU]\nDI = "Diekirch"\n', encoding="utf-8")
    assert regions("LU", with_user_folder(roots, tmp_path)) == {"DI": Region("Diekirch")}
    file.write_text('[LU]\nDI = { nam = "Diekirch" }\n', encoding="utf-8")
    with pytest.raises(TemplateError, match=r"regions\.toml cannot be read: .*`nam`"):
        regions("LU", with_user_folder(roots, tmp_path))
