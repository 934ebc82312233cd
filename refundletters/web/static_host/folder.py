"""Join the parts into the folder: one version, its hash in every address, headers for hosts."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Final

from refundletters.web.static_host.look import HEADERS, KEPT_FOR_EVER

__all__ = ["is_ours", "join"]

_HERE: Final = Path(__file__).parent
_ASSETS: Final = _HERE.parent / "assets"
_SCRIPTS: Final = ("shell.js", "engine.js", "worker.js", "mount.mjs", "shell.css")
_ENGINE: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
_BAKED: Final = ("library.zip", "program.bin")
_PLACEHOLDER: Final = "app-VERSION"
_MARK: Final = "page.webmanifest"
_WORKER: Final = "sw.js"
_NOT_OFFLINE: Final = frozenset({"licences", "_headers", _WORKER})


def is_ours(folder: Path) -> bool:
    """Tell whether a folder was made by :func:`join`."""
    return all((folder / name).is_file() for name in (_MARK, _WORKER, "index.html", "_headers"))


def join(target: Path, staged: Path, baked: Path) -> Path:
    """Write the folder.

    Args:
        target: Where; it does not exist yet.
        staged: What :func:`.stage.stage` laid out.
        baked: What was compiled from it.

    Returns:
        The folder.
    """
    app = target / _PLACEHOLDER
    app.mkdir(parents=True)
    for source in (
        *(staged / "engine" / "package" / name for name in _ENGINE),
        *(baked / name for name in _BAKED),
        *(_HERE / "js" / name for name in _SCRIPTS),
        *(_ASSETS / name for name in ("style.css", "page.js", "icon.svg")),
    ):
        shutil.copyfile(source, app / source.name)
    packs = sorted((baked / "packs").iterdir())
    for pack in packs:
        shutil.copyfile(pack, app / pack.name)
    pages = sorted((baked / "pages").glob("*.html"))
    lock = json.loads((staged / "engine" / "package" / "pyodide-lock.json").read_bytes())
    # What the scripts know of the folder. Of the engine's packages none is used but what lies here.
    parts = {
        "SIZES": {name: (app / name).stat().st_size for name in (*_ENGINE, *_BAKED)},
        "LANGUAGES": [page.stem for page in pages],
        "PACKS": [pack.stem for pack in packs],
        "LOCK": {**lock, "packages": {}},
    }
    lines = [f"export const {name} = {json.dumps(value)};\n" for name, value in parts.items()]
    (app / "files.mjs").write_text("".join(lines), encoding="utf-8")
    version = f"app-{_digest(app)}"
    app.rename(target / version)
    for page in pages:
        place = Path("index.html") if page.stem == "en_US" else Path("start") / page.name
        _write(target / place, page.read_text(encoding="utf-8"), version)
    for name in ("paper.html", _MARK):
        _write(target / name, (_HERE / "js" / name).read_text(encoding="utf-8"), version)
    shutil.copytree(staged / "licences", target / "licences")
    _write_worker(target, version)
    _write(target / "_headers", _headers(version), version)
    return target


def _write(path: Path, text: str, version: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(_PLACEHOLDER, version), encoding="utf-8")


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:12]


def _write_worker(target: Path, version: str) -> None:
    files = [
        path.relative_to(target).as_posix()
        for path in sorted(target.rglob("*"))
        if path.is_file() and path.relative_to(target).parts[0] not in _NOT_OFFLINE
    ]
    text = (_HERE / "js" / _WORKER).read_text(encoding="utf-8")
    listed = json.dumps(["./", *files], indent=1)
    _write(target / _WORKER, text.replace("const FILES = [];", f"const FILES = {listed};"), version)


def _headers(version: str) -> str:
    """Return the headers in the form that hosts of static files read."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    lines += [f"/{version}/*", f"  Cache-Control: {KEPT_FOR_EVER}"]
    lines += [
        "/index.html",
        "  Cache-Control: no-cache",
        f"/{_WORKER}",
        "  Cache-Control: no-cache",
    ]
    return "\n".join(lines) + "\n"
