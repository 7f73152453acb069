"""Versions are kept small, by what differs from an earlier one, and read back to the letter."""

import json
import random

import pytest
from reversion.errors import RevertError
from reversion.models import Version

from tests.conftest import make_page, make_revision
from tests.integrity.tampering import run, unprotected
from tests.markup.conftest import handbook as handbook
from wiki.pages.errors import UnreadableBody
from wiki.pages.models import Revision
from wiki.pages.packing import Packer, Place, unpacked
from wiki.pages.packing.frames import Base, base_place, opened, packed
from wiki.pages.revisions import bodies_if_readable, bodies_of, body_of

PLACE = Place(1, 1)
HOSTILE = ["", "a", "[", ":", "1.1:", "\0", "\ud800", "é\u2028😀", "x" * 3_000_000]


@pytest.mark.parametrize("base", [None, "a rather long text to build on", "\ud800" * 10])
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_given_back(text, base):
    text = json.dumps([text], ensure_ascii=False)  # what is kept is JSON
    stored = packed(text, Base(PLACE, base) if base else None)
    assert opened(stored, base if base_place(stored) else None) == text


def test_change_of_a_few_words_takes_a_few_bytes():
    chance = random.Random(1)
    words = [f"word{chance.randrange(900)}" for _ in range(40_000)]
    text = " ".join(words)
    changed = text.replace(words[20_000], "something else", 3)
    stored = packed(changed, Base(PLACE, text))
    assert base_place(stored) == PLACE
    assert len(stored) < 300
    assert opened(stored, text) == changed


def test_text_that_has_little_of_its_base_is_whole():
    chance = random.Random(2)
    one, other = (" ".join(str(chance.random()) for _ in range(300)) for _ in "ab")
    assert base_place(packed(other, Base(PLACE, one))) is None


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ["nothing", "x:", "1.:", "1.2", "1.2:!", ":!", ":AAAA", "", "{}", ":KLUv/QQAAQ"])
def test_spoiled_text_is_not_given_back(stored):
    assert unpacked([stored]) in ([None], [""])


@pytest.fixture
def page(space, editor):
    """Eight revisions: seven small changes, of which the fourth writes everything anew."""
    page = make_page(space, "Oven", text="".join(f"Line {n}: {n * 7919 % 1000}.\n" for n in range(400)))
    text = page.text
    for number in range(7):
        text += f"Step {number}.\n"
        if number == 3:
            text = "".join(f"{n * 104729 % 99991} for {n}\n" for n in range(400))
        make_revision(page, text, by=editor)
    return page


def kept(page):
    return list(Version.objects.get_for_object(page).order_by("pk").values_list("serialized_data", flat=True))


@pytest.mark.django_db
def test_no_version_builds_on_one_that_builds_on_another(page):
    places = [base_place(text) for text in kept(page)]
    first, again = Place(page.pk, 1), Place(page.pk, 5)
    assert places == [None, first, first, first, None, again, again, again]


@pytest.mark.django_db
def test_reversion_itself_reads_what_is_packed(page):
    rows = list(page.revisions.order_by("number"))
    versions = Version.objects.get_for_object(page).order_by("pk")
    assert [version.field_dict["text"] for version in versions] == [body.text for body in bodies_of(rows)]
    assert {version.format for version in versions} == {"packed"}


@pytest.mark.django_db
def test_many_are_read_with_as_many_queries_as_two(page, django_assert_num_queries):
    rows = list(page.revisions.order_by("number"))
    with django_assert_num_queries(3):
        bodies_of(rows)
    with django_assert_num_queries(2):
        bodies_of(rows[1:3])
    with django_assert_num_queries(1):
        body_of(rows[0])


@pytest.mark.django_db
def test_version_of_plain_json_is_read_and_built_on(page, editor):
    first = page.revisions.get(number=1)
    (text,) = unpacked([first.version.serialized_data])
    with unprotected():
        run("UPDATE reversion_version SET serialized_data = %s, format = 'json'", values=(text,))
    assert body_of(first).text == first.version.field_dict["text"]
    make_revision(page, body_of(first).text + "More.\n", by=editor)
    assert base_place(kept(page)[-1]) == Place(page.pk, 8)
    assert body_of(page.revisions.get(number=9)).text.endswith("More.\n")


@pytest.mark.django_db
def test_spoiled_version_spoils_only_what_builds_on_it(page, editor):
    with unprotected():
        spoiled = page.revisions.get(number=5).version_id
        run("UPDATE reversion_version SET serialized_data = %s WHERE id = %s", values=(":KLUv", spoiled))
    rows = list(page.revisions.order_by("number"))
    assert [body is None for body in bodies_if_readable(rows)] == [False] * 4 + [True] * 4
    with pytest.raises(UnreadableBody, match="revision 6 is gone or damaged"):
        body_of(rows[5])
    with pytest.raises(RevertError):
        Version.objects.get(pk=rows[5].version_id).field_dict  # noqa: B018
    make_revision(page, "Whole again.\n", by=editor)
    assert base_place(kept(page)[-1]) is None
    assert body_of(page.revisions.get(number=9)).text == "Whole again.\n"


@pytest.mark.django_db
def test_packer_begins_where_the_page_stands(page):
    packer, text = Packer(), json.dumps([body_of(page.revisions.get(number=8)).text])
    packer.prepare([Place(page.pk, 9), Place(page.pk, 10), Place(10**6, 1), Place(10**6 + 1, 4)])
    assert base_place(packer.packed(Place(page.pk, 9), text)) == Place(page.pk, 5)
    assert base_place(packer.packed(Place(10**6, 1), text)) is None
    assert base_place(packer.packed(Place(10**6, 2), text)) == Place(10**6, 1)
    assert base_place(packer.packed(Place(10**6 + 1, 4), text)) is None


@pytest.mark.slow
@pytest.mark.django_db
def test_history_of_a_real_handbook_takes_less_than_a_fifth(handbook):
    """Revisions of a real page that grow by a paragraph of another each, twenty times."""
    sources = [source for source in handbook("18f-handbook").values() if 3_000 < len(source) < 12_000]
    whole = small = 0
    for key, source in enumerate(sources[:50], 10**6):
        packer = Packer()
        packer.prepare([Place(key, 1)])
        for number, other in enumerate(sources[:20], 1):
            source += "\n\n" + other[:300]
            text = json.dumps([source])
            whole += len(text.encode())
            small += len(packer.packed(Place(key, number), text))
    assert small < whole / 5
    assert not Revision.objects.filter(page_id__gte=10**6).exists()
