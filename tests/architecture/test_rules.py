"""The README's table of rules names tests that are there."""

import re

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)`", README)))


@pytest.mark.parametrize("name", NAMED)
def test_test_that_carries_a_rule_exists(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize(
    "rule", ["ISO 9001:2015 7.5", "ISO 13485:2016 4.2.4", "11.10", "11.50", "11.70", "11.200", "Annex 11", "211.25"]
)
def test_rule_is_in_the_table(rule: str) -> None:
    assert re.search(rf"^\|.*{re.escape(rule)}.*\| `tests/", README, re.MULTILINE)


def test_nothing_is_claimed_to_be_compliant() -> None:
    assert not re.search(r"\bcompliant\b", README, re.IGNORECASE)
