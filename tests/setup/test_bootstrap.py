"""What make does before there is anything to import."""

import ast
import sys
from pathlib import Path

import pytest

from config import bootstrap
from tests.conftest import ROOT


def test_old_python_is_told_in_one_line() -> None:
    with pytest.raises(SystemExit) as caught:
        bootstrap.require_python((3, 8, 10))
    assert "Python 3.11 or newer is needed" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_python_3_11_is_new_enough() -> None:
    bootstrap.require_python((3, 11, 0))


def test_old_pythons_can_read_the_file_that_tells_them() -> None:
    source = (ROOT / "config" / "bootstrap.py").read_text()
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, newer)]
    annotated = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.returns]
    assert found + annotated == []


def test_python_without_environments_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # as Debian ships it
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.require_venv()


def test_environment_that_is_up_to_date_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(
        bootstrap,
        "run",
        lambda command, _failure: (tmp_path / ".venv").mkdir(exist_ok=True) or commands.append(command),
    )
    lock = tmp_path / "requirements.lock"
    lock.write_text("django==5.2\n")
    for _time in range(2):
        bootstrap.prepare(str(tmp_path / ".venv"), str(lock))
    assert len(commands) == 2  # make it, and fill it: once each
    lock.write_text("django==5.2.1\n")
    bootstrap.prepare(str(tmp_path / ".venv"), str(lock))
    assert len(commands) == 4


def test_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    lock.touch()
    monkeypatch.setattr(bootstrap.os, "access", lambda *_args: False)
    with pytest.raises(SystemExit, match=r"cannot write to .*, where \.venv goes"):
        bootstrap.prepare(str(tmp_path / ".venv"), str(lock))


def test_failed_command_shows_what_it_said(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="no luck"):
        bootstrap.run([sys.executable, "-c", "import sys; print('the cause'); sys.exit(3)"], "no luck")
    assert "the cause" in capfd.readouterr().err
