"""A virtual environment with the built wheel, away from the checkout."""

import site
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and return what it prints; its errors become the test's."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(target: str, tree: Path, into: Path) -> Path:
    """Build one ``sdist`` or ``wheel`` from a source tree and return the file."""
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", into, cwd=tree)
    [built] = into.iterdir()
    return built


def environment(folder: Path) -> Path:
    """Make a virtual environment that sees this one's libraries; return its python.

    A .pth file brings the libraries without the .pth files among them, and so without an editable
    install of the checkout.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    own = run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=folder).strip()
    libraries = "\n".join(site.getsitepackages())
    (Path(own) / "libraries.pth").write_text(libraries, encoding="utf-8")
    return python


def install(python: Path, *what: str | Path) -> None:
    """Install into that environment, offline and without dependencies."""
    options = ("--no-deps", "--no-index", "--no-build-isolation", "--quiet")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, *what, cwd=CHECKOUT)


@pytest.fixture(scope="session")
def sdist_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    if not (CHECKOUT / ".git").exists():
        pytest.skip("needs a git checkout")
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build("sdist", CHECKOUT, folder / "out")) as archive:
        archive.extractall(folder / "tree", filter="data")
    [tree] = (folder / "tree").iterdir()
    return tree


@pytest.fixture(scope="session")
def wheel(sdist_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an index would."""
    return build("wheel", sdist_tree, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The python of an environment with the wheel installed; run it outside the checkout."""
    python = environment(tmp_path_factory.mktemp("installed") / "venv")
    install(python, wheel)
    return python


@pytest.fixture(scope="session")
def editable_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The python of an environment with an editable install of the checkout."""
    python = environment(tmp_path_factory.mktemp("editable") / "venv")
    install(python, "--editable", CHECKOUT)
    return python
