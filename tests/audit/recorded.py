"""Which actions the product's code records, read from the calls that record them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import python_files, shown, tree
from wiki.pages.models import Revision

RECORDERS = {("wiki.audit.recording", "record"), ("accounts.signals", "tell")}
PASSED_ON = {"wiki/audit/listening.py"}  # hands on what accounts told, which is read where it is told


def recorded_actions() -> dict[str, str]:
    """Each action, and a file that records it."""
    return {action: shown(path) for path in python_files("accounts", "wiki") for action in actions_of(path)}


def actions_of(path: Path) -> Iterator[str]:
    """The actions that a file records."""
    module = tree(path)
    names = {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module, alias.name) in RECORDERS
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            found = list(values_of(node.args[0], module))
            assert found or shown(path) in PASSED_ON, f"{shown(path)}:{node.lineno} records an unreadable action"
            yield from found


def values_of(expression: ast.expr, module: ast.Module) -> Iterator[str]:
    """The texts that an expression may have: a literal, one of two, a name's, or a kind of revision in a text."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=yes, orelse=no):
            yield from [*values_of(yes, module), *values_of(no, module)]
        case ast.Name(id=name):
            for node in ast.walk(module):
                if isinstance(node, ast.Assign) and name in [getattr(target, "id", "") for target in node.targets]:
                    yield from values_of(node.value, module)
        case ast.JoinedStr(values=[ast.Constant(value=start), ast.FormattedValue(value=ast.Name(id="kind"))]):
            yield from (f"{start}{kind}" for kind in Revision.Kind.values)
