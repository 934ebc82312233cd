"""Tasks of developers: ``nox -s fix``, ``lint``, ``test``, ``docs``, ``audit``; ``nox --list``.

Words after ``--`` go to pytest: ``nox -s test -- tests/facts``. Nox rather than a justfile or
Makefile, since it comes from pip on every system and makes environments of several Pythons.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import nox

LOCKED = "constraints/locked.txt"
LOWEST = "constraints/lowest.txt"
OLDEST = "3.11"
PYTHONS = [OLDEST, "3.12", "3.13", "3.14"]

# What hangs on the versions of libraries most: numbers and dates, catalogues, letters and files.
QUICK = ["answers", "i18n", "translate", "letters", "samples", "render", "sink", "packaging"]

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "virtualenv"  # with pip in it, which tests of the wheel use
nox.options.download_python = "never"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "test"]


def install(session: nox.Session, extras: str, *options: str) -> None:
    """Install the checkout with some extras; options name the constraints."""
    session.install("-q", *options, "-e", f".[{extras}]")


@nox.session
def fix(session: nox.Session) -> None:
    """Mend what can be mended without thinking, and format."""
    install(session, "test", "-c", LOCKED)
    session.run("ruff", "check", "--fix", ".")
    session.run("ruff", "format", ".")


@nox.session
def lint(session: nox.Session) -> None:
    """Find faults of style and type."""
    install(session, "test", "-c", LOCKED)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests with the versions that are locked."""
    install(session, "test", "-c", LOCKED)
    session.run("pytest", "-q", "-n", "2", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site of docs/ into build/site; a warning is an error."""
    install(session, "docs", "-c", LOCKED)
    session.run(
        "sphinx-build", "-q", "-W", "--keep-going", "-E", "-b", "html", "docs", "build/site"
    )


@nox.session(python=PYTHONS)
@nox.parametrize("end", ["lowest", "newest"])
def ends(session: nox.Session, end: str) -> None:
    """Run the tests at one end of the bounds: all at the lowest on 3.11, else QUICK."""
    if end == "lowest" and session.python == "3.14":
        session.skip("msgspec 0.19 has no wheel for it; from 0.20 on there is one")
    install(session, "test,holidays", *(["-c", LOWEST] if end == "lowest" else ["--upgrade"]))
    whole = end == "lowest" and session.python == OLDEST
    chosen = [] if whole else [f"tests/{name}" for name in QUICK]
    session.run("pytest", "-q", "-n", "2", *(session.posargs or chosen))


@nox.session
def audit(session: nox.Session) -> None:
    """Ask the advisory database about what is locked; say so where it cannot be reached."""
    session.install("-q", "pip-audit")
    Path("build").mkdir(exist_ok=True)
    answer = Path("build/audit.json")
    answer.unlink(missing_ok=True)
    session.run(
        *("pip-audit", "--requirement", LOCKED, "--no-deps", "--disable-pip", "--format", "json"),
        *("--progress-spinner", "off", "--output", str(answer)),
        success_codes=[0, 1],  # 1 means that something was found, or that nobody answered
        silent=True,
    )
    if not answer.exists():
        session.warn("NOT CHECKED: the advisory database could not be reached from here")
        return
    found = json.loads(answer.read_text(encoding="utf-8"))["dependencies"]
    skipped = [one["name"] for one in found if "skip_reason" in one]
    known = [f"{one['name']}: {bad['id']}" for one in found for bad in one.get("vulns", ())]
    session.log(f"{len(found) - len(skipped)} of {len(found)} checked, {len(known)} known faults")
    if skipped:
        session.warn(f"NOT CHECKED, the database gave no answer: {', '.join(skipped)}")
    if known:
        session.error(", ".join(known))


@nox.session
def sbom(session: nox.Session) -> None:
    """Write the bill of materials of an installation with all extras into build/."""
    install(session, "pdf,bundle,heic,statements,holidays", "-c", LOCKED)
    session.run("python", "-m", "pip", "uninstall", "-q", "-y", "setuptools", "wheel")
    tool = Path(session.create_tmp()) / "tool"
    session.run("python", "-m", "venv", str(tool), silent=True)
    own = tool / ("Scripts" if sys.platform == "win32" else "bin")
    session.run(str(own / "pip"), "install", "-q", "cyclonedx-bom", external=True)
    Path("build").mkdir(exist_ok=True)
    options = ("--pyproject", "pyproject.toml", "--output-reproducible")
    session.run(
        *(str(own / "cyclonedx-py"), "environment", *options, "--output-format", "JSON"),
        *("--output-file", "build/refundletters.cdx.json", session.virtualenv.location),
        external=True,
    )


@nox.session
def lock(session: nox.Session) -> None:
    """Write both files of constraints anew, and with them the hooks' ruff and tables from Babel."""
    session.install("-q", "-c", LOCKED, "uv")
    base = ["uv", "pip", "compile", "-q", "--upgrade", "--universal", "--python-version", OLDEST]
    base += ["--fork-strategy", "fewest", "--all-extras", "--no-annotate"]
    base += ["--custom-compile-command", "nox -s lock", "pyproject.toml"]
    session.run(*base, "-o", LOCKED)
    session.run(*base, "--resolution", "lowest-direct", "-o", LOWEST)
    session.install("-q", "-c", LOCKED, "babel")
    session.run("python", "tools/countries.py")
    [ruff] = re.findall(r"^ruff==(\S+)", Path(LOCKED).read_text(encoding="utf-8"), re.MULTILINE)
    hooks = Path(".pre-commit-config.yaml")
    told = re.sub(r"ruff==[\d.]+", f"ruff=={ruff}", hooks.read_text(encoding="utf-8"))
    hooks.write_text(told, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit("Run it with nox: pip install nox, then nox --list")
