import pytest

from wiki.exchange.reading.arrangement import Leaf, address_of, arrange


def leaves(*paths, **orders):
    return [Leaf(number, path, path.rpartition("/")[2]) for number, path in enumerate(paths, start=1)]


def addresses(*paths, **options):
    return {place.path: place.address for place in arrange(leaves(*paths), **options)}


def test_folders_make_the_tree_and_their_index_or_readme_is_their_page():
    assert addresses("README.md", "tools/README.md", "tools/slack.md", "tools/deep/index.md") == {
        "README.md": "",
        "tools/README.md": "tools",
        "tools/slack.md": "tools/slack",
        "tools/deep/index.md": "tools/deep",
    }


def test_folder_without_a_page_becomes_a_section_with_its_name():
    section, page = arrange(leaves("travel-and-leave/leave.md"))
    assert (section.key, section.path, section.title) == (None, "travel-and-leave/", "Travel and leave")
    assert (page.key, page.parent) == (1, "travel-and-leave")


def test_file_beside_a_folder_of_its_name_is_the_folders_page():
    assert addresses("tools/slack.md", "tools/slack/records.md") == {
        "tools/": "tools",
        "tools/slack.md": "tools/slack",
        "tools/slack/records.md": "tools/slack/records",
    }


def test_index_wins_over_readme_and_over_the_file_beside():
    assert addresses("a.md", "a/index.md", "a/README.md") == {
        "a/index.md": "a",
        "a.md": "a-2",
        "a/README.md": "a/readme",
    }


def test_names_that_become_the_same_word_are_told_apart_by_path():
    assert addresses("A b.md", "a-b.md", "Ä.md", "ä.md") == {
        "A b.md": "a-b",
        "a-b.md": "a-b-2",
        "Ä.md": "ä",
        "ä.md": "ä-2",
    }


def test_new_title_does_not_move_a_page():
    first = arrange([Leaf(1, "a b.md", "Zebra"), Leaf(2, "a-b.md", "Ape")])
    second = arrange([Leaf(1, "a b.md", "Ape"), Leaf(2, "a-b.md", "Zebra")])
    assert {place.key: place.address for place in first} == {place.key: place.address for place in second}


def test_siblings_follow_their_order_then_their_title_with_numbers_as_numbers():
    placed = arrange(
        [
            Leaf(1, "1.md", "Play 10"),
            Leaf(2, "2.md", "Play 2"),
            Leaf(3, "3.md", "apple"),
            Leaf(4, "4.md", "Zoo", order=1.0),
        ]
    )
    assert [(place.key, place.position) for place in placed] == [(4, 0), (3, 1), (2, 2), (1, 3)]


def test_navigation_file_orders_pages_and_sections():
    placed = arrange(leaves("a.md", "b/c.md"), order={"b/": 0.0, "b/c.md": 0.0, "a.md": 1.0})
    assert [place.path for place in placed] == ["b/", "b/c.md", "a.md"]


def test_root_folder_is_left_off_and_its_index_is_the_front_page():
    assert addresses("docs/index.md", "docs/a/b.md", root="docs") == {
        "docs/index.md": "",
        "docs/a/": "a",
        "docs/a/b.md": "a/b",
    }


def test_parents_come_before_their_children():
    seen = {""}
    for place in arrange(leaves("a/b/c/d.md", "a/e.md", "f.md", "f/g.md")):
        assert place.parent in seen
        seen.add(place.address)


def test_no_page_is_lost_or_placed_twice():
    paths = (
        "a.md",
        "a/index.md",
        "a/a.md",
        "a/a/a.md",
        "index.md",
        "README.md",
        "b/index.md",
        "b.markdown",
        "b/b/x.md",
    )
    placed = [place.key for place in arrange(leaves(*paths)) if place.key]
    assert sorted(placed) == list(range(1, len(paths) + 1))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("_pages/About us/org-chart.md", "pages/about-us/org-chart"),
        ("docs/tools/index.md", "docs/tools"),
        ("README.md", ""),
        ("日本.md", "日本"),
        ("---/a.md", "page/a"),
    ],
)
def test_path_has_an_address(path, address):
    assert address_of(path) == address


def test_nothing_makes_an_empty_tree():
    assert arrange([]) == []
