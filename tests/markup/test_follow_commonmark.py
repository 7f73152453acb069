import json

import pytest

from tests.markup.commonmark import BASELINE, agreement, table


@pytest.fixture(scope="module")
def agreed(corpus):
    return agreement(json.loads((corpus / "commonmark" / "commonmark-0.31.2.json").read_text()))


def test_no_section_falls_below_what_it_reached(agreed):
    reached = json.loads(BASELINE.read_text())
    fallen = {name: (agreed[name][0], number) for name, number in reached.items() if agreed[name][0] < number}
    assert fallen == {}


def test_the_table_for_the_readme_has_a_row_for_each_section_and_the_sum(agreed):
    lines = table(agreed).splitlines()
    assert len(lines) == 2 + len(agreed) + 1
    assert lines[-1] == f"| **All** | **{sum(good for good, _ in agreed.values())}** | **652** |"
