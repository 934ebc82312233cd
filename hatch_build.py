"""Build hook: what goes into the source distribution and the wheel beside the package.

The source distribution holds what git tracks, and nothing that merely lies in the checkout.

``templates/`` and ``locales/`` stand at the top of the repository, where authors and translators
find them. Inside a wheel they are ``refundletters/_data/``, catalogues compiled, and beside them
lies what the program works out of its own files (``refundletters/cli/compile_shipped.py``). An
editable install reads the checkout itself and gets no copy. Nothing is ever written into the source
tree.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "refundletters/_data"
LETTERS = {".j2", ".toml"}
COMPILER = "refundletters/cli/compile_shipped.py"


class DataHook(BuildHookInterface[Any]):
    """Adds the files git tracks to the sdist, templates and compiled catalogues to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name everything that goes along; catalogues are compiled into a scratch folder.

        Raises:
            RuntimeError: A source distribution is built outside a git checkout.
            ValueError: A catalogue cannot be compiled; names the file and line.
        """
        self.scratch = Path(tempfile.mkdtemp(prefix="refundletters-build-"))
        included: dict[str, str] = build_data["force_include"]
        root = Path(self.root)
        if self.target_name == "sdist":
            included.update({str(root / name): name for name in tracked(root)})
        elif version != "editable":
            self._add_data(root, included)

    def _add_data(self, root: Path, included: dict[str, str]) -> None:
        for path in sorted((root / "templates").rglob("*")):
            if path.suffix in LETTERS:
                included[str(path)] = f"{INSIDE}/{path.relative_to(root).as_posix()}"
        for path in sorted((root / "locales").glob("*.pot")):
            included[str(path)] = f"{INSIDE}/locales/{path.name}"
        self._add_compiled(root, included)
        compile_po = _compiler(root)
        for path in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
            place = path.relative_to(root).with_suffix(".mo")
            target = self.scratch / place
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.write_bytes(compile_po(path.read_bytes(), path.parents[1].name))
            except ValueError as error:
                msg = f"{path.relative_to(root)}: {error}"
                raise ValueError(msg) from error
            included[str(target)] = f"{INSIDE}/{place.as_posix()}"

    def _add_compiled(self, root: Path, included: dict[str, str]) -> None:
        """Add what the package works out of its own files, in a process that can import it."""
        if not (root / COMPILER).is_file():
            return
        target = self.scratch / "compiled"
        # Sets are written in the order of their hashes: equal sources shall give equal bytes.
        environ = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": "0"}
        environ["PYTHONDONTWRITEBYTECODE"] = "1"
        words = [sys.executable, "-m", "refundletters.cli.compile_shipped", str(target)]
        done = subprocess.run(  # noqa: S603 - nothing in it comes from outside
            words, cwd=self.scratch, env=environ, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            msg = f"the tables that ship with the program cannot be compiled: {done.stderr}"
            raise ValueError(msg)
        for path in sorted(target.rglob("*")):
            if path.is_file():
                included[str(path)] = f"{INSIDE}/{path.relative_to(target).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the signature is hatchling's
        """Remove the scratch folder."""
        shutil.rmtree(self.scratch)


def tracked(root: Path) -> list[str]:
    """Return the files of a checkout that git tracks, by their path from its top.

    Raises:
        RuntimeError: It is no git checkout.
    """
    listed = subprocess.run(  # noqa: S603 - nothing in it comes from outside
        ["git", "-C", root, "ls-files", "-z"],  # noqa: S607 - git is where the user has it
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0 or not (root / ".git").exists():
        msg = "a source distribution is built in a git checkout only; a wheel can be built anywhere"
        raise RuntimeError(msg)
    names = listed.stdout.decode("utf-8").split("\0")
    return [name for name in names if (root / name).is_file()]


def _compiler(root: Path) -> Callable[[bytes, str], bytes]:
    """Return the package's own compiler; the package itself cannot be imported while it is built.

    Where it is built, only hatchling and Babel are installed.
    """
    spec = importlib.util.spec_from_file_location(
        "refundletters_compiling", root / "refundletters/i18n/compiling.py"
    )
    if spec is None or spec.loader is None:
        msg = "refundletters/i18n/compiling.py cannot be loaded"
        raise ImportError(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    compiler: Callable[[bytes, str], bytes] = module.compile_po
    return compiler
