"""The bundles of third-party code: small, listed, and without what the security policy forbids."""

import gzip
import json
import re

import pytest

from tests.conftest import ROOT

VENDOR = ROOT / "static" / "vendor"
BUNDLES = sorted((VENDOR / "editor").glob("*.js"))


def test_bundles_stay_below_400_kilobytes_compressed():
    assert len(BUNDLES) == 2
    assert sum(len(gzip.compress(path.read_bytes())) for path in BUNDLES) < 400_000


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.name)
def test_bundle_makes_no_code_from_text(path):
    assert re.findall(r"\beval\(|new Function\(|document\.write\(", path.read_text(encoding="utf-8")) == []


def test_lock_names_no_registry():
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_versions_are_exact():
    wanted = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
