"""Make the pictures of the page in ``docs`` from what it really shows.

Needs Chromium with its driver; run from the top of a checkout::

    .venv/bin/python tools/page_pictures.py
"""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from PIL import Image
from selenium import webdriver
from selenium.webdriver.common.by import By

from refundletters.answers import store

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURES: Final = ROOT / "docs" / "pictures"
SAMPLE: Final = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
BANK_FILE: Final = """Date,Description,Amount
2026-05-03,NETFLIX.COM,-15.49
2026-05-02,Corner Bakery,-6.20
2026-06-03,NETFLIX.COM,-15.49
2026-06-01,Example Rent,-900.00
"""
DESK, SHOWN, PHONE = 1280, 900, 360
LETTER: Final = "/cases/case/letters/refund-request"
QUESTIONS: Final = "/cases/case/questions?about=charges.0.date,charges.0.amount,sender.role"
# Name, address, color scheme, and the most lines of pixels.
PAGES: Final = (
    ("where-you-stand", "/cases/case", "light", 1700),
    ("message", LETTER, "light", 1300),
    ("message-dark", LETTER, "dark", 1300),
    ("beside", f"{LETTER}/compare?with=de", "light", 1000),
    ("answers", "/cases/case/answers", "light", 1500),
    ("questions", QUESTIONS, "light", 1000),
    ("where-you-stand-phone", "/cases/case", "light", 1900),
    ("message-phone", LETTER, "light", 1900),
    ("evidence-phone", "/cases/case/evidence", "light", 1300),
)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve the page, and yield the link that opens it."""
    environ = {**os.environ, "REFUNDLETTERS_HOME": str(home), "LC_ALL": "en_US"}
    command = [sys.executable, "-m", "refundletters", "web", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ, text=True) as process:  # noqa: S603 - nothing in it comes from outside
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def look(driver: Any, name: str, scheme: str = "light") -> int:
    """Set width and color scheme, and return the width."""
    width = PHONE if name.endswith("-phone") else DESK
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    return width


def picture(driver: Any, name: str, most: int, width: int) -> None:
    """Draw what is open, as high as it is but not higher than ``most``."""
    driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    height = min(most, driver.execute_script("return document.documentElement.scrollHeight"))
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
    with Image.open(io.BytesIO(base64.b64decode(shot))) as drawn:
        shown = min(width, SHOWN)
        small = drawn.convert("RGB").resize((shown, round(drawn.height * shown / width)))
        small.save(PICTURES / f"{name}.webp", quality=80, method=6)


def draw(driver: Any, link: str, home: Path, folder: Path) -> None:
    """Go through the pages: the first without a case, the others with one of the samples."""
    top = link.partition("/open/")[0]
    driver.get(link)
    for name in ("start", "start-phone"):
        width = look(driver, name)
        driver.get(f"{top}/")
        picture(driver, name, 1500, width)
    store.save(store.draft_path(home, "case"), store.load(SAMPLE))
    for name, address, scheme, most in PAGES:
        width = look(driver, name, scheme)
        driver.get(top + address)
        picture(driver, name, most, width)
    width = look(driver, "errors-phone")
    driver.get(top + QUESTIONS)
    for field, text in (("charges.0.date", "soon"), ("charges.0.amount", "a lot")):
        control = driver.find_element(By.NAME, field)
        control.clear()
        control.send_keys(text)
    driver.find_element(By.CSS_SELECTOR, ".questions .primary").click()
    picture(driver, "errors-phone", 1300, width)
    width = look(driver, "charges")
    bank_file = folder / "payments.csv"
    bank_file.write_text(BANK_FILE, encoding="utf-8")
    driver.get(f"{top}/cases/case/statement")
    driver.find_element(By.ID, "bank-file").send_keys(str(bank_file))
    driver.find_element(By.CSS_SELECTOR, ".drop .primary").click()
    picture(driver, "charges", 900, width)


if __name__ == "__main__":
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--lang=en-US"):
        options.add_argument(argument)
    # A driver that is named is not looked for on the network.
    service = webdriver.ChromeService(shutil.which("chromedriver") or "chromedriver")
    with (
        tempfile.TemporaryDirectory() as name,
        served(Path(name) / "home") as link,
        webdriver.Chrome(options=options, service=service) as driver,
    ):
        draw(driver, link, Path(name) / "home", Path(name))
