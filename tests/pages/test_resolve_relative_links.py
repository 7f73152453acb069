import pytest

from wiki.pages.relative_links import candidate_paths, resolve_link

PATHS = {
    "README.md",
    "docs/index.md",
    "docs/leave.md",
    "docs/tools/slack.md",
    "docs/tools/slack/records.md",
    "docs/tools/zoom.md",
    "docs/tools/",
    "docs/img/map 1.png",
    "docs/travel/README.md",
    "img/logo.svg",
    "docs/v1.2.md",
}


def meant(address, source="docs/tools/slack.md"):
    target = resolve_link(address, source_path=source, paths=PATHS)
    return target.style.value, target.path, target.anchor


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("zoom.md", ("file_relative", "docs/tools/zoom.md", "")),
        ("zoom", ("file_relative", "docs/tools/zoom.md", "")),
        ("./zoom.md#screen", ("file_relative", "docs/tools/zoom.md", "screen")),
        ("../leave.md?plain=1", ("file_relative", "docs/leave.md", "")),
        ("../travel", ("file_relative", "docs/travel/README.md", "")),
        ("../img/map%201.png", ("file_relative", "docs/img/map 1.png", "")),
        ("../../README.md", ("file_relative", "README.md", "")),
        ("../v1.2", ("file_relative", "docs/v1.2.md", "")),
        ("zoom.html", ("file_relative", "docs/tools/zoom.md", "")),
        ("../zoom/", ("url_relative", "docs/tools/zoom.md", "")),
        ("../../leave/#pay", ("url_relative", "docs/leave.md", "pay")),
        ("records/", ("url_relative", "docs/tools/slack/records.md", "")),
        ("/leave/", ("site_absolute", "docs/leave.md", "")),
        ("/img/logo.svg", ("site_absolute", "img/logo.svg", "")),
        ("/docs/leave.md", ("site_absolute", "docs/leave.md", "")),
        ("/nothing/", ("site_absolute", "", "")),
        ("#top", ("anchor", "", "top")),
        ("", ("anchor", "", "")),
        ("https://example.invalid/zoom.md", ("external", "", "")),
        ("//example.invalid/x", ("external", "", "")),
        ("mailto:a@example.invalid", ("external", "", "")),
        ("nothing.md#a", ("unresolved", "", "a")),
        ("../../../../etc/passwd", ("unresolved", "", "")),
        ('{% page "leave/#pay" %}', ("template", "docs/leave.md", "pay")),
        ("{% link docs/leave.md %}", ("template", "docs/leave.md", "")),
        ("{{ '/leave/' | url }}", ("template", "docs/leave.md", "")),
        ("{{ site.baseurl }}/leave/", ("template", "docs/leave.md", "")),
        ("{{ page.link }}", ("template", "", "")),
    ],
)
def test_address_means_a_file(address, expected):
    assert meant(address) == expected


def test_step_up_from_a_page_is_its_parent_by_address():
    assert meant("../", source="docs/tools/slack/records.md")[1] == "docs/tools/slack.md"


def test_index_page_stands_at_its_folder():
    assert meant("leave/", source="docs/index.md")[1] == "docs/leave.md"


def test_folder_without_page_is_found_as_folder():
    assert meant("tools/", source="docs/index.md")[1] == "docs/tools/"


def test_section_page_resolves_from_its_own_folder():
    assert meant("zoom.md", source="docs/tools/")[1] == "docs/tools/zoom.md"


def test_file_beside_the_page_is_preferred():
    assert candidate_paths("zoom.md", source_path="docs/tools/slack.md")[0] == "docs/tools/zoom.md"


@pytest.mark.parametrize("address", ["#a", "https://example.invalid", "../../../x"])
def test_address_that_names_no_file_has_no_candidates(address):
    assert candidate_paths(address, source_path="docs/a.md") == []
