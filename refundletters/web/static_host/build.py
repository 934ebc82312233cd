"""Build the folder: fetch, lay out, compile inside the engine, and join with the page's scripts."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from refundletters.errors import SinkError, UsageError
from refundletters.messages import say
from refundletters.packs.roots import shipped_roots
from refundletters.storage.write import refused
from refundletters.web.static_host import folder as folders
from refundletters.web.static_host.fetch import pins, program
from refundletters.web.static_host.stage import stage

__all__ = ["build"]

_BAKE: Final = Path(__file__).parent / "js" / "bake.mjs"


def build(target: Path, cache: Path) -> Path:
    """Write the page as a folder that any web server for files can serve.

    Args:
        target: The folder; one that was built before is replaced.
        cache: Keeps what was fetched from the registries.

    Returns:
        The folder.

    Raises:
        UsageError: Something that is needed is missing, or the folder holds something else.
        SinkError: The folder cannot be written.
    """
    _refuse_other(target)
    node = program("node")
    with tempfile.TemporaryDirectory(prefix="refundletters-page-") as name:
        work = Path(name)
        staged = stage(work / "stage", pins(), cache, shipped_roots())
        baked = work / "baked"
        baked.mkdir()
        _bake(node, staged, baked)
        try:
            made = folders.join(work / "made", staged, baked)
            if target.exists():
                shutil.rmtree(target)
            shutil.copytree(made, target)
        except OSError as error:
            raise refused(target, error) from error
    return target


def _refuse_other(target: Path) -> None:
    """Leave a folder alone that this program has not built."""
    if target.exists() and not target.is_dir():
        raise UsageError(
            say("%(path)s is not a folder.", path=str(target)), say("Name another one.")
        )
    if target.is_dir() and any(target.iterdir()) and not folders.is_ours(target):
        raise UsageError(
            say("%(path)s holds other files, and building would remove them.", path=str(target)),
            say("Name a new folder, or one that was built before."),
        )


def _bake(node: str, staged: Path, baked: Path) -> None:
    command = [node, str(_BAKE), str(staged), str(baked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        detail = (done.stderr.strip().splitlines() or [""])[-1]
        raise SinkError(
            say("The page could not be compiled: %(detail)s", detail=detail),
            say("Try again with Node.js 20 or newer."),
        )
