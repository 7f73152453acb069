"""The lock files: complete, hashed, and free of the machine that wrote them."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=; ]", requirement)[0].lower() for requirement in requirements}


def locked(name: str) -> dict[str, str]:
    """The packages of a lock file and everything that stands with them."""
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)
    return {block.split("==")[0]: block for block in blocks if "==" in block}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_address_and_no_folder(name: str) -> None:
    assert re.findall(r"://|--index|--find-links|file:|(?<=\s)/\w+", (ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    assert [package for package, block in locked(name).items() if "--hash=sha256:" not in block] == []


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = names(project["project"]["dependencies"])
    assert wanted <= set(locked("requirements.lock"))
    assert wanted | names(project["dependency-groups"]["dev"]) <= set(locked("requirements-dev.lock"))


def test_tests_run_on_the_versions_that_people_get() -> None:
    run, test = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {package: test[package] for package in run} == run
