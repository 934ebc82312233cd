"""Build hook: what lies beside the package in a checkout goes into the wheel, catalogues compiled.

``templates/`` and ``locales/`` stand at the top of the repository, where authors and translators
find them. Inside a wheel they are ``refundletters/_data/``. An editable install reads the checkout
itself and gets no copy. Nothing is ever written into the source tree.
"""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "refundletters/_data"
LETTERS = {".j2", ".toml"}


class DataHook(BuildHookInterface[Any]):
    """Adds templates and compiled catalogues to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues into a scratch folder and name everything that goes along.

        Raises:
            ValueError: A catalogue cannot be compiled; names the file and line.
        """
        self.scratch = Path(tempfile.mkdtemp(prefix="refundletters-build-"))
        if version == "editable":
            return
        included: dict[str, str] = build_data["force_include"]
        root = Path(self.root)
        for path in sorted((root / "templates").rglob("*")):
            if path.suffix in LETTERS:
                included[str(path)] = f"{INSIDE}/{path.relative_to(root).as_posix()}"
        for path in sorted((root / "locales").glob("*.pot")):
            included[str(path)] = f"{INSIDE}/locales/{path.name}"
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

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the signature is hatchling's
        """Remove the scratch folder."""
        shutil.rmtree(self.scratch)


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
