"""Chromium as the tests of the page use it: opened, filled in by keyboard, watched."""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.web import KNOWN, Page

from ..render.tools import missing

LACKING = missing("chromium", "chromedriver") or (
    "" if importlib.util.find_spec("selenium") else "needs selenium: pip install -e .[browser]"
)


@contextmanager
def chromium(folder: Path, language: str = "en-US") -> Iterator[Any]:
    """Open a browser whose profile and downloads lie in a folder."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    arguments = ("--headless=new", "--no-sandbox", "--window-size=1280,900", f"--lang={language}")
    for argument in (*arguments, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(argument)
    preferences = {
        "intl.accept_languages": language,
        "download.default_directory": str(folder / "downloads"),
    }
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    with webdriver.Chrome(options=options, service=service) as opened:
        opened.get("about:blank")
        driver: Any = opened
        driver.get_log("performance")  # what a new profile of the browser shows of its own
        yield driver


def enter(driver: Any, selector: str) -> None:
    """Press a button by keyboard alone."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    driver.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.ENTER)


def click(driver: Any, selector: str) -> None:
    from selenium.webdriver.common.by import By

    driver.find_element(By.CSS_SELECTOR, selector).click()


def choose(driver: Any) -> None:
    """Choose what happened and what is wanted on the first page."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    for chosen in ("[value='charged_after_cancellation']", "[value='money_back']"):
        driver.find_element(By.CSS_SELECTOR, chosen).send_keys(Keys.SPACE)


def answer(driver: Any, press: Callable[[Any, str], None]) -> None:
    """Answer pages of questions until something else comes.

    Args:
        driver: The browser.
        press: Presses a button and waits for what it leads to.
    """
    for _ in range(20):
        if "/questions" not in driver.current_url:
            return
        fill(driver)
        press(driver, ".questions .primary")
    raise AssertionError(driver.current_url)


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


def requested(driver: Any) -> list[str]:
    """The addresses that the browser asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]


def until(driver: Any, condition: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not driver.execute_script(f"return {condition}"):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def wait_for(place: Path, pattern: str) -> Path:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        found = list(place.glob(pattern))
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError(f"nothing like {pattern} arrived in {place}")
