"""The table of plural forms, against those who keep such a table: CLDR, and GNU gettext."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale

from refundletters.packs.roots import shipped_roots
from refundletters.translate.plurals import plural_forms

TABLE = shipped_roots().data[-1] / "plurals.toml"
RULES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["plural"]
# Without the few languages whose forms the two do not share; ours has no form for 2 in Hebrew, on
# purpose.
AS_IN_CLDR = "ar be bg ca cs cy da de el es fr hr it ja ko lt lv nl pl pt ro ru sl sv tr"
AS_IN_GETTEXT = "be cs da de el es fr he hr hu it ja ko lt nl pl pt_BR pt_PT ru sk sl sv"
POT = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "one"
msgid_plural "many"
msgstr[0] ""
msgstr[1] ""
"""


def kept_alike(form: Callable[[int], object]) -> list[int]:
    """Number the forms by their first use: what counts is which numbers share a form."""
    seen: dict[object, int] = {}
    return [seen.setdefault(form(number), len(seen)) for number in range(1000)]


def rule_of(header: str) -> Callable[[int], int]:
    return c2py(header.partition("plural=")[2].rstrip(";"))


def test_a_language_has_one_rule() -> None:
    languages = [language for rule in RULES for language in rule["languages"].split()]
    assert len(languages) == len(set(languages))


@pytest.mark.parametrize("rule", RULES, ids=[rule["expression"] for rule in RULES])
def test_every_form_is_taken_by_a_number_that_may_be_met(rule: dict) -> None:
    form = c2py(rule["expression"])
    assert {form(number) for number in range(2000)} == set(range(rule["forms"]))


@pytest.mark.parametrize("language", AS_IN_CLDR.split())
def test_numbers_share_a_form_as_in_cldr(language: str) -> None:
    assert kept_alike(rule_of(plural_forms(language))) == kept_alike(Locale(language).plural_form)


@pytest.mark.parametrize("language", AS_IN_GETTEXT.split())
def test_numbers_share_a_form_as_gettext_has_it(language: str, tmp_path: Path) -> None:
    if shutil.which("msginit") is None:
        pytest.skip("needs msginit of gettext")
    (tmp_path / "one.pot").write_text(POT, encoding="utf-8")
    done = subprocess.run(
        ["msginit", "--no-translator", "--no-wrap", "-i", "one.pot", "-o", "-", "-l", language],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    header = re.search(r"Plural-Forms: (.*?)\\n", done.stdout)
    assert header is not None
    assert kept_alike(rule_of(plural_forms(language))) == kept_alike(rule_of(header[1]))
