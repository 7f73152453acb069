"""Numbers, owners, reviews, retirement, signatures."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from tests.conftest import PASSWORD, make_page, make_revision
from tests.control.desk import NEW, ask, fresh
from wiki.control import reviews
from wiki.control.actions import (
    change_document,
    change_policy,
    control_page,
    decide,
    flag,
    keep_unchanged,
    open_page,
    open_space,
    retire,
)
from wiki.control.errors import ControlError, PasswordNeeded
from wiki.control.models import Document, Flag, FormerNumber, Signature
from wiki.control.signing import needs_password
from wiki.pages.errors import PageError
from wiki.pages.models import Page
from wiki.spaces.models import Space


def test_pages_get_numbers_in_the_order_of_the_tree(page: Page, editor: User) -> None:
    assert page.document.number == "SOP-001"
    front = Page.objects.get(space=page.space, parent=None)
    assert front.document.number is None
    made = make_page(front, "Second", by=editor)
    ask(made, editor)
    assert Document.objects.get(page=made).number == "SOP-002"


def test_a_number_is_never_given_twice(page: Page, trainer: User, editor: User) -> None:
    with pytest.raises(ControlError, match="for ever"):
        change_document(by=trainer, page=page, number="SOP-100")
    made = make_page(page.space, "Second", by=editor)
    with pytest.raises(ControlError, match="has or had"):
        change_document(by=trainer, page=made, number="SOP-001")
    change_document(by=trainer, page=made, number="SOP-002")


def test_a_number_given_up_before_the_first_approval_stays_with_its_document(page: Page, trainer: User) -> None:
    first, second = (make_page(page.space, title, by=trainer) for title in ("First", "Second"))
    assert change_document(by=trainer, page=first).number == "SOP-002"
    change_document(by=trainer, page=first, number="WI-7")
    assert change_document(by=trainer, page=second).number == "SOP-003"
    with pytest.raises(ControlError, match="has or had"):
        change_document(by=trainer, page=second, number="SOP-002")
    assert Document.objects.get(page=second).number == "SOP-003"
    change_document(by=trainer, page=first, number="SOP-002")
    with pytest.raises(ControlError, match="has or had"):
        change_document(by=trainer, page=second, number="WI-7")


def test_numbers_given_up_earlier_are_taken_from_the_audit_trail(page: Page, trainer: User) -> None:
    made = make_page(page.space, "First", by=trainer)
    change_document(by=trainer, page=made, number="WI-7")
    FormerNumber.objects.all().delete()
    import_module("wiki.migrations.0023_former_numbers").collect(apps, None)
    assert list(FormerNumber.objects.values_list("number", "page")) == [("SOP-002", made.pk)]


@pytest.mark.parametrize("pattern", ["SOP", "{n", "{m}", "{n:03}" * 30, "{n.real.__class__}"])
def test_a_pattern_that_makes_no_numbers_is_refused(space: Space, admin: User, pattern: str) -> None:
    with pytest.raises(ValidationError):
        change_policy(by=admin, space=space, number_pattern=pattern)


def test_policies_are_for_admins_and_documents_for_trainers(page: Page, trainer: User, editor: User) -> None:
    with pytest.raises(PermissionDenied):
        change_policy(by=trainer, space=page.space, is_signed=True)
    with pytest.raises(PermissionDenied):
        change_document(by=editor, page=page, category="Safety")
    change_document(by=trainer, page=page, category="Safety", owner=editor)
    change_document(by=editor, page=page, category="Cleaning")
    assert fresh(page).document.category == "Cleaning"


def test_a_signature_needs_the_password_and_is_bound_to_the_text(
    page: Page, editor: User, trainer: User, admin: User
) -> None:
    change_policy(by=admin, space=page.space, is_signed=True)
    make_revision(page, NEW, by=editor)
    request = ask(page, editor)
    for wrong in ("", "wrong"):
        with pytest.raises(PasswordNeeded):
            decide(by=trainer, request=request, agrees=True, seen=request.seal, password=wrong)
    decision = decide(by=trainer, request=request, agrees=True, seen=request.seal, password=PASSWORD)
    signature = decision.signature
    assert (signature.name, signature.meaning, signature.seal) == ("Tom Trainer", "approved", request.seal)
    assert signature.with_password


def test_wrong_passwords_are_counted(page: Page, editor: User, trainer: User, admin: User) -> None:
    change_policy(by=admin, space=page.space, is_signed=True)
    make_revision(page, NEW, by=editor)
    request = ask(page, editor)
    for _attempt in range(5):
        with pytest.raises(PasswordNeeded, match="not your password"):
            decide(by=trainer, request=request, agrees=True, seen=request.seal, password="wrong")
    with pytest.raises(PasswordNeeded, match="fifteen minutes"):
        decide(by=trainer, request=request, agrees=True, seen=request.seal, password=PASSWORD)


def test_fifteen_idle_minutes_ask_for_the_password_again() -> None:
    now = timezone.now()
    assert needs_password(None)
    assert not needs_password(now - timedelta(minutes=14))
    assert needs_password(now - timedelta(minutes=16))


def test_the_database_keeps_signatures_as_they_are(page: Page, trainer: User) -> None:
    made = Signature.objects.create(
        page=page, by=trainer, name="T", meaning="approved", revision_number=1, seal="0", with_password=True, zone="UTC"
    )
    for sql in ("UPDATE wiki_signature SET name = 'X' WHERE id = %s", "DELETE FROM wiki_signature WHERE id = %s"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [made.pk])


def test_a_review_without_change_is_recorded_and_the_next_is_further_off(page: Page, trainer: User) -> None:
    made = keep_unchanged(by=trainer, page=page, remark="Still right")
    assert made.next_review_on == reviews.first_review_on(36)
    assert fresh(page).document.review_months == 36


def test_readers_do_not_record_reviews(page: Page, reader: User, editor: User) -> None:
    for who in (reader, editor):
        with pytest.raises(PermissionDenied):
            keep_unchanged(by=who, page=page)


def test_a_flag_brings_the_review_forward(page: Page, reader: User, outsider: User, trainer: User) -> None:
    with pytest.raises(PermissionDenied):
        flag(by=outsider, page=page, text="?")
    flag(by=reader, page=page, text="The valve has another colour")
    assert fresh(page).document.next_review_on == timezone.localdate() + timedelta(days=30)
    keep_unchanged(by=trainer, page=page)
    assert not Flag.objects.filter(closed_at=None).exists()


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 3, 15), 36, date(2029, 3, 15)),
    ],
)
def test_months_end_where_shorter_ones_do(day: date, months: int, due: date) -> None:
    assert reviews.in_months(day, months) == due


def test_intervals_grow_and_shrink_by_steps() -> None:
    assert [reviews.longer(months) for months in (1, 6, 12, 36, 48)] == [6, 12, 36, 36, 48]
    assert [reviews.shorter(months) for months in (3, 6, 12, 36, 48)] == [3, 6, 6, 12, 36]


def test_a_retired_document_leads_to_its_replacement(page: Page, trainer: User, editor: User) -> None:
    other = make_page(Page.objects.get(space=page.space, parent=None), "Other", by=editor)
    with pytest.raises(PermissionDenied):
        retire(by=editor, page=page, reason="old")
    with pytest.raises(ControlError, match="Say why"):
        retire(by=trainer, page=page, reason=" ")
    with pytest.raises(ControlError, match="readers meet"):
        retire(by=trainer, page=page, reason="old", replacement=other)
    made = retire(by=trainer, page=page, reason="No such reactor any more")
    assert made.edition.number == "1.0"
    assert fresh(page).withheld_at


def test_one_page_may_be_open_in_a_controlled_space(page: Page, trainer: User, editor: User, admin: User) -> None:
    with pytest.raises(PermissionDenied):
        open_page(by=editor, page=page)
    open_page(by=trainer, page=page)
    make_revision(page, NEW, by=editor)
    assert fresh(page).text == NEW
    control_page(by=trainer, page=page)
    assert fresh(page).document.number == "SOP-001"
    make_revision(page, "Then nothing.\n", by=editor)
    assert fresh(page).text == NEW
    with pytest.raises(PageError, match="nobody approved"):
        open_space(by=admin, space=page.space)
