"""Evidence: one ZIP that can be read and checked without the wiki, with nothing in it that its taker may not read.

21 CFR 11.10(b): accurate and complete copies of records in human readable and electronic form.
"""

import hashlib
import json
import re
from pathlib import PurePosixPath

import pytest
from django.core.files.base import ContentFile
from lxml import html as markup

from accounts.models import User
from tests.audit.chained import settle
from tests.conftest import make_page, make_revision, make_space, make_user
from tests.control.desk import fresh
from tests.exchange.proving import SECRET, approve, rows, taken
from tests.training.asking import confirm
from wiki.audit.hashing import GENESIS, hash_of_columns, hash_of_link
from wiki.control.actions import retire
from wiki.exchange.evidence.names import Names, safe, safe_file
from wiki.pages.attachments import attach
from wiki.pages.models import Page
from wiki.spaces.models import Level, Membership, Space
from wiki.training.actions import exempt

HOSTILE = "../../etc/<script>alert(1)</script> CON: Über|\u202e?*"


def test_every_edition_and_what_changed_between_them_is_there(document: Page, auditor: User) -> None:
    files = taken(auditor, page=document)
    folder = f"documents/sop-001-cleaning-p{document.pk}"
    for number in ("1.0", "2.0", "3.0"):
        for ending in ("html", "md", "sealed.json"):
            assert f"{folder}/edition-{number}.{ending}" in files
    assert files[f"{folder}/edition-3.0.md"] == b"Wear goggles and a coat.\n"
    changes = files[f"{folder}/changes-edition-2.0-to-edition-3.0.html"].decode()
    assert "<ins" in changes
    assert "coat" in changes
    assert f"{folder}/changes-edition-1.0-to-edition-2.0.html" in files


def test_hash_list_names_every_other_file_and_is_right(document: Page, auditor: User) -> None:
    files = taken(auditor, page=document)
    listed = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert listed.keys() == files.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())


def test_seals_are_the_hashes_of_the_sealed_bytes(document: Page, auditor: User) -> None:
    files = taken(auditor, page=document)
    sealed = {hashlib.sha256(content).hexdigest() for name, content in files.items() if name.endswith(".sealed.json")}
    assert {row["seal"] for row in rows(files, "editions")} == sealed
    assert {row["seal"] for row in rows(files, "signatures")} <= sealed
    assert {row["seal"] for row in rows(files, "acknowledgements")} <= sealed


def test_pages_stand_alone_and_run_nothing(document: Page, auditor: User) -> None:
    files = taken(auditor, space=document.space)
    pages = [name for name in files if name.endswith(".html")]
    assert len(pages) == 7
    for name in pages:
        root = markup.document_fromstring(files[name])
        assert not root.xpath("//script | //iframe | //@onclick | //@onerror")
        for element, attribute, link, _place in root.iterlinks():
            if link.startswith(("#", "http://", "https://")):
                assert element.tag == "a", (name, attribute, link)
                continue
            parts: list[str] = []
            for part in (*PurePosixPath(name).parent.parts, *PurePosixPath(link).parts):
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in files, (name, link)


def test_attachment_lies_beside_the_text_that_shows_it(document: Page, auditor: User) -> None:
    files = taken(auditor, page=document)
    (plan,) = [name for name in files if name.startswith("files/")]
    assert files[plan] == b"a plan"
    state = files[f"documents/sop-001-cleaning-p{document.pk}/edition-2.0.html"].decode()
    assert f'href="../../{plan}"' in state
    assert 'href="http://' in state  # to the wiki itself
    assert hashlib.sha256(b"a plan").hexdigest() in state


def test_signatures_stand_on_the_copy_that_people_read(document: Page, auditor: User) -> None:
    """21 CFR 11.50(b): name, time and meaning are part of any human readable form."""
    state = taken(auditor, page=document)[f"documents/sop-001-cleaning-p{document.pk}/edition-2.0.html"].decode()
    assert "Tom Trainer" in state
    assert "Approved by" in state


def test_records_say_who_approved_signed_reviewed_and_knew(document: Page, auditor: User) -> None:
    files = taken(auditor, page=document)
    assert [row["agrees"] for row in rows(files, "decisions")] == [True, True]
    assert {row["meaning"] for row in rows(files, "signatures")} == {"approved", "kept"}
    assert len(rows(files, "reviews")) == 1
    (given,) = rows(files, "acknowledgements")
    assert (given["person name"], given["revision number"]) == ("Rosa Reader", 2)
    assert files["records/acknowledgements.csv"].decode("utf-8-sig").count("\n") == 2


def test_audit_rows_can_be_checked_by_their_hashes_alone(document: Page, auditor: User) -> None:
    settle()
    files = taken(auditor, page=document)
    events = json.loads(files["audit/events.json"])
    assert {"page.created", "review.approved", "edition.effective"} <= {event["action"] for event in events}
    assert all(event["subject_id"] == str(document.pk) for event in events)
    # That this was asked for has its link when it is committed, which a test never is.
    for event in (event for event in events if event["action"] != "evidence.asked"):
        assert hash_of_columns(event) == event["payload_hash"]
        link = event["link"]
        assert hash_of_link(link["previous"] or GENESIS, event["id"], event["payload_hash"]) == link["hash"]
    assert re.fullmatch(r"\S+Z \d+ [0-9a-f]{64}\n", files["audit/head.txt"].decode())


def test_trainer_gets_no_audit_rows_and_is_told_so(document: Page, trainer: User) -> None:
    files = taken(trainer, page=document)
    assert "audit/events.json" not in files
    assert "only auditors of the space and admins" in files["index.html"].decode()


def test_text_that_nobody_approved_is_not_there(document: Page, auditor: User) -> None:
    assert not any(SECRET.encode() in content for content in taken(auditor, space=document.space).values())


def test_own_evidence_has_what_one_confirmed_and_nothing_of_others(
    document: Page, reader: User, editor: User, admin: User
) -> None:
    confirm(document, editor)
    exempt(by=admin, person=editor, page=document, reason=SECRET)
    hidden = make_space("Recipes", by=admin, visibility=Space.Visibility.MEMBERS)
    make_page(hidden, SECRET)
    files = taken(reader, person=reader)
    texts = [name for name in files if name.endswith(".md")]
    assert texts == [f"documents/sop-001-cleaning-p{document.pk}/edition-2.0.md"]
    assert [row["person name"] for row in rows(files, "acknowledgements")] == ["Rosa Reader"]
    everything = b"".join(files.values()).decode()
    assert SECRET not in everything
    assert "Edith Editor" not in files["records/acknowledgements.csv"].decode()
    assert {event["action"] for event in json.loads(files["audit/events.json"])} == {"acknowledgement.given"}


def test_what_a_person_confirmed_where_they_may_not_read_any_more_is_left_out(document: Page, reader: User) -> None:
    Space.objects.filter(pk=document.space_id).update(visibility=Space.Visibility.MEMBERS)
    files = taken(reader, person=User.objects.get(pk=reader.pk))
    assert "Cleaning" not in b"".join(files.values()).decode()


def test_open_page_has_what_was_confirmed_and_what_is_read_now(admin: User, reader: User, trainer: User) -> None:
    page = make_page(make_space("Kitchen", by=admin), "Knives", "Cut away from you.\n")
    confirm(page, reader)
    for text in ("Cut slowly.\n", "Cut on the board.\n"):
        make_revision(page, text)
    files = taken(trainer, page=fresh(page))
    assert [PurePosixPath(name).name for name in files if name.endswith(".md")] == ["revision-1.md", "revision-3.md"]


def test_retired_document_is_still_there(document: Page, auditor: User, trainer: User) -> None:
    retire(by=trainer, page=document, reason="Not cleaned any more")
    files = taken(auditor, space=document.space)
    assert f"documents/sop-001-cleaning-p{document.pk}/edition-3.0.html" in files
    assert rows(files, "retirements")[0]["reason"] == "Not cleaned any more"


def test_hostile_titles_make_harmless_names(document: Page, auditor: User, editor: User, trainer: User) -> None:
    name, sha256 = attach(document, ContentFile(b"<script>alert(1)</script>", name="x.html"), {})
    approve(document, "Gone.\n", editor, trainer, title=HOSTILE, files={name: sha256})
    files = taken(auditor, page=document)
    assert all(re.fullmatch(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*", name) for name in files)
    assert [name for name in files if name.startswith("files/") and name.endswith(".html")] == []
    assert b"<script>alert" not in b"".join(content for name, content in files.items() if name.endswith(".html"))


@pytest.mark.parametrize("text", ["", "...", "-", "日本語", "/", "\x00"])
def test_name_that_has_nothing_to_keep_is_a_name_all_the_same(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+", safe(text))


def test_names_are_given_once() -> None:
    names = Names()
    assert [names.once(name) for name in ("a", "A", "a")] == ["a", "A-2", "a-3"]
    assert safe_file("C:\\plans\\Ü.SVG") == "u.svg"
    assert safe_file("x.XHTML") == "x.xhtml.txt"


def test_trainer_gets_of_a_person_what_belongs_to_their_space(document: Page, reader: User, admin: User) -> None:
    elsewhere = make_page(make_space("Recipes", by=admin), "Soup", "Stir.\n")
    confirm(elsewhere, reader)
    head = make_user("Hedda Head", "")
    Membership.objects.create(space=document.space, user=head, level=Level.TRAINER)
    files = taken(head, person=reader)
    assert [row["page title"] for row in rows(files, "acknowledgements")] == ["Cleaning"]
