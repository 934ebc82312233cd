"""Nothing leaves the machine: no command asks the system for a socket or a name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASE = Path(__file__).resolve().parents[2] / "samples/us-charged-after-canceling/case.toml"

# A hook of the interpreter sees every socket, whichever library opens it; it cannot be removed.
_SCRIPT = """
import shutil, sys
from pathlib import Path

def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        sys.stderr.write(f"NETWORK {event} {arguments}\\n")

sys.addaudithook(watch)
from refundletters.cli.main import main

folder = Path(sys.argv[1])
case = folder / "case.toml"
shutil.copy(sys.argv[2], case)
environ = {"REFUNDLETTERS_HOME": str(folder / "home")}

def run(*words):
    code = main(words, environ, None, sys.stdout, sys.stderr)
    sys.stderr.write(f"DONE {code} {words[0]}\\n")

for format in ("text", "snippet", "docx", "html", "eml", "pdf"):
    words = ("--case", str(case), "--format", format, "-o", str(folder / f"letter.{format}"))
    run("write", "refund-request", *words, "--no-input", "--interface", "de_DE")
for name in ("documents", "services", "rules", "locales", "questions", "schema", "cases"):
    run(name)
run("plan", "--case", str(case))
run("log", str(case), "--set", "result=refused", "--no-input")
run("remind", str(case), "-o", str(folder / "days.ics"))
run("bundle", str(case), "-o", str(folder / "all.zip"))
run("report", str(case))
run("translate", "check")
"""


def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path), str(CASE)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = done.stderr.splitlines()
    assert [line for line in said if line.startswith("NETWORK")] == []
    assert sum(line.startswith("DONE 0") for line in said) >= 14, done.stderr
    assert done.returncode == 0


def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    script = _SCRIPT.partition("folder =")[0] + "import socket; socket.socket()"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), str(CASE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NETWORK socket.__new__" in done.stderr
