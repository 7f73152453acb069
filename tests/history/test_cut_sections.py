"""The sections of a rendered comparison have the anchors of their headings, whatever else was changed."""

import pytest

from wiki.history.comparison.rendered import compare_rendered
from wiki.history.sections import sections_of
from wiki.markup import render

PAGE = "Intro.\n\n## Steps\n\nWear gloves.\n"


def changed(old: str, new: str) -> list[tuple[str, str]]:
    """Anchor and title of the sections that the comparison marks."""
    html = compare_rendered(render(old).html, render(new).html).html
    return [(section.anchor, section.title) for section in sections_of(html) if section.is_changed]


@pytest.mark.parametrize("before", ["", "\nAnd boots.\n"])
def test_a_new_section_goes_by_its_own_anchor(before: str) -> None:
    new = f"{PAGE}{before}\n## Records\n\nSign the sheet.\n"
    assert changed(PAGE, new)[-1] == ("records", "Records")


def test_a_renamed_section_goes_by_its_new_anchor() -> None:
    assert changed(PAGE, PAGE.replace("Steps", "Steps to take")) == [("steps-to-take", "Steps to take")]


def test_a_section_that_went_goes_by_the_anchor_that_it_had() -> None:
    assert changed(PAGE, "Intro.\n") == [("steps", "Steps")]


def test_a_section_that_only_stands_elsewhere_is_not_changed() -> None:
    assert changed(PAGE, PAGE.replace("Intro", "New intro")) == [("", "")]
