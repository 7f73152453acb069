"""What admins ask for: a handbook in a space. `carrying` does it."""

import uuid
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record
from wiki.exchange.models import Import
from wiki.exchange.shared import remove, shared
from wiki.exchange.writing.sources import name_of
from wiki.pages import revisions
from wiki.pages.actions import create_space
from wiki.pages.files.storing import put
from wiki.pages.models import Page, Revision
from wiki.pages.rendering import render_page_or_plain
from wiki.pages.titles import title_key
from wiki.spaces.actions import require_admin
from wiki.spaces.models import Space


@transaction.atomic
def request_import(
    *,
    by: Any,
    space: Space,
    source: str,
    location: str,
    upload: str = "",
    root: str = "",
    branch: str = "",
    all_commits: bool = False,
) -> Import:
    """Notes what `carrying.carry_out` is to import. Admins only; `by` None is the operator at the terminal."""
    if by is not None:
        require_admin(by)
    job = Import.objects.create(
        space=space,
        by=by,
        source=source,
        location=location,
        upload=upload,
        root=root.strip("/").removeprefix("./"),
        branch=branch,
        all_commits=all_commits,
    )
    record("import.started", job, by=by, space=space.slug, after={"from": location, "kind": source})
    return job


def import_upload(*, by: Any, file: File, space: Space | None, name: str, slug: str, **wishes: Any) -> Import:
    """Keeps an uploaded bundle or ZIP file and notes what is to be done with it. Admins only; PageError where the file
    can't be kept.

    Without `space` a new one is made, named `name` at the address `slug`.
    """
    require_admin(by)
    kept = uuid.uuid4().hex
    put(name_of(kept), file, into=shared())  # before the transaction: on its way to a bucket nobody shall wait for it
    try:
        with transaction.atomic():
            space = space or make_space(by=by, slug=slug, name=name)
            return request_import(by=by, space=space, location=(file.name or kept)[:1000], upload=kept, **wishes)
    except BaseException:
        remove(name_of(kept))
        raise


def make_space(*, by: Any, slug: str, name: str) -> Space:
    """A new space with its front page; ValidationError for a bad name or address."""
    space = Space(slug=slug, name=name)
    return create_space(by=by, space=space).space if by is not None else _space_of_operator(space)


@transaction.atomic
def _space_of_operator(space: Space) -> Space:
    """The space as `create_space` makes it, where there is no admin yet to make it."""
    space.full_clean()
    space.save()
    record("space.created", space, by=None, space=space.slug, after={"name": space.name, "slug": space.slug})
    front = Page.objects.create(space=space, title=space.name, title_key=title_key(space.name))
    revisions.record(front, by=None, reason=_("Created"), kind=Revision.Kind.CREATED)
    render_page_or_plain(front)
    return space
