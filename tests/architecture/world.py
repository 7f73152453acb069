"""What the rows of the access table are asked of: a small space, and the cast at their browsers."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.architecture.access_rows import Row
from tests.conftest import client_of, front_page, make_page, make_revision, make_space, make_user
from tests.discussion.talking import begin, suggest
from tests.pages.photographs import photograph
from tests.training.asking import ask, confirm
from wiki.control.actions import control_page, flag, submit
from wiki.control.actions.delegating import delegate
from wiki.exchange.evidence.models import Evidence
from wiki.exchange.shared import shared
from wiki.pages.actions import trash_page, trash_pages
from wiki.pages.attachments import attach
from wiki.pages.drafts import keep_draft
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.pages.sharing.actions import share_draft
from wiki.spaces.models import Level, Membership, Space
from wiki.training.actions import exempt
from wiki.training.models import LearningPath, Supervisor


class World:
    """A space with a page of two revisions that has a file, a comment and a suggestion by the admin, a trashed page,
    and the cast's clients."""

    def __init__(self, cast: dict[str, User | None], visibility: str) -> None:
        self.space = make_space(by=cast["admin"], visibility=visibility)
        page = make_page(self.space, "Cleaning")
        upload = SimpleUploadedFile("plan.txt", b"a plan")
        name, sha256 = attach(page, upload, {})
        _name, picture = attach(page, SimpleUploadedFile("r-4.jpg", photograph(800, 600)), {})
        make_revision(page, "See the plan.\n", files={name: sha256, "r-4.jpg": picture})
        trashed = make_page(self.space, "Trashed")
        trash_page(by=cast["admin"], page=trashed)
        self.places = {"pk": page.pk, "front": front_page(self.space).pk, "trashed": trashed.pk, "sha256": sha256}
        self.places["picture"] = picture
        gone = make_page(self.space, "Gone")
        batch = trash_pages(by=cast["admin"], space=self.space, pages=[gone.pk], reason="Old")
        self.places["batch"] = batch.pk
        comment = begin(page, by=cast["admin"])
        self.places |= {"thread": comment.thread_id, "comment": comment.pk}
        self.places["suggestion"] = suggest(page, "See the new plan.\n", by=cast["admin"]).pk
        draft = keep_draft(by=cast["admin"], page=page, parent=None, sitting="a", title="Cleaning", text="Scrub.\n")
        self.places |= {"draft": draft.pk, "draft_key": share_draft(by=cast["admin"], draft=draft).key}
        self.places |= _documents(self.space, cast) | _training(page, cast)
        self.places["evidence"] = _evidence(self.space, cast)
        self.people = cast
        self.clients = {who: client_of(user) if user else Client() for who, user in cast.items()}

    def ask(self, who: str, row: Row) -> int:
        """The status of one request, whose traces are wiped out."""
        address = row.address.format(**self.places)
        client = Client()
        client.cookies.load(self.clients[who].cookies.output(header="", sep=";"))  # signing out must not last
        with transaction.atomic():
            response = client.get(address) if row.post is None else client.post(address, self.filled(row.post))
            b"".join(response)  # a file is closed once it was read
            transaction.set_rollback(True)
        return response.status_code

    def filled(self, post: dict[str, Any]) -> dict[str, Any]:
        """The fields of a form, with what the table leaves open."""
        upload = ContentFile(b"new", name="new.txt")
        return {
            name: upload if value == "{upload}" else value.format(**self.places) if isinstance(value, str) else value
            for name, value in post.items()
        }


def _documents(space: Space, cast: dict[str, User | None]) -> dict[str, Any]:
    """Controlled documents of the space: one with a change that waits, one without, one that was never approved."""
    old, sop = (make_page(space, title, by=cast["admin"]) for title in ("Sop old", "Sop"))
    for page in (old, sop):
        control_page(by=cast["admin"], page=page)
    new = make_page(space, "Sop new", by=cast["admin"])
    Page.objects.filter(pk=new.pk).update(is_controlled=True, withheld_at=timezone.now())
    # An editor who is no member of a space that is for members only may not ask there.
    author = make_user("Erna Editor", Role.EDITOR)
    Membership.objects.create(space=space, user=author, level=Level.EDITOR)
    make_revision(sop, "Wear new gloves.\n", by=author)
    request = submit(by=author, page=sop, seen=2, summary="New gloves")
    later = timezone.now() + timedelta(days=9)
    planned = Edition.objects.create(page=old, revision=Page.objects.get(pk=old.pk).latest, major=2, effective_at=later)
    raised = flag(by=cast["admin"], page=sop, text="Which gloves?")
    today = timezone.localdate()
    given = delegate(by=cast["admin"], to=author, since=today, until=today)
    places = {
        "request": request.pk,
        "seal": request.seal,
        "planned": planned.pk,
        "flag": raised.pk,
        "delegation": given.pk,
    }
    return places | {"sop_new": new.pk, "imported": author.pk}


def _evidence(space: Space, cast: dict[str, User | None]) -> int:
    """A finished ZIP about the space, made for the admin; what is in it does not matter here."""
    made = Evidence.objects.create(space=space, by=cast["admin"], file="a.zip", finished_at=timezone.now())
    shared().save(made.storage_name, ContentFile(b""))
    return made.pk


def _training(page: Page, cast: dict[str, User | None]) -> dict[str, Any]:
    """The reader is asked to know a page and an expert is exempt from it; a learning path of it, by the admin."""
    page = Page.objects.select_related("space", "latest").get(pk=page.pk)
    assignment = ask(page, cast["reader"], by=cast["admin"])
    exemption = exempt(by=cast["admin"], person=make_user("Emma Expert", Role.ADMIN), page=page, reason="Wrote it")
    make_user("Emil Expert", Role.ADMIN)
    path = LearningPath.objects.create(space=page.space, name="Orientation", by=cast["admin"])
    learner = make_user("Lea Learner", Role.ADMIN)
    Supervisor.objects.create(person=learner, supervisor=cast["admin"])
    effect = confirm(page, learner).pk
    places = {"assignment": assignment.pk, "exemption": exemption.pk, "learner": cast["reader"].pk}
    return places | {"learning_path": path.pk, "effect": effect}
