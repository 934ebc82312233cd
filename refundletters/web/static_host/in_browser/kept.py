"""What this browser keeps: looked at, and wiped."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from starlette.responses import Response

from refundletters.web.forms import read_form
from refundletters.web.site import Endpoint, Visit

__all__ = ["PATH", "addresses"]

PATH: Final = "/kept"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as the page lists it."""

    name: str
    size: int
    case: str = ""


def addresses(folder: Path) -> list[tuple[str, str, Endpoint]]:
    """Return the addresses that show and wipe a folder."""
    return [("GET", PATH, partial(_show, folder)), ("POST", PATH, partial(_wipe, folder))]


async def _show(folder: Path, visit: Visit) -> Response:
    names = set(visit.site.store.names())
    files = [
        KeptFile(place, path.stat().st_size, path.stem if _is_case(place, path, names) else "")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (place := path.relative_to(folder).as_posix())
    ]
    return visit.page("static_kept.html", files=files)


def _is_case(place: str, path: Path, names: set[str]) -> bool:
    return place == f"cases/{path.name}" and path.suffix == ".toml" and path.stem in names


async def _wipe(folder: Path, visit: Visit) -> Response:
    form = await read_form(visit.request)
    if form.text("sure") == "yes":
        for name in visit.site.store.names():
            visit.site.sittings.forget(name)
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    return visit.go(PATH)
