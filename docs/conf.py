"""Settings of the site: ``nox -s docs`` builds it from these pages and the library's docstrings.

Sphinx, since it is kept (MkDocs has had no release since August 2024) and reads both: the Markdown
by MyST, Google's form of docstrings by its own napoleon.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import refundletters

project = "refundletters"
author = "The refundletters authors"
project_copyright = author
version = release = refundletters.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"{project} {release}"
html_show_sourcelink = False

# Types are read from the signatures; their full names would hide the arguments.
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False


def setup(app: Sphinx) -> None:
    """Show values by their fields: how one is made is no part of the library."""

    def without_arguments(_: Sphinx, what: str, *__: Any) -> tuple[str, str | None] | None:
        return ("", None) if what in {"class", "exception"} else None

    def from_docs(_: Sphinx, path: Path, __: str, content: list[str]) -> None:
        """Let the links of pages that stand above docs/ start here."""
        if path.parent.name == "..":
            content[0] = content[0].replace("](tests/", "](../tests/")

    app.connect("autodoc-process-signature", without_arguments)
    app.connect("include-read", from_docs)
