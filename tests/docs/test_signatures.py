"""``docs/signatures.md``: what each layer offers the others, read from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from support.goldens import Golden

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "refundletters"
# Their functions are rules, commands or adapters, found by their tables rather than by name.
LEFT_OUT = {"cli", "lint", "render/docx", "render/pdf"}
HEAD = """# Signatures

What each module offers the others: the names in its `__all__`, with the first line of their
docstrings. Written by `python -m pytest tests/docs/test_signatures.py --update` from the code;
nobody edits it by hand.
"""


def test_the_page_is_what_the_code_offers(golden: Golden) -> None:
    pages = [HEAD]
    layer = ""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        if any(module.startswith(left_out) for left_out in LEFT_OUT):
            continue
        lines = list(_lines(path))
        if not lines:
            continue
        first = module.split("/")[0].removesuffix(".py")
        if first != layer:
            layer = first
            pages.append(f"\n## {layer}\n")
        pages.append(f"\n**{module}**\n")
        pages += lines
    golden(ROOT / "docs" / "signatures.md", ("\n".join(pages) + "\n").encode())


def _lines(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    offered = _offered(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in offered:
            returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
            yield f"- `{node.name}({ast.unparse(node.args)}){returns}`: {_said(node)}"
        elif isinstance(node, ast.ClassDef) and node.name in offered:
            yield f"- `class {node.name}`: {_said(node)}"


def _offered(tree: ast.Module) -> set[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def _said(node: ast.FunctionDef | ast.ClassDef) -> str:
    return (ast.get_docstring(node) or "").split("\n")[0]
