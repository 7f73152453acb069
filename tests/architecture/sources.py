"""The project's own source files, for tests that read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

OWN = ("accounts", "config", "wiki", "tests")
SLICES = ("accounts", *(f"wiki/{folder.name}" for folder in sorted((ROOT / "wiki").iterdir()) if folder.is_dir()))


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file that was written by hand, without migrations."""
    for folder in folders or OWN:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def files_named(stem: str) -> list[Path]:
    """The files of a slice with this role: `views.py`, or those in a folder `views/`."""
    found = python_files("accounts", "wiki")
    return [path for path in found if path.stem == stem or stem in path.relative_to(ROOT).parts[:-1]]


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def scripts() -> list[Path]:
    return sorted((ROOT / "static" / "js").rglob("*.js"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def imported(path: Path) -> set[str]:
    """The full names of everything that the file imports."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def attributes(path: Path) -> set[str]:
    """Every name that is looked up on something: `x.name`."""
    return {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}


def shown(path: Path) -> str:
    """The path as people name it."""
    return str(path.relative_to(ROOT))
