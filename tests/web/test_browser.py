"""The page in Chromium: from an empty start to a letter in Word, axe, and nothing outside.

Needs selenium, Chromium with its driver, and for the checks of accessibility axe-core.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from .accessibility import LANGUAGES, complaints, needs_axe
from .chromium import LACKING, answer, choose, chromium, click, enter, requested, until, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=LACKING),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # selenium leaves sockets to the end
]


@pytest.fixture
def link(tmp_path: Path) -> Iterator[str]:
    """Start the program as a person does, and return the link that it prints."""
    environ = {**os.environ, "REFUNDLETTERS_HOME": str(tmp_path / "home"), "LC_ALL": "en_US"}
    command = [sys.executable, "-m", "refundletters", "web", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Any]:
    with chromium(tmp_path) as opened:
        yield opened


def press(driver: Any, selector: str) -> None:
    """Press a button by keyboard alone, and wait for the page that it leads to."""
    driver.execute_script("window.old = true")
    enter(driver, selector)
    until(driver, "!window.old && document.readyState == 'complete'", 15)


def begin(driver: Any, link: str) -> str:
    """Go from the first page to where somebody stands, and return the address of the case."""
    driver.get(link)
    choose(driver)
    press(driver, ".begin .primary")
    answer(driver, press)
    return str(driver.current_url)


def test_from_an_empty_start_to_a_letter_in_word_by_keyboard(
    driver: Any, link: str, tmp_path: Path
) -> None:
    case = begin(driver, link)
    driver.get(f"{case}/letters/refund-request")
    answer(driver, press)
    assert driver.current_url == f"{case}/letters/refund-request"
    click(driver, "[value=docx]")
    letter = wait_for(tmp_path / "downloads", "*.docx")
    with ZipFile(letter) as archive:
        assert "Sam Example" in archive.read("word/document.xml").decode()
    origin = link.partition("/open/")[0]
    outside = [url for url in requested(driver) if not url.startswith((origin, "data:"))]
    assert outside == []
    said = [entry for entry in driver.get_log("browser") if "422" not in entry["message"]]
    assert said == []


def test_a_message_follows_its_settings_without_a_new_page(driver: Any, link: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    case = begin(driver, link)
    driver.get(f"{case}/letters/refund-request")
    answer(driver, press)
    page = driver.find_element(By.TAG_NAME, "html")
    assert "Thank you for your help." in driver.find_element(By.ID, "live").text
    Select(driver.find_element(By.ID, "letter-language")).select_by_value("fr")
    deadline = time.monotonic() + 10
    while "Bonjour" not in driver.find_element(By.ID, "live").text:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert driver.find_element(By.TAG_NAME, "html") == page
    assert driver.current_url.endswith("?language=fr&channel=email")


@needs_axe
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(driver: Any, link: str, language: str) -> None:
    case = begin(driver, link)
    driver.get(f"{case}/letters/refund-request")
    answer(driver, press)
    paths = ("", "/answers", "/statement", "/evidence", "/letters/refund-request")
    addresses = [f"{case.partition('/cases')[0]}/", *(f"{case}{path}" for path in paths)]
    addresses.append(f"{case}/letters/refund-request/compare?with=de")
    addresses.append(f"{case}/questions?about=charges.0.date,charges.0.amount,sender.role,country")
    # The pseudo-locale is on no list: it is for tests.
    driver.add_cookie({"name": "refundletters-language", "value": language})
    found: list[str] = []
    for address in addresses:
        driver.get(address)
        found += complaints(driver, address)
    assert found == []
