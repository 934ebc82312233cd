"""The page as a folder, built once a run, or the one that ``REFUNDLETTERS_PAGE`` names."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import filelock
import platformdirs
import pytest

from refundletters.errors import UsageError
from refundletters.web.static_host.build import build
from refundletters.web.static_host.folder import is_ours
from refundletters.web.static_host.look import server

from ...render.tools import missing

LOCALES = ("en_US", "de", "fr", "es")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Go through the page in two languages by a fixed seed, or in all of them."""
    if "locale" in metafunc.fixturenames:
        whole = metafunc.config.getoption("full")
        metafunc.parametrize("locale", LOCALES if whole else random.Random(1).sample(LOCALES, 2))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder; what is needed to build it may be missing."""
    named = os.environ.get("REFUNDLETTERS_PAGE")
    if named:
        assert is_ours(Path(named))
        return Path(named)
    lacking = missing("node", "npm") or ("" if find_spec("holidays") else "needs holidays")
    if lacking:
        pytest.skip(lacking)
    # Several workers of one run share what one of them builds.
    shared = tmp_path_factory.getbasetemp().parent / "built-page"
    cache = platformdirs.user_cache_path("refundletters", appauthor=False) / "page"
    with filelock.FileLock(shared.with_suffix(".lock")):
        if not (shared.is_dir() and is_ours(shared)):
            try:
                build(shared, cache)
            except UsageError as error:
                pytest.skip(str(error))
    return shared


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    """Serve the folder as a host of static files would."""
    with server(built) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()
