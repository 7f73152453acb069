"""The bundles of third-party code: small, listed, and without what the security policy forbids."""

import gzip
import json
import re

import pytest

from tests.conftest import ROOT

VENDOR = ROOT / "static" / "vendor"
BUNDLES = sorted((VENDOR / "editor").glob("*.js"))
DIAGRAMS = sorted((VENDOR / "mermaid").glob("*.js"))


def test_bundles_stay_below_400_kilobytes_compressed():
    assert len(BUNDLES) == 2
    assert sum(len(gzip.compress(path.read_bytes())) for path in BUNDLES) < 400_000


@pytest.mark.parametrize("path", BUNDLES + DIAGRAMS, ids=lambda path: path.name)
def test_bundle_makes_no_code_from_text(path):
    assert re.findall(r"\beval\(|new Function\(|document\.write\(", path.read_text(encoding="utf-8")) == []


def test_lock_names_no_registry():
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_versions_are_exact():
    wanted = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_drawing_diagrams_is_fetched_only_where_there_are_some():
    own = [
        path for path in (ROOT / "static" / "js").rglob("*.js") if "vendor/mermaid" in path.read_text(encoding="utf-8")
    ]
    assert [path.name for path in own] == ["diagrams.js"]
    using = [
        path
        for path in (ROOT / "static" / "js").rglob("*.js")
        if re.search(r'from "[./]+diagrams.js"', path.read_text())
    ]
    assert using == []
    assert re.search(r'await import\("\.\./vendor/mermaid/mermaid\.js"\)', own[0].read_text(encoding="utf-8"))
