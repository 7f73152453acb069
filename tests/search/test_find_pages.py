"""Finding pages: by which words, in which order, narrowed by what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from tests.conftest import make_page, make_revision, make_space, make_user
from tests.search.conftest import searched, titles
from wiki.pages.actions import move_page, recover_page, trash_page
from wiki.pages.models import Page
from wiki.search.results import PAGE_SIZE


def fresh(page):
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def test_page_is_found_the_moment_it_is_saved(page, reader):
    assert titles(reader, "antimony") == []
    make_revision(page, "Beware of antimony.\n")
    assert titles(reader, "antimony") == [page.title]


def test_words_of_old_revisions_are_not_found(page, reader):
    make_revision(page, "Beware of antimony.\n")
    make_revision(page, "Beware of zinc.\n")
    assert titles(reader, "antimony") == []


def test_case_and_accents_do_not_matter(space, reader):
    make_page(space, "Façade", "Das ÜBERDRUCKVENTIL am Réservoir.\n")
    for typed in ("facade", "überdruckventil", "uberdruckventil", "RESERVOIR", "réservoir"):
        assert titles(reader, typed) == ["Façade"], typed


@pytest.mark.parametrize("typed", ["KubeletDown", "kubeletdown", "kubelet down", "down", '"kubelet down"'])
def test_title_written_as_one_word_is_found_by_its_parts(space, reader, typed):
    make_page(space, "KubeletDown", "It does not answer.\n")
    make_page(space, "Other", "KubeletUp, written in the text.\n")
    assert titles(reader, typed) == ["KubeletDown"]
    assert titles(reader, "kubelet up", as_typed=True) == []


def test_all_words_must_be_there(space, reader):
    make_page(space, "One", "Pump and valve.\n")
    make_page(space, "Two", "Pump alone.\n")
    assert titles(reader, "pump valve") == ["One"]


def test_phrase_is_found_word_for_word(space, reader):
    make_page(space, "One", "Open the red valve.\n")
    make_page(space, "Two", "The valve is red and open.\n")
    assert titles(reader, '"red valve"') == ["One"]
    assert set(titles(reader, "red valve")) == {"One", "Two"}


def test_phrase_does_not_go_on_from_title_to_text(space, reader):
    make_page(space, "Red", "Valve.\n")
    assert titles(reader, '"red valve"') == []


def test_number_with_a_hyphen_is_found_as_one(space, reader):
    make_page(space, "One", "See SOP-014.\n")
    make_page(space, "Two", "The SOP of 014 pages.\n")
    assert titles(reader, "sop-014") == ["One"]


def test_word_with_a_minus_leaves_pages_out(space, reader):
    make_page(space, "One", "Pump and valve.\n")
    make_page(space, "Two", "Pump alone.\n")
    assert titles(reader, "pump -valve") == ["Two"]


def test_very_word_comes_before_longer_forms_of_it(space, reader):
    make_page(space, "Cleaners", "Cleaning, cleaned, cleaner.\n")
    make_page(space, "Other", "Keep it clean.\n")
    found = searched(reader, "clean")
    assert [hit.page.title for hit in found.hits] == ["Other", "Cleaners"]
    assert (found.exact, found.longer, found.first_longer) == (1, 1, 1)


def test_word_in_quotes_has_no_longer_forms(space, reader):
    make_page(space, "Cleaners", "Cleaning.\n")
    assert titles(reader, '"clean"') == []


def test_star_takes_all_words_that_begin_so(space, reader):
    make_page(space, "Cleaners", "Cleaning.\n")
    assert searched(reader, "clea*").exact == 1


def test_word_in_the_title_ranks_before_headings_before_text(space, reader):
    filler = "Nothing to see here at all, in plain words.\n" * 3
    make_page(space, "In the text", f"{filler}\ngasket\n")
    make_page(space, "In a heading", f"{filler}\n## The gasket\n\n{filler}")
    make_page(space, "Gasket", filler)
    make_page(space, "Fourth", filler)
    make_page(space, "Fifth", filler)
    assert titles(reader, "gasket") == ["Gasket", "In a heading", "In the text"]


def test_page_whose_title_is_the_question_comes_first(space, reader):
    make_page(space, "Annual leave and sick leave: leave policy", "Leave, leave, leave policy.\n")
    make_page(space, "Leave policy", "What to do.\n")
    assert titles(reader, "leave policy")[0] == "Leave policy"


def test_words_side_by_side_rank_before_words_apart(space, reader):
    apart = "The valve is closed. " + "It stays so for the night. " * 10 + "Then the pressure falls.\n"
    make_page(space, "Apart", apart)
    make_page(space, "Together", apart.replace("The valve", "The pressure valve").replace("the pressure", "it"))
    make_page(space, "Neither", "Other text.\n")
    assert titles(reader, "pressure valve") == ["Together", "Apart"]


def test_fresh_page_comes_before_an_old_one_that_matches_as_well(space, reader):
    first, second = (make_page(space, title, "The gasket of the pump.\n") for title in ("Alpha", "Bravo"))
    Page.objects.filter(pk=first.pk).update(changed_at=timezone.now() - timedelta(days=800))
    assert titles(reader, "gasket") == ["Bravo", "Alpha"]
    Page.objects.filter(pk=first.pk).update(changed_at=timezone.now())
    Page.objects.filter(pk=second.pk).update(changed_at=timezone.now() - timedelta(days=800))
    assert titles(reader, "gasket") == ["Alpha", "Bravo"]


def test_tag_is_found_as_a_word(space, reader):
    make_page(space, "One", "Text.\n", tags=["night shift"])
    assert titles(reader, "shift") == ["One"]


def test_renamed_page_is_found_by_its_new_title_and_told_by_its_old_one(page, reader):
    make_revision(page, page.text, title="Scrubbing vessels")
    assert titles(reader, "scrubbing") == ["Scrubbing vessels"]
    found = searched(reader, "Cleaning reactor R-4")
    assert [former.title for former in found.once_called] == ["Scrubbing vessels"]


def test_trashed_page_is_not_found_until_it_is_recovered(page, reader, editor, trainer):
    trash_page(by=editor, page=fresh(page))
    assert titles(reader, "gloves") == []
    recover_page(by=trainer, page=fresh(page))
    assert titles(reader, "gloves") == [page.title]


def test_moved_page_is_found_at_its_new_address(page, space, reader, editor):
    shelf = make_page(space, "Shelf", "x\n")
    move_page(by=editor, page=fresh(page), parent=fresh(shelf))
    assert searched(reader, "gloves").hits[0].page.url() == fresh(page).url()


def test_results_come_in_pages(space, reader):
    for number in range(PAGE_SIZE + 3):
        make_page(space, f"Page {number}", "The gasket.\n")
    first, second = searched(reader, "gasket"), searched(reader, "gasket", 2)
    assert (first.total, first.page_count, len(first.hits), len(second.hits)) == (PAGE_SIZE + 3, 2, PAGE_SIZE, 3)
    assert not {hit.page.pk for hit in first.hits} & {hit.page.pk for hit in second.hits}


def test_page_beyond_the_end_is_the_last_one(space, reader):
    make_page(space, "One", "The gasket.\n")
    assert searched(reader, "gasket", 99).number == 1
    assert len(searched(reader, "gasket", 99).hits) == 1


def test_longer_forms_go_on_over_the_pages(space, reader):
    make_page(space, "Exact", "A valve.\n")
    for number in range(PAGE_SIZE + 3):
        make_page(space, f"Page {number}", "Valves.\n")
    first, second = searched(reader, "valve"), searched(reader, "valve", 2)
    assert (first.exact, first.longer, first.page_count) == (1, PAGE_SIZE + 3, 2)
    assert (first.first_longer, second.first_longer, len(second.hits)) == (1, 0, 4)
    assert len({hit.page.pk for hit in [*first.hits, *second.hits]}) == PAGE_SIZE + 4


def test_chinese_and_japanese_are_found_inside_a_sentence(space, reader):
    make_page(space, "機密保持", "この手順書は機密性の高い情報を扱います。\n")
    make_page(space, "清洁", "请在清洁反应器之前戴上手套。\n")
    assert titles(reader, "機密") == ["機密保持"]
    assert titles(reader, "反应器") == ["清洁"]
    assert titles(reader, "器应") == []


def test_symbol_is_found_in_the_text(space, reader):
    make_page(space, "Signs", "All fine ✅ or not 🔥.\n")
    assert titles(reader, "🔥") == ["Signs"]
    assert titles(reader, "🐙") == []


def test_search_is_narrowed_to_a_space(space, page, reader, admin):
    other = make_space("Kitchen", by=admin)
    make_page(other, "Pans", "Wear gloves.\n")
    assert titles(reader, "gloves", space="kitchen") == ["Pans"]
    assert set(titles(reader, "gloves")) == {"Pans", page.title}


def test_search_is_narrowed_to_a_tag(space, reader):
    make_page(space, "One", "Gloves.\n", tags=["safety"])
    make_page(space, "Two", "Gloves.\n")
    assert titles(reader, "gloves", tag="safety") == ["One"]


def test_search_is_narrowed_to_whoever_changed_the_page(space, reader, editor):
    make_page(space, "One", "Gloves.\n")
    page = make_page(space, "Two", "Gloves.\n")
    make_revision(page, "More gloves.\n", by=editor)
    make_revision(page, "Still more gloves.\n")
    assert titles(reader, "gloves", author="edith") == ["Two"]
    assert titles(reader, "gloves", author="nobody") == []


def test_merged_author_is_found_by_their_own_name(space, reader):
    real = make_user("Greta Writer")
    imported = make_user("gw", Role.EDITOR, is_imported=True, merged_into=real)
    make_page(space, "One", "Gloves.\n", by=imported)
    make_page(space, "Two", "Gloves.\n")
    found = searched(reader, "gloves", author="greta")
    assert [(hit.page.title, hit.author_name) for hit in found.hits] == [("One", real.get_full_name())]


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        ({"since": date(2024, 3, 10)}, ["March", "June"]),
        ({"until": date(2024, 3, 10)}, ["January", "March"]),
        ({"since": date(2024, 2, 1), "until": date(2024, 5, 1)}, ["March"]),
    ],
)
def test_search_is_narrowed_to_days_with_both_ends_included(space, reader, narrowing, expected):
    for title, month in (("January", 1), ("March", 3), ("June", 6)):
        page = make_page(space, title, "Gloves.\n")
        changed = timezone.make_aware(timezone.datetime(2024, month, 10, 23, 30))
        Page.objects.filter(pk=page.pk).update(changed_at=changed)
    assert set(titles(reader, "gloves", **narrowing)) == set(expected)


def test_filters_without_words_list_pages_newest_first(space, reader):
    for title, days in (("Old", 9), ("New", 1), ("Middle", 5)):
        page = make_page(space, title, "x\n", tags=["safety"])
        Page.objects.filter(pk=page.pk).update(changed_at=timezone.now() - timedelta(days=days))
    make_page(space, "Other", "x\n")
    assert titles(reader, "", tag="safety") == ["New", "Middle", "Old"]


def test_empty_search_finds_nothing(page, reader):
    assert searched(reader, "").total == 0
    assert searched(reader, " !? ").total == 0
