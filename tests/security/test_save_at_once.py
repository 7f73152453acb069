"""Several people save at the same moment: each in a thread with a connection of its own, as the server's workers."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.conftest import client_of, front_page, make_page, make_space, make_user
from wiki.pages.models import Page
from wiki.pages.revisions import body_of

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4


@pytest.fixture
def writers() -> list[Client]:
    return [client_of(make_user(f"Writer {number}", Role.TRAINER)) for number in range(WRITERS)]


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Does them all at the same moment; what each gave back."""
    gate = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [future.result() for future in [pool.submit(one, deed) for deed in deeds]]


def fields(text: str, **more: object) -> dict[str, object]:
    return {"title": "Plan", "text": text, "base_number": 1, "reason": "At once"} | more


def saved(client: Client, page: Page, said: dict[str, object]) -> int:
    """The status of a save by somebody who looks at what theirs was joined with, and saves that, until it is saved."""
    while True:
        answer = client.post(page.url("edit/"), said)
        seen = re.search(r'name="seen" value="([0-9]+)"', answer.content.decode())
        if answer.status_code != 200 or not seen:
            return answer.status_code
        said = said | {"seen": seen[1]}


def paragraphs(changed: int | None = None) -> str:
    return "\n\n".join(f"Paragraph {number}{' changed' * (number == changed)}." for number in range(WRITERS * 3)) + "\n"


def numbers(page: Page) -> list[int]:
    return list(page.revisions.order_by("number").values_list("number", flat=True))


def test_changes_of_different_passages_are_all_kept(writers: list[Client]) -> None:
    page = make_page(make_space(), "Plan", paragraphs())
    deeds = [
        lambda client=client, place=place: saved(client, page, fields(paragraphs(place * 3)))
        for place, client in enumerate(writers)
    ]
    assert at_once(deeds) == [302] * WRITERS
    page.refresh_from_db()
    assert page.text.count("changed") == WRITERS
    assert numbers(page) == list(range(1, WRITERS + 2))
    assert page.latest.number == WRITERS + 1
    assert page.rendering.number == WRITERS + 1
    assert body_of(page.latest).text == page.text


def test_changes_of_one_passage_become_one_save_and_conflicts(writers: list[Client]) -> None:
    page = make_page(make_space(), "Plan", "One line.\n")
    deeds = [
        lambda client=client, place=place: client.post(page.url("edit/"), fields(f"Line of {place}.\n"))
        for place, client in enumerate(writers)
    ]
    answers = at_once(deeds)
    assert sorted(answer.status_code for answer in answers) == [302] + [409] * (WRITERS - 1)
    for place, answer in enumerate(answers):
        assert answer.status_code == 302 or f"Line of {place}." in answer.content.decode()
    page.refresh_from_db()
    assert numbers(page) == [1, 2]


def test_many_rounds_lose_no_revision(writers: list[Client]) -> None:
    page = make_page(make_space(), "Plan", paragraphs())

    def add(client: Client, place: int) -> int:
        count = 0
        for turn in range(5):
            now = Page.objects.select_related("latest").get(pk=page.pk)
            text = now.text.replace(f"Paragraph {place * 3}", f"Turn {turn}, Paragraph {place * 3}")
            assert saved(client, page, fields(text, base_number=now.latest.number)) == 302
            count += 1
        return count

    done = at_once([lambda client=client, place=place: add(client, place) for place, client in enumerate(writers)])
    page.refresh_from_db()
    assert page.text.count("Turn") == sum(done)
    assert numbers(page) == list(range(1, sum(done) + 2))


def test_new_pages_of_one_title_get_addresses_of_their_own(writers: list[Client]) -> None:
    space = make_space()
    deeds = [
        lambda client=client: client.post(f"/{space.slug}/-/new/", {"title": "Plan", "text": "x"}) for client in writers
    ]
    assert {answer.status_code for answer in at_once(deeds)} <= {302, 422}
    paths = list(Page.objects.filter(space=space, title="Plan").values_list("path", flat=True))
    assert len(paths) == len(set(paths)) >= 1


def test_pages_moved_below_each_other_make_no_circle(writers: list[Client]) -> None:
    space = make_space()
    first, second = make_page(space, "First"), make_page(space, "Second")

    def move(client: Client, page: Page, parent: Page) -> int:
        said = {"title": page.title, "slug": page.slug, "parent": parent.pk}
        return client.post(page.url("move/"), said).status_code

    statuses = at_once([lambda: move(writers[0], first, second), lambda: move(writers[1], second, first)])
    assert sorted(statuses) == [302, 422]
    parents = {page.pk: page.parent_id for page in Page.objects.filter(space=space)}
    assert front_page(space).pk in (parents[first.pk], parents[second.pk])


def test_edit_move_and_trash_of_one_page(writers: list[Client]) -> None:
    space = make_space()
    page, other = make_page(space, "Plan", "One.\n"), make_page(space, "Other")
    deeds = [
        lambda: writers[0].post(page.url("edit/"), fields("Two.\n")),
        lambda: writers[1].post(page.url("move/"), {"title": "Moved", "slug": "moved", "parent": other.pk}),
        lambda: writers[2].post(page.url("trashing/"), {"reason": "Old"}),
        lambda: writers[3].get(page.url()),
    ]
    answers = at_once(deeds)
    assert {answer.status_code for answer in answers} <= {200, 302, 404, 422}
    page.refresh_from_db()
    assert numbers(page) == list(range(1, page.latest.number + 1))


def test_parent_moves_while_its_child_is_saved(writers: list[Client]) -> None:
    space = make_space()
    parent, target = make_page(space, "Parent"), make_page(space, "Target")
    child = make_page(parent, "Plan", "One.\n")
    deeds = [
        lambda: writers[0].post(child.url("edit/"), fields("Two.\n")),
        lambda: writers[1].post(parent.url("move/"), {"title": "Parent", "slug": "parent", "parent": target.pk}),
    ]
    answers = at_once(deeds)
    assert {answer.status_code for answer in answers} <= {302, 404}
    child.refresh_from_db()
    assert child.path == "target/parent/plan"
    assert child.text == ("Two.\n" if answers[0].status_code == 302 else "One.\n")


def test_restorations_at_once_undo_nothing_unseen(writers: list[Client]) -> None:
    page = make_page(make_space(), "Plan", "One.\n")
    writers[0].post(page.url("edit/"), fields("Two.\n"))
    deeds = [
        lambda client=client: client.post(page.url("restore/1/"), {"reason": "Back", "seen": 2}) for client in writers
    ]
    assert {answer.status_code for answer in at_once(deeds)} <= {200, 302}
    assert numbers(page) == [1, 2, 3]


def test_two_admins_do_not_take_the_role_from_each_other(transactional_db: None) -> None:
    admins = [make_user("First Admin", Role.ADMIN), make_user("Second Admin", Role.ADMIN)]
    clients = [client_of(admin) for admin in admins]
    addresses = [f"/admin/accounts/user/deactivation/?ids={admin.pk}" for admin in reversed(admins)]
    at_once(
        [
            lambda client=client, address=address: client.post(address, {"reason": ""})
            for client, address in zip(clients, addresses, strict=True)
        ]
    )
    assert User.objects.admins().count() == 1


def test_invitation_makes_one_account(writers: list[Client]) -> None:
    from accounts.actions.invitations import invite

    _invitation, token = invite(by=make_user("Ann Admin", Role.ADMIN), email="new@example.org")
    said = {"name": "New", "password": "eleven red pears"}
    answers = at_once([lambda: Client().post(f"/accounts/invitations/{token}/", said) for _ in range(WRITERS)])
    assert sorted(answer.status_code for answer in answers) == [302] + [410] * (WRITERS - 1)
    assert User.objects.filter(email="new@example.org").count() == 1
