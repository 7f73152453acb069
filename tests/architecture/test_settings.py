"""Settings come from the environment alone, and the README lists every one."""

import ast
import re
import subprocess
import sys

from config import environment
from tests.architecture.sources import attributes, imported, python_files, shown
from tests.conftest import ROOT

# | `NAME` | default | meaning |
ROW = re.compile(r"^\| *`([A-Z][A-Z_]+)` *\|[^|]*\|[^|]*\w[^|]*\|", re.MULTILINE)


def read_by_settings() -> set[str]:
    """The names of variables that settings.py asks the environment for, as written there."""
    calls = (
        node
        for node in ast.walk(ast.parse((ROOT / "config" / "settings.py").read_text()))
        if isinstance(node, ast.Call)
    )
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "environment"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def test_readme_lists_exactly_the_settings_that_are_read() -> None:
    listed = ROW.findall((ROOT / "README.md").read_text())
    assert sorted(listed) == sorted(read_by_settings())


def test_every_setting_is_known_by_the_time_unknown_ones_are_refused() -> None:
    assert read_by_settings() <= environment.known


def test_nothing_else_reads_the_environment() -> None:
    # command.py and wsgi.py name the settings; git_command.py hands the search path on to git, and nothing else of it.
    reader = "wiki/exchange/reading/git_command.py"
    allowed = {"config/environment.py", "config/command.py", "config/wsgi.py", reader}
    readers = {
        shown(path)
        for path in python_files("accounts", "config", "wiki")
        if {"environ", "getenv"} & attributes(path) or {"os.environ", "os.getenv"} & imported(path)
    }
    assert readers <= allowed


def test_deployment_check_is_clean_in_production_settings(tmp_path: object) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"LOOSELEAF_DATA": str(tmp_path), "LOOSELEAF_BASE_URL": "https://wiki.example.org"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
