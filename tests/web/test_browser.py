"""The page in Chromium: from an empty start to a letter in Word, axe, and nothing outside.

Needs selenium, Chromium with its driver, and for the checks of accessibility axe-core.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from support.web import Page

from ..render.tools import folder, missing

ROOT = Path(__file__).parents[2]
LACKING = missing("chromium", "chromedriver") or (
    "" if importlib.util.find_spec("selenium") else "needs selenium: pip install -e .[browser]"
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=LACKING),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # selenium leaves sockets to the end
]
AXE = folder() / "node_modules" / "axe-core" / "axe.min.js"
LOOKS = {
    "light": (1280, "light"),
    "dark": (1280, "dark"),
    "narrow": (320, "light"),
}
LANGUAGES = ("en_US", "en_XB")  # en_XB runs from right to left
KNOWN = {
    "country": "US",
    "region": "CA",
    "sender.role": "account_holder",
    "service.id": "netflix",
    "service.biller": "provider",
    "cancellation.status": "yes",
    "cancellation.on": "2026-01-20",
    "cancellation.how": "web",
    "charges.0.date": "2026-02-21",
    "charges.0.amount": "15.49",
    "used_after_charge": "none",
    "request.primary": "full",
    "permission.withdrawn": "yes",
    "permission.on": "2026-01-20",
    "permission.how": "web",
    "sender.full_name": "Sam Example",
    "account.identifier": "sam@example.org",
    "confirmed.facts_true": "true",
    "confirmed.not_refunded": "true",
}


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
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,900"):
        options.add_argument(argument)
    options.add_experimental_option(
        "prefs",
        {
            "intl.accept_languages": "en-US",
            "download.default_directory": str(tmp_path / "downloads"),
        },
    )
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    with webdriver.Chrome(options=options, service=service) as opened:
        yield opened


def press(driver: Any, selector: str) -> None:
    """Press a button by keyboard alone, and wait for the page that it leads to."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    driver.execute_script("window.old = true")
    driver.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.ENTER)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if driver.execute_script("return !window.old && document.readyState == 'complete'"):
            return
        time.sleep(0.05)


def fill(driver: Any) -> None:
    """Answer what is known on a page, by keyboard."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    form = Page(driver.page_source).form("/cases/" + case_of(driver) + "/questions")
    for name, control in form.controls.items():
        known = KNOWN.get(name)
        if ":" in name or (known is None and f"{name}:unknown" not in form.controls):
            continue
        field = f"[name='{name}']"
        if known is None:
            driver.find_element(By.CSS_SELECTOR, f"[name='{name}:unknown']").send_keys(Keys.SPACE)
        elif control.kind in {"radio", "checkbox"}:
            chosen = f"{field}[value='{known}']"
            driver.find_element(By.CSS_SELECTOR, chosen).send_keys(Keys.SPACE)
        elif control.kind == "select":
            driver.find_element(By.CSS_SELECTOR, f"{field} [value='{known}']").click()
        else:
            element = driver.find_element(By.CSS_SELECTOR, field)
            element.clear()
            element.send_keys(known)


def case_of(driver: Any) -> str:
    return str(driver.current_url).split("/cases/")[1].partition("/")[0]


def answer(driver: Any) -> None:
    for _ in range(20):
        if "/questions" not in driver.current_url:
            return
        fill(driver)
        press(driver, ".questions .primary")
    raise AssertionError(driver.current_url)


def begin(driver: Any, link: str) -> str:
    """Go from the first page to where somebody stands, and return the address of the case."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    driver.get(link)
    for chosen in ("[value='charged_after_cancellation']", "[value='money_back']"):
        driver.find_element(By.CSS_SELECTOR, chosen).send_keys(Keys.SPACE)
    press(driver, ".begin .primary")
    answer(driver)
    return str(driver.current_url)


def requested(driver: Any) -> list[str]:
    """The addresses that the browser asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]


def test_from_an_empty_start_to_a_letter_in_word_by_keyboard(
    driver: Any, link: str, tmp_path: Path
) -> None:
    case = begin(driver, link)
    driver.get(f"{case}/letters/refund-request")
    answer(driver)
    assert driver.current_url == f"{case}/letters/refund-request"
    press_download(driver, "[value=docx]")
    letter = wait_for(tmp_path / "downloads", "*.docx")
    with ZipFile(letter) as archive:
        assert "Sam Example" in archive.read("word/document.xml").decode()
    origin = link.partition("/open/")[0]
    outside = [url for url in requested(driver) if not url.startswith((origin, "data:"))]
    assert outside == []
    complaints = [entry for entry in driver.get_log("browser") if "422" not in entry["message"]]
    assert complaints == []


def test_a_message_follows_its_settings_without_a_new_page(driver: Any, link: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    case = begin(driver, link)
    driver.get(f"{case}/letters/refund-request")
    answer(driver)
    page = driver.find_element(By.TAG_NAME, "html")
    assert "Thank you for your help." in driver.find_element(By.ID, "live").text
    Select(driver.find_element(By.ID, "letter-language")).select_by_value("fr")
    deadline = time.monotonic() + 10
    while "Bonjour" not in driver.find_element(By.ID, "live").text:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert driver.find_element(By.TAG_NAME, "html") == page
    assert driver.current_url.endswith("?language=fr&channel=email")


def press_download(driver: Any, selector: str) -> None:
    from selenium.webdriver.common.by import By

    driver.find_element(By.CSS_SELECTOR, selector).click()


def wait_for(place: Path, pattern: str) -> Path:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        found = list(place.glob(pattern))
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"nothing like {pattern} arrived in {place}")


@pytest.mark.skipif(bool(missing(package="axe-core")), reason=missing(package="axe-core"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(driver: Any, link: str, language: str) -> None:
    case = begin(driver, link)
    driver.get(f"{case}/letters/refund-request")
    answer(driver)
    paths = ("", "/answers", "/statement", "/evidence", "/letters/refund-request")
    addresses = [f"{case.partition('/cases')[0]}/", *(f"{case}{path}" for path in paths)]
    addresses.append(f"{case}/letters/refund-request/compare?with=de")
    addresses.append(f"{case}/questions?about=charges.0.date,charges.0.amount,sender.role,country")
    # The pseudo-locale is on no list: it is for tests.
    driver.add_cookie({"name": "refundletters-language", "value": language})
    found: list[str] = []
    for address in addresses:
        driver.get(address)
        for name, (width, scheme) in LOOKS.items():
            look(driver, width, scheme)
            found += [f"{address} {name}: {finding}" for finding in findings(driver)]
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            assert wide <= width, (address, name)
    assert found == []


def look(driver: Any, width: int, scheme: str) -> None:
    # A color on its way to another has the contrast of neither.
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def findings(driver: Any) -> list[str]:
    """What axe has to say about WCAG 2.2 AA on this page."""
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = driver.execute_async_script(
        "const done = arguments[1];"
        "axe.run({runOnly: arguments[0], rules: {'target-size': {enabled: true}}}).then(done)",
        tags,
    )
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
