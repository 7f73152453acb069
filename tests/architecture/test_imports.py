"""Who may import whom. The contracts are in pyproject.toml under [tool.importlinter]."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import files_named, imported, shown
from tests.conftest import ROOT


def test_import_contracts_are_kept(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([program, "--cache-dir", tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", files_named("actions"), ids=shown)
def test_actions_know_neither_requests_nor_forms(path: Path) -> None:
    known = [name for name in imported(path) if name.startswith(("django.http", "django.forms", "django.shortcuts"))]
    assert known == []


@pytest.mark.parametrize("path", files_named("forms"), ids=shown)
def test_forms_do_not_act(path: Path) -> None:
    assert [name for name in imported(path) if ".actions" in name] == []


@pytest.mark.parametrize("path", files_named("models"), ids=shown)
def test_models_know_neither_requests_nor_mail(path: Path) -> None:
    known = [name for name in imported(path) if name.startswith(("django.http", "django.core.mail", "django.forms"))]
    assert known == []


def test_nothing_but_composition_imports_the_list_of_models() -> None:
    composition = {"wiki/models.py", "wiki/apps.py", "wiki/admin.py"}
    found = {shown(path) for path in files_importing("wiki.models")}
    assert found <= composition


def files_importing(module: str) -> list[Path]:
    from tests.architecture.sources import python_files

    return [
        path
        for path in python_files("accounts", "config", "wiki")
        if any(name == module or name.startswith(f"{module}.") for name in imported(path))
    ]
