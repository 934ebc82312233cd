"""First and later visits to the page in the browser, from its address to a written message.

    python benchmarks/page.py FOLDER [--runs N]

``FOLDER`` is what ``refundletters web --static`` wrote; headless Chromium with its driver and
selenium have to be there. Each run begins with an empty profile and ends with a second start of the
browser. A case is opened as a file; then a chat opener and a letter are asked for, as pages. Times
are milliseconds after the start of the navigation; the load of the machine stands beside them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from selenium import webdriver

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from refundletters.web.static_host.look import server  # noqa: E402 - of this checkout

CASE = ROOT / "samples" / "us-charged-after-canceling" / "case.toml"
SETTLE = 60
SCRIPT = """
const [text, done] = arguments;
const marks = {};
const mark = (name) => { marks[name] = Math.round(performance.now()); };
const wait = async (condition) => {
  while (!condition()) await new Promise((go) => setTimeout(go, 5));
};
(async () => {
  const ready = wait(() => document.documentElement.dataset.engine === "ready");
  ready.then(() => mark("ready"));
  await wait(() => globalThis.refundletters);
  const file = new FormData();
  file.append("file", new Blob([text]), "case.toml");
  const opened = await refundletters.fetch("/open", { method: "POST", body: file });
  mark("opened");
  const letters = `${new URL(opened.url).pathname}/letters`;
  const write = async (name) => (await refundletters.fetch(`${letters}/${name}`)).text();
  if (!(await write("chat-opener")).includes('id="live"')) throw new Error("no message");
  mark("chat");
  await write("refund-request");
  mark("letter");
  await write("refund-request");
  marks.again = Math.round(performance.now()) - marks.letter;
  await ready;
  const [seen] = performance.getEntriesByName("first-contentful-paint");
  marks.seen = Math.round(seen.startTime);
  done(marks);
})().catch((error) => done({ error: String(error) }));
"""


def visit(profile: str, address: str, *, settle: bool) -> dict[str, float]:
    """Start the browser, go the way to a letter, and return when each step was done."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--lang=en-US"):
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={profile}")
    service = webdriver.ChromeService("/usr/bin/chromedriver")
    with webdriver.Chrome(options=options, service=service) as driver:
        driver.set_script_timeout(120)
        load = os.getloadavg()[0]
        driver.get(address)
        marks: dict[str, Any] = driver.execute_async_script(SCRIPT, CASE.read_text("utf-8"))
        if "error" in marks:
            raise SystemExit(marks["error"])
        if settle:
            _until_kept(driver)
        return {**marks, "load": load}


def _until_kept(driver: Any) -> None:
    """Wait until the folder is kept for use without a connection, and its compiled code is."""
    end = time.monotonic() + SETTLE
    while time.monotonic() < end:
        if driver.execute_script("return document.documentElement.dataset.offline") == "ready":
            break
        time.sleep(0.2)
    time.sleep(2)


def main() -> None:
    """Measure, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    options = parser.parse_args()
    visits: dict[str, list[dict[str, float]]] = {"first": [], "later": []}
    with server(options.folder) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{serving.server_port}/"
        for _ in range(options.runs):
            with tempfile.TemporaryDirectory() as profile:
                for name in visits:
                    visits[name].append(visit(profile, address, settle=name == "first"))
        serving.shutdown()
    for name, found in visits.items():
        middle = {
            mark: round(statistics.median(one[mark] for one in found), 1) for mark in found[0]
        }
        print(name, middle, "fastest", min(one["chat"] for one in found))


if __name__ == "__main__":
    main()
