"""The folder in Chromium: from an empty start to a letter, offline, two tabs, nothing outside."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refundletters.web.static_host import look

from ..accessibility import LANGUAGES, complaints, needs_axe
from ..chromium import LACKING, answer, choose, chromium, click, enter, requested, until, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=LACKING),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # selenium leaves sockets to the end
]
READY = "document.documentElement.dataset.engine == 'ready'"
OFFLINE = "document.documentElement.dataset.offline == 'ready'"


def press(driver: Any, selector: str) -> None:
    """Press a button by keyboard alone, and wait until the page shows something else."""
    changing(driver, lambda: enter(driver, selector))


def changing(driver: Any, act: Callable[[], None]) -> None:
    driver.execute_script("document.getElementById('main').dataset.old = 1")
    act()
    until(driver, "!document.getElementById('main').dataset.old")


def begin(driver: Any, address: str, language: str = "en") -> None:
    """Choose what happened and what is wanted, on the plain first page."""
    driver.get(address)
    until(driver, f"document.documentElement.lang.startsWith('{language}')")
    choose(driver)
    press(driver, ".begin .primary")


def go(driver: Any, path: str) -> None:
    changing(driver, lambda: driver.execute_script(f"location.hash = '#{path}'"))


def case_path(driver: Any) -> str:
    path = str(driver.current_url).partition("#")[2]
    return "/".join(path.partition("?")[0].split("/")[:3])


def download(driver: Any, folder: Path, selector: str, pattern: str) -> Path:
    click(driver, selector)
    return wait_for(folder / "downloads", pattern)


def words(text: str) -> str:
    return " ".join(text.split())


def console(driver: Any) -> list[str]:
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
        answer(driver, press)
        assert driver.execute_script("return document.documentElement.lang")[:2] == locale[:2]
        case = case_path(driver)
        go(driver, f"{case}/letters/chat-opener")
        answer(driver, press)
        go(driver, f"{case}/letters/refund-request")
        answer(driver, press)
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
        assert console(driver) == []
    assert letter == by_command(saved, "refund-request", "docx", locale)
    assert words(chat) in words(by_command(saved, "chat-opener", "text", locale).decode())


@needs_axe
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(address: str, tmp_path: Path, language: str) -> None:
    with chromium(tmp_path, language.replace("_", "-")) as driver:
        driver.get(address)
        found = list(complaints(driver, "before the engine"))
        until(driver, READY)
        begin(driver, address)
        answer(driver, press)
        case = case_path(driver)
        go(driver, f"{case}/letters/refund-request")
        answer(driver, press)
        about = "about=charges.0.date,charges.0.amount,sender.role,country"
        paths = ("", "/answers", "/statement", "/evidence", f"/questions?{about}")
        letter = f"{case}/letters/refund-request"
        pages = [*(case + path for path in paths), letter, f"{letter}/compare?with=de"]
        for page in ("/", "/kept", "/nowhere", *pages):
            go(driver, page)
            assert (driver.execute_script("return document.dir") == "rtl") == (language == "en_XB")
            found += complaints(driver, page)
    assert found == []


def test_the_whole_way_goes_by_keyboard_alone(address: str, tmp_path: Path) -> None:
    at = "return document.activeElement.id"
    with chromium(tmp_path) as driver:
        begin(driver, address)
        assert driver.execute_script(at) == "main"
        answer(driver, press)
        case = case_path(driver)
        press(driver, f"a[href='{case}/letters/refund-request']")
        answer(driver, press)
        assert driver.execute_script(at) == "main"
        enter(driver, "[value=docx]")
        assert wait_for(tmp_path / "downloads", "*.docx").stat().st_size > 0
        press(driver, f".steps a[href='{case}/answers']")
        press(driver, f"a[href^='{case}/questions?about=charges.0.date']")
        field = driver.find_element("css selector", "input[name='charges.0.date']")
        field.clear()
        field.send_keys("some day")
        press(driver, ".questions .primary")
        assert driver.execute_script(at) == "problems"


def test_without_javascript_the_page_says_so_and_names_the_command_line(
    address: str, tmp_path: Path
) -> None:
    with chromium(tmp_path) as driver:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        driver.get(address)
        told = driver.find_element("tag name", "body").text
    assert "This page needs JavaScript" in told
    assert "pip install refundletters" in told


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
        answer(driver, press)
        case = case_path(driver)
        go(driver, f"{case}/letters/refund-request")
        answer(driver, press)
        driver.find_element("css selector", "a[target=_blank]").click()
        driver.switch_to.window(driver.window_handles[-1])
        until(driver, "document.querySelector('main') !== null")
        assert "Netflix" in driver.find_element("tag name", "body").text
        widest = "getComputedStyle(document.querySelector('main')).maxWidth"
        assert driver.execute_script(f"return {widest}") != "none"
        assert console(driver) == []


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
