"""The folder in Chromium: from an empty start to a letter, offline, two tabs, nothing outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from refundletters.web.static_host import look

from ..test_browser import LACKING, fill, requested, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=LACKING),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # selenium leaves sockets to the end
]
READY = "document.documentElement.dataset.engine == 'ready'"
OFFLINE = "document.documentElement.dataset.offline == 'ready'"


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


def until(driver: Any, condition: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not driver.execute_script(f"return {condition}"):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def press(driver: Any, selector: str) -> None:
    """Press a button by keyboard alone, and wait until the page shows something else."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    changing(driver, lambda: driver.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.ENTER))


def changing(driver: Any, act: Callable[[], None]) -> None:
    driver.execute_script("document.getElementById('main').dataset.old = 1")
    act()
    until(driver, "!document.getElementById('main').dataset.old")


def begin(driver: Any, address: str, language: str = "en") -> None:
    """Choose what happened and what is wanted, on the plain first page."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    driver.get(address)
    until(driver, f"document.documentElement.lang.startsWith('{language}')")
    for chosen in ("[value='charged_after_cancellation']", "[value='money_back']"):
        driver.find_element(By.CSS_SELECTOR, chosen).send_keys(Keys.SPACE)
    press(driver, ".begin .primary")


def answer(driver: Any) -> None:
    for _ in range(20):
        if "/questions" not in driver.current_url:
            return
        fill(driver)
        press(driver, ".questions .primary")
    raise AssertionError(driver.current_url)


def go(driver: Any, path: str) -> None:
    changing(driver, lambda: driver.execute_script(f"location.hash = '#{path}'"))


def case_path(driver: Any) -> str:
    path = str(driver.current_url).partition("#")[2]
    return "/".join(path.partition("?")[0].split("/")[:3])


def download(driver: Any, folder: Path, selector: str, pattern: str) -> Path:
    from selenium.webdriver.common.by import By

    driver.find_element(By.CSS_SELECTOR, selector).click()
    return wait_for(folder / "downloads", pattern)


def words(text: str) -> str:
    return " ".join(text.split())


def complaints(driver: Any) -> list[str]:
    return [entry["message"] for entry in driver.get_log("browser")]


def by_command(case: Path, document: str, format: str, locale: str) -> bytes:
    """What the command line writes for a case file."""
    target = case.with_name(f"by-command.{format}")
    command = [sys.executable, "-m", "refundletters", "write", document, "--case", str(case)]
    command += ["--format", format, "--output", str(target), "--locale", locale, "--no-input"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "LC_ALL": locale})
    return target.read_bytes()


def test_from_an_empty_start_to_a_letter_in_word(address: str, tmp_path: Path, locale: str) -> None:
    with chromium(tmp_path, locale.replace("_", "-")) as driver:
        begin(driver, address, locale[:2])  # answered before the engine is there
        answer(driver)
        assert driver.execute_script("return document.documentElement.lang")[:2] == locale[:2]
        case = case_path(driver)
        go(driver, f"{case}/letters/chat-opener")
        answer(driver)
        go(driver, f"{case}/letters/refund-request")
        answer(driver)
        go(driver, f"{case}/letters/refund-request?language={locale}")
        letter = download(driver, tmp_path, "[value=docx]", "*.docx").read_bytes()
        go(driver, f"{case}/letters/chat-opener?language={locale}")
        chat = driver.execute_script("return document.getElementById('text-1').value")
        go(driver, f"{case}/answers")
        saved = download(driver, tmp_path, f"a[href='{case}/file']", "*.toml")
        assert tomllib.loads(saved.read_text(encoding="utf-8"))["service"]["id"] == "netflix"
        outside = [
            url for url in requested(driver) if not url.startswith((address, "data:", "blob:"))
        ]
        assert outside == []
        assert complaints(driver) == []
    assert letter == by_command(saved, "refund-request", "docx", locale)
    assert words(chat) in words(by_command(saved, "chat-opener", "text", locale).decode())


def test_it_works_with_the_network_cut_after_a_restart(
    address: str, built: Path, tmp_path: Path
) -> None:
    del built
    with chromium(tmp_path) as driver:
        begin(driver, address)
        until(driver, OFFLINE)
        case = case_path(driver)
    with chromium(tmp_path) as driver:
        driver.execute_cdp_cmd("Network.enable", {})
        cut = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        driver.execute_cdp_cmd("Network.emulateNetworkConditions", cut)
        driver.get(address)
        until(driver, READY)
        until(driver, f"document.querySelector(\".resume a[href='{case}']\") !== null")
        go(driver, f"{case}/answers")
        assert driver.find_element("id", "main").text != ""


def test_two_tabs_lose_nothing(address: str, tmp_path: Path) -> None:
    with chromium(tmp_path) as driver:
        begin(driver, address)
        case = case_path(driver)
        first = driver.current_window_handle
        driver.switch_to.new_window("tab")
        driver.get(f"{address}#{case}/questions?about=sender.full_name")
        until(driver, "document.querySelector('[name=\"sender.full_name\"]') !== null")
        driver.find_element("name", "sender.full_name").send_keys("Sam Example")
        driver.switch_to.window(first)
        go(driver, f"{case}/questions?about=sender.phone")
        driver.find_element("name", "sender.phone").send_keys("555 0100")
        press(driver, ".questions .primary")
        driver.switch_to.window(driver.window_handles[1])
        press(driver, ".questions .primary")
        go(driver, f"{case}/answers")
        told = driver.find_element("id", "main").text
        assert "Sam Example" in told
        assert "555 0100" in told


def test_what_is_kept_can_be_looked_at_and_wiped(address: str, tmp_path: Path) -> None:
    with chromium(tmp_path) as driver:
        begin(driver, address)
        name = case_path(driver).rpartition("/")[2]
        go(driver, "/kept")
        assert f"cases/{name}.toml" in driver.find_element("id", "main").text
        driver.find_element("name", "sure").click()
        press(driver, "main form button")
        assert "Nothing is kept." in driver.find_element("id", "main").text
        driver.get(f"{address}index.html")
        until(driver, READY)
        assert driver.find_elements("css selector", ".resume") == []


def test_a_letter_on_paper_has_its_own_style(address: str, tmp_path: Path) -> None:
    with chromium(tmp_path) as driver:
        begin(driver, address)
        answer(driver)
        case = case_path(driver)
        go(driver, f"{case}/letters/refund-request")
        answer(driver)
        driver.find_element("css selector", "a[target=_blank]").click()
        driver.switch_to.window(driver.window_handles[-1])
        until(driver, "document.querySelector('main') !== null")
        assert "Netflix" in driver.find_element("tag name", "body").text
        widest = "getComputedStyle(document.querySelector('main')).maxWidth"
        assert driver.execute_script(f"return {widest}") != "none"
        assert complaints(driver) == []


def test_a_host_with_wrong_types_is_told_and_the_command_line_named(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {**look._Handler.extensions_map, ".wasm": "text/plain"}
    monkeypatch.setattr(look._Handler, "extensions_map", kinds)
    with chromium(tmp_path) as driver:
        driver.get(address)
        until(driver, "!document.getElementById('engine-failed').hidden", 30)
        told = driver.find_element("id", "engine").text
        assert "pyodide.asm.wasm: text/plain" in told
        assert "pip install refundletters" in told
