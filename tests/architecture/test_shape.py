"""The shape of the code: sizes, names, and what each kind of file leaves to another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import attributes, files_named, python_files, scripts, shown, templates, tree
from tests.conftest import ROOT

LONGEST_FUNCTION = 25  # lines of the body, without its docstring
LONGEST_FILE = 300
LONGEST_TEMPLATE = 120
LONGEST_SCRIPT = 150
VAGUE = {"core", "common", "util", "utils", "helper", "helpers", "service", "services", "misc", "manager", "managers"}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of the file with the number of lines of its body."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, body[-1].end_lineno - body[0].lineno + 1 if body else 0


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_functions_are_short() -> None:
    found = [
        f"{shown(path)}: {name} has {length} lines"
        for path in python_files("accounts", "config", "wiki")
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    ]
    assert found == []


def test_files_are_short() -> None:
    assert [f"{shown(path)}: {lines(path)}" for path in python_files() if lines(path) > LONGEST_FILE] == []


def test_templates_are_short() -> None:
    assert [f"{shown(path)}: {lines(path)}" for path in templates() if lines(path) > LONGEST_TEMPLATE] == []


def test_scripts_are_short() -> None:
    assert [f"{shown(path)}: {lines(path)}" for path in scripts() if lines(path) > LONGEST_SCRIPT] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [shown(path) for path in python_files() if VAGUE & {*path.relative_to(ROOT).parts[:-1], path.stem}]
    assert found == []


@pytest.mark.parametrize("path", files_named("views"), ids=shown)
def test_views_leave_queries_rights_and_transactions_to_others(path: Path) -> None:
    assert attributes(path) & {"objects", "has_perm", "has_perms", "atomic", "groups", "save", "delete"} == set()
