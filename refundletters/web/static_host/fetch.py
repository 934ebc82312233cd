"""Fetch the pinned files from their registries, once, and trust only their hashes."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import msgspec

from refundletters.errors import UsageError
from refundletters.messages import say
from refundletters.storage.write import make_folder

__all__ = ["Engine", "Pins", "Wheel", "fetch_engine", "fetch_wheel", "pins"]


class Engine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Python for the browser, as npm has it."""

    package: str
    version: str
    python: str
    platform: str
    sha512: str
    licence: str


class Wheel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A package of PyPI; ``keep`` names the files that are taken, all if empty."""

    name: str
    version: str
    sha256: str
    licence: str
    compiled: bool = False
    keep: tuple[str, ...] = ()


class Pins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is fetched."""

    engine: Engine
    wheels: tuple[Wheel, ...]


def pins() -> Pins:
    """Return what is fetched, as ``pins.toml`` has it."""
    text = (resources.files(__package__) / "pins.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Pins)


def fetch_engine(engine: Engine, cache: Path) -> Path:
    """Return the package of the engine as npm packs it.

    Raises:
        UsageError: It cannot be fetched, or is not what was pinned.
    """
    path = cache / f"{engine.package}-{engine.version}.tgz"
    if not path.is_file():
        make_folder(cache)
        name = f"{engine.package}@{engine.version}"
        _run([program("npm"), "pack", name, "--silent", "--pack-destination", str(cache)], name)
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    return _checked(path, digest, engine.sha512)


def fetch_wheel(wheel: Wheel, engine: Engine, cache: Path) -> Path:
    """Return a wheel.

    Raises:
        UsageError: It cannot be fetched, or is not what was pinned.
    """
    folder = cache / f"{wheel.name}-{wheel.version}"
    if not any(folder.glob("*.whl")):
        make_folder(folder)
        name = f"{wheel.name}=={wheel.version}"
        abi = f"cp{engine.python.replace('.', '')}"
        platforms = [engine.platform] if wheel.compiled else ["manylinux2014_x86_64"]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--implementation", "cp", "--abi", abi]
        command += ["--python-version", engine.python, "--dest", str(folder), name]
        command += [part for one in platforms for part in ("--platform", one)]
        _run(command, name)
    path = next(folder.glob("*.whl"))
    return _checked(path, hashlib.sha256(path.read_bytes()).hexdigest(), wheel.sha256)


def program(name: str) -> str:
    """Return the path of a program.

    Raises:
        UsageError: It is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise UsageError(
            say("%(program)s is needed to build the page for the browser.", program=name),
            say("Install Node.js, which brings node and npm, and try again."),
        )
    return found


def _run(command: Sequence[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        detail = (done.stderr.strip().splitlines() or [""])[-1]
        raise UsageError(
            say("%(name)s cannot be fetched: %(detail)s", name=what, detail=detail),
            say("Check the connection, and that npm and pip work here."),
        )


def _checked(path: Path, found: str, pinned: str) -> Path:
    if found == pinned:
        return path
    path.unlink()
    raise UsageError(
        say("%(file)s is not the file that was pinned; it was removed.", file=path.name),
        say("Try again. If that does not help, do not use this file."),
    )
