from wiki.exchange.reading.identities import Identities
from wiki.exchange.reading.stream import ChangeKind, FileChange, FileEntry

ENTRY = FileEntry("1")


def add(path):
    return FileChange(ChangeKind.ADD, path, ENTRY)


def edit(path):
    return FileChange(ChangeKind.EDIT, path, ENTRY)


def delete(path):
    return FileChange(ChangeKind.DELETE, path)


def rename(old, new):
    return FileChange(ChangeKind.RENAME, new, ENTRY, old)


def follow(*commits, **options):
    """What each commit does: kind, key, path."""
    pages = Identities(**options)
    return [[(step.kind.value, step.key, step.path) for step in pages.apply(changes)] for changes in commits], pages


def last_of(*commits, **options):
    return follow(*commits, **options)[0][-1]


def test_page_keeps_its_key_through_edits_and_moves():
    steps, _ = follow([add("a.md")], [edit("a.md")], [rename("a.md", "b.md")], [edit("b.md")])
    assert steps == [
        [("create", 1, "a.md")],
        [("edit", 1, "a.md")],
        [("move", 1, "b.md")],
        [("edit", 1, "b.md")],
    ]


def test_deleted_page_is_trashed_and_the_same_path_recovers_it():
    assert follow([add("a.md")], [delete("a.md")], [add("a.md")])[0][1:] == [
        [("trash", 1, "a.md")],
        [("recover", 1, "a.md")],
    ]


def test_path_left_by_a_move_is_free_for_a_new_page():
    assert last_of([add("a.md")], [rename("a.md", "b.md")], [add("a.md")]) == [("create", 2, "a.md")]


def test_pages_change_places_within_one_commit():
    steps, pages = follow([add("a.md"), add("b.md")], [rename("a.md", "b.md"), rename("b.md", "a.md")])
    assert steps[1] == [("move", 1, "b.md"), ("move", 2, "a.md")]
    assert pages.live == {"b.md": 1, "a.md": 2}


def test_pages_move_up_a_chain_within_one_commit():
    _, pages = follow([add("a.md"), add("b.md")], [rename("b.md", "c.md"), rename("a.md", "b.md")])
    assert pages.live == {"c.md": 2, "b.md": 1}


def test_page_moves_onto_a_path_deleted_earlier_and_the_trashed_page_stays_another():
    steps, pages = follow(
        [add("a.md"), add("b.md")],
        [delete("b.md")],
        [rename("a.md", "b.md")],
        [delete("b.md")],
        [add("b.md")],
    )
    assert steps[2:] == [[("move", 1, "b.md")], [("trash", 1, "b.md")], [("recover", 1, "b.md")]]
    assert pages.live == {"b.md": 1}


def test_page_moves_onto_a_path_deleted_in_the_same_commit():
    assert last_of([add("a.md"), add("b.md")], [rename("a.md", "b.md"), delete("b.md")]) == [
        ("trash", 2, "b.md"),
        ("move", 1, "b.md"),
    ]


def test_path_is_made_anew_in_the_commit_that_moved_its_page_away():
    assert last_of([add("a.md")], [add("a.md"), rename("a.md", "b.md")]) == [
        ("create", 2, "a.md"),
        ("move", 1, "b.md"),
    ]


def test_unreadable_new_file_makes_a_page_only_when_it_can_be_read():
    pages = Identities()
    assert pages.apply([add("a.md")], unreadable={"a.md"}) == []
    assert [step.kind.value for step in pages.apply([edit("a.md")])] == ["create"]


def test_unreadable_file_still_moves_and_keeps_its_text():
    pages = Identities()
    pages.apply([add("a.md")])
    (step,) = pages.apply([rename("a.md", "b.md")], unreadable={"b.md"})
    assert (step.kind.value, step.path, step.entry) == ("move", "b.md", None)


def test_unreadable_file_that_never_was_a_page_moves_as_a_new_page():
    pages = Identities()
    pages.apply([add("a.md")], unreadable={"a.md"})
    assert [step.kind.value for step in pages.apply([rename("a.md", "b.md")])] == ["create"]


def test_deletion_of_an_unknown_path_does_nothing():
    assert last_of([delete("a.md")]) == []


def test_side_branch_edits_a_page_under_the_name_it_had_there():
    assert last_of([add("a.md")], [rename("a.md", "b.md")], [edit("a.md")], is_linear=False) == [("edit", 1, "b.md")]


def test_side_branches_that_add_the_same_page_make_one():
    assert last_of([add("a.md")], [add("a.md")], is_linear=False) == [("edit", 1, "a.md")]


def test_side_branches_that_move_a_page_twice_leave_one():
    steps, pages = follow([add("a.md")], [rename("a.md", "b.md")], [rename("a.md", "c.md")], is_linear=False)
    assert steps[2] == [("move", 1, "c.md")]
    assert pages.live == {"c.md": 1}


def test_live_pages_differ_from_a_tree_where_side_branches_did_not_add_up():
    _, pages = follow([add("a.md"), add("b.md"), add("c.md")])
    tree = {"a.md": ENTRY, "b.md": FileEntry("2"), "d.md": FileEntry("3"), "e.png": ENTRY}
    assert [(change.kind.value, change.path) for change in pages.differences(tree)] == [
        ("delete", "c.md"),
        ("edit", "b.md"),
        ("add", "d.md"),
    ]


def test_page_that_moves_onto_another_branchs_page_takes_its_place():
    assert last_of([add("a.md")], [add("b.md")], [rename("a.md", "b.md")], is_linear=False) == [
        ("trash", 2, "b.md"),
        ("move", 1, "b.md"),
    ]


def test_following_goes_on_from_stored_pages():
    pages = Identities(live={"a.md": 70}, trashed={"b.md": 71}, next_key=100)
    steps = pages.apply([edit("a.md"), add("b.md"), add("c.md")])
    assert [(step.kind.value, step.key) for step in steps] == [("edit", 70), ("recover", 71), ("create", 100)]
