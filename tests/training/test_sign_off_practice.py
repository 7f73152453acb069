"""Practice is signed by both; learning paths; supervisors look at the effect."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.conftest import PASSWORD, client_of, make_page
from tests.training.asking import ask, at_moment, cell_on, confirm, control, release
from wiki.audit.models import AuditEvent
from wiki.control.errors import PasswordNeeded
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.actions import check_effect, choose_supervisor, end_path, make_path, remove_supervisor, sign_off
from wiki.training.errors import TextChanged, TrainingError
from wiki.training.models import LearningPath, SignOff, Supervisor
from wiki.training.standing.dates import State
from wiki.training.standing.effects import checks_due
from wiki.training.terms import Passwords

pytestmark = pytest.mark.django_db

BOTH = Passwords(PASSWORD, PASSWORD)


@pytest.fixture
def sop(space: Space) -> Page:
    return control(make_page(space, "Sop"))


def signed(page: Page, person: User, by: User, passwords: Passwords = BOTH, revision: int = 1) -> SignOff:
    edition = page.editions.filter(revision__number=revision).get().pk
    return sign_off(by=by, person=person, page=page, revision=revision, edition=edition, passwords=passwords)


def test_both_sign_exactly_this_text(sop: Page, reader: User, trainer: User) -> None:
    ask(sop, reader, is_practical=True)
    confirm(sop, reader)
    assert cell_on(sop, reader).must_practise
    made = signed(sop, reader, trainer)
    assert (made.learned.by, made.trained.by) == (reader, trainer)
    assert made.learned.seal == made.trained.seal == made.seal == sop.editions.get().seal
    assert cell_on(sop, reader).state == State.CURRENT


@pytest.mark.parametrize("passwords", [Passwords("wrong", PASSWORD), Passwords(PASSWORD, "wrong"), Passwords("", "")])
def test_a_wrong_password_signs_nothing(sop: Page, reader: User, trainer: User, passwords: Passwords) -> None:
    with pytest.raises(PasswordNeeded):
        signed(sop, reader, trainer, passwords)
    assert not SignOff.objects.exists()
    assert not sop.signatures.exists()


def test_nobody_signs_for_themselves_and_only_trainers_do(sop: Page, reader: User, editor: User, trainer: User) -> None:
    with pytest.raises(TrainingError, match="their own"):
        signed(sop, trainer, trainer)
    with pytest.raises(PermissionDenied):
        signed(sop, reader, editor)


def test_a_new_edition_meanwhile_is_not_signed(sop: Page, reader: User, trainer: User) -> None:
    release(sop, "New.\n")
    with pytest.raises(TextChanged):
        signed(sop, reader, trainer)


def test_the_form_signs_and_shows_no_password_again(sop: Page, reader: User, trainer_client: Client) -> None:
    form = {"person": reader.email, "revision": 1, "edition": sop.editions.get().pk, "remark": "Cleaned R-4 alone"}
    address = sop.url("training/sign-off/")
    wrong = trainer_client.post(address, form | {"person_password": "wrong-one", "trainer_password": PASSWORD})
    assert wrong.status_code == 422
    assert b"wrong-one" not in wrong.content
    assert PASSWORD.encode() not in wrong.content
    right = form | {"person_password": PASSWORD, "trainer_password": PASSWORD}
    assert trainer_client.post(address, right).status_code == 302
    assert "Cleaned R-4 alone" in client_of(reader).get("/training/").content.decode()


def test_a_path_shows_its_pages_in_order_and_the_next_one(space: Space, reader: User, trainer: User) -> None:
    pages = [make_page(space, title) for title in ("Zebra", "Apple")]
    path = make_path(by=trainer, space=space, name="First week", description="", pages=pages)
    ask(path, reader)
    shown = client_of(reader).get(f"/training/paths/{path.pk}/").content.decode()
    assert shown.index("Zebra") < shown.index("Apple")
    assert "0 of 2 done" in shown
    assert "Next: Zebra" in shown
    confirm(pages[0], reader)
    shown = client_of(reader).get(f"/training/paths/{path.pk}/").content.decode()
    assert "1 of 2 done" in shown
    assert "Next: Apple" in shown
    assert "1 of 2" in client_of(trainer).get(f"/training/paths/{path.pk}/").content.decode()
    end_path(by=trainer, path=path)
    assert cell_on(pages[1], reader) is None


def test_only_trainers_make_and_end_paths(space: Space, page: Page, editor: User, trainer: User) -> None:
    with pytest.raises(PermissionDenied):
        make_path(by=editor, space=space, name="Mine", description="", pages=[page])
    path = make_path(by=trainer, space=space, name="Ours", description="", pages=[page])
    with pytest.raises(PermissionDenied):
        end_path(by=editor, path=path)
    with pytest.raises(TrainingError):
        make_path(by=trainer, space=space, name="Empty", description="", pages=[])


def test_the_form_of_a_path_finds_pages_and_tells_what_it_does_not(page: Page, trainer_client: Client) -> None:
    address = "/handbook/-/training/paths/new/"
    wrong = trainer_client.post(address, {"name": "P", "pages": "No such page\nCleaning reactor R-4"})
    assert "No such page" in wrong.content.decode()
    trainer_client.post(address, {"name": "P", "pages": f"Cleaning reactor R-4\n{page.url()}\n/handbook/"})
    assert list(LearningPath.objects.get().items.values_list("page__title", flat=True)) == [page.title, "Handbook"]


def test_the_supervisor_looks_weeks_later_and_once(space: Space, reader: User, editor: User, trainer: User) -> None:
    Supervisor.objects.create(person=reader, supervisor=editor)
    with at_moment(2027, 1, 1, 12):
        page = make_page(space, "Sop")
        ask(page, reader, check_weeks=4)
        given = confirm(page, reader)
    with at_moment(2027, 1, 28, 12):
        assert checks_due(editor) == []
    with at_moment(2027, 1, 29, 12):
        assert [check.acknowledgement for check in checks_due(editor)] == [given]
        assert checks_due(trainer) == []
        with pytest.raises(PermissionDenied):
            check_effect(by=trainer, acknowledgement=given, is_effective=True, remark="Fine")
        check_effect(by=editor, acknowledgement=given, is_effective=False, remark="Still no gloves")
        assert checks_due(editor) == []
        with pytest.raises(TrainingError):
            check_effect(by=editor, acknowledgement=given, is_effective=True, remark="Fine")


def test_home_shows_a_supervisor_what_to_look_at(page: Page, reader: User, editor: User, editor_client: Client) -> None:
    Supervisor.objects.create(person=reader, supervisor=editor)
    ask(page, reader, check_weeks=1)
    confirm(page, reader)
    later = timezone.now() + timedelta(days=8)
    with at_moment(later.year, later.month, later.day, 12):
        shown = editor_client.get("/").content.decode()
    assert "Rosa Reader" in shown
    assert "/training/effects/" in shown


def test_admins_choose_supervisors_and_it_is_recorded(reader: User, editor: User, admin: User) -> None:
    with pytest.raises(PermissionDenied):
        choose_supervisor(Supervisor(person=reader, supervisor=editor), by=editor)
    chosen = choose_supervisor(Supervisor(person=reader, supervisor=editor), by=admin)
    choose_supervisor(Supervisor(person=reader, supervisor=admin), by=admin)
    with pytest.raises(PermissionDenied):
        remove_supervisor(chosen, by=editor)
    remove_supervisor(Supervisor.objects.get(), by=admin)
    actions = AuditEvent.objects.filter(action__startswith="supervisor.").values_list("action", flat=True)
    assert sorted(actions) == ["supervisor.chosen", "supervisor.chosen", "supervisor.removed"]
