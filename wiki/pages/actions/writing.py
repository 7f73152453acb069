"""Making a page and saving its text."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.prepared import PreparedQuery
from wiki.audit.recording import record as audit
from wiki.markup import MarkupRefused, read_ahead
from wiki.pages import revisions, tree
from wiki.pages.actions.locking import locked
from wiki.pages.attachments import pin
from wiki.pages.drafts import discard_draft
from wiki.pages.editions.arriving import withhold_unapproved
from wiki.pages.errors import EditConflict, PageError, UnseenMerge
from wiki.pages.merging import Sides, merge, normalise_newlines
from wiki.pages.models import FormerTitle, Link, Page, Revision
from wiki.pages.rendering import draw, follow_links, render_page
from wiki.pages.revisions import Body
from wiki.pages.snippets.names import name_of
from wiki.pages.titles import TAG_LENGTH, title_key
from wiki.pages.writers import only_writer
from wiki.spaces.actions import save_space
from wiki.spaces.models import Level, Space


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save: `revision` is None when nothing had changed; `merged_with` lists the revisions merged
    in.
    """

    page: Page
    revision: Revision | None
    merged_with: tuple[Revision, ...] = ()


@transaction.atomic
def create_page(
    *,
    by: Any,
    parent: Page,
    title: str,
    text: str = "",
    tags: list[str] | None = None,
    files: dict[str, str] | None = None,
    front_matter: str = "",
    reason: str = "",
    kind: str = Revision.Kind.CREATED,
    origin: int | None = None,
) -> Page:
    """A new page as the last child of `parent`, with its first revision; PageError for a bad title or text."""
    parent = locked(parent, by=by, at_least=Level.EDITOR)
    slug = tree.free_slug(parent, title)
    page = Page(
        space=parent.space,
        parent=parent,
        position=tree.last_position(parent),
        slug=slug,
        path=tree.child_path(parent, slug),
        **_checked(Body(title, text, front_matter, tags or [], files or {})),
    )
    _save_new(page, by=by, reason=reason, kind=kind, origin=origin)
    discard_draft(by, parent=parent)
    return page


def _save_new(page: Page, *, by: Any, **fields: Any) -> None:
    only_writer()
    withhold_unapproved(page)
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise PageError(_("Somebody made a page with this address just now. Try once more.")) from None
    revision = revisions.record(page, by=by, **fields)
    pin(page, page.files)
    _render(page)
    tree.touch(page.space)
    after = _told(revision) | ({"waits": True} if page.withheld_at else {})
    audit("page.created", page, by=by, space=page.space.slug, after=after, reason=revision.reason)
    follow_links([page])


@transaction.atomic
def create_space(*, by: Any, space: Space, text: str = "") -> Page:
    """Saves a new space with its front page, the root of its tree; ValidationError for a bad name or address."""
    save_space(space, by=by)
    page = Page(space=space, **_checked(Body(space.name, text)))
    _save_new(page, by=by, kind=Revision.Kind.CREATED)
    return page


def save_page(
    *,
    by: Any,
    page: Page,
    base_number: int,
    title: str,
    text: str,
    tags: list[str],
    files: dict[str, str] | None = None,
    reason: str = "",
    is_minor: bool = False,
    seen: int | None = None,
) -> Saved:
    """Saves a change that began at revision `base_number`; `text` keeps the newlines that its unchanged lines had.

    A newer revision is merged with block by block; EditConflict when both changed the same block. Nothing is
    written when nothing changed. `files` None leaves the attachments as they are. `seen` is the newest revision that
    the person saw theirs joined with: UnseenMerge when there is a newer one; None saves what nobody has looked at.
    """
    read_ahead(text)
    with transaction.atomic():
        page = locked(page, by=by, at_least=Level.EDITOR)
        wanted, newer = joined(page, base_number=base_number, title=title, text=text, tags=tags, files=files)
        if seen is not None and newer and newer[-1].number != seen and wanted != Body.of(page):
            base, _newer = _base(page, base_number)
            raise UnseenMerge(Sides(base.text, normalise_newlines(text, base.text), page.text), wanted, newer)
        if wanted == Body.of(page):
            discard_draft(by, page=page)
            return Saved(page, None, newer)
        kind = Revision.Kind.MERGED if newer else Revision.Kind.EDITED
        revision = write(page, wanted, by=by, reason=reason, kind=kind, is_minor=is_minor)
        return Saved(page, revision, newer)


def joined(
    page: Page, *, base_number: int, title: str, text: str, tags: list[str], files: dict[str, str] | None = None
) -> tuple[Body, tuple[Revision, ...]]:
    """What the page becomes by a change that began at revision `base_number`, and the newer revisions that it is merged
    with; EditConflict when both changed the same block. Writes nothing."""
    base, newer = _base(page, base_number)
    kept = base.files if files is None else files
    mine = Body(title.strip(), normalise_newlines(text, base.text), base.front_matter, tags, kept)
    return (_merged(page, base, mine, newer) if newer else mine), newer


def write(
    page: Page,
    body: Body,
    *,
    by: Any,
    reason: str,
    kind: str,
    is_minor: bool = False,
    origin: int | None = None,
    author: Any = None,
    ends_draft: bool = True,
) -> Revision:
    """Makes `body` the page's next revision; the caller has locked the page and asked for the right. `author` wrote it,
    if that was not `by`, who saves it. `ends_draft` throws away the unsaved text that `by` may have of the page."""
    before, old_title, old_name = _told(page.latest), page.title, name_of(page.front_matter)
    for name, value in _checked(body).items():
        setattr(page, name, value)
    said = {"reason": reason, "kind": kind, "is_minor": is_minor, "origin": origin}
    revision = revisions.record(page, by=author or by, **said)
    _draw(page) if page.holds_back else _render(page, is_revised=True)
    if ends_draft:
        discard_draft(by, page=page)
    after = _told(revision) | ({"waits": True} if page.is_controlled else {})
    audit(f"page.{kind}", page, by=by, space=page.space.slug, before=before, after=after, reason=reason)
    if page.holds_back:
        return revision
    if page.title != old_title:
        retitled(page, old_title)
    elif name_of(page.front_matter) != old_name:
        follow_links([page])
    elif page.source_path or old_name:
        follow_inclusions(page)
    return revision


def retitled(page: Page, old_title: str) -> None:
    """Keeps the old title leading here, and renders anew what links here."""
    FormerTitle.objects.get_or_create(page=page, title_key=title_key(old_title))
    tree.touch(page.space)
    follow_links([page])


_PAGE = -1_000_001  # mark of the parameter
_INCLUDED = PreparedQuery(lambda page: Link.objects.filter(target=page, kind="include").values_list("pk")[:1], _PAGE)


def follow_inclusions(page: Page) -> None:
    """Renders anew the pages that show this page's text inside theirs."""
    if _INCLUDED.raw(page.pk):
        follow_links([page])


def _base(page: Page, number: int) -> tuple[Body, tuple[Revision, ...]]:
    """The body that the edit began with, and the revisions made since, oldest first."""
    if page.latest.number == number:
        return Body.of(page), ()
    rows = list(page.revisions.filter(number__gte=number).select_related("author").order_by("number"))
    if not rows or rows[0].number != number:
        raise PageError(
            _("This edit began at a revision that the page does not have. Copy your text and open the editor again.")
        )
    return revisions.body_of(rows[0]), tuple(rows[1:])


def _merged(page: Page, base: Body, mine: Body, newer: tuple[Revision, ...]) -> Body:
    theirs = Body.of(page)
    merged = merge(base.text, mine.text, theirs.text)
    if not merged.is_clean:
        raise EditConflict(_conflict_message(newer), merged, page.latest)
    return Body(
        title=mine.title if mine.title != base.title else theirs.title,
        text=merged.text,
        front_matter=theirs.front_matter,
        tags=_merged_tags(base.tags, mine.tags, theirs.tags),
        files=_merged_files(base.files, mine.files, theirs.files),
    )


def _conflict_message(newer: tuple[Revision, ...]) -> str:
    names = ", ".join(dict.fromkeys(str(revision.author) for revision in newer))
    return ngettext(
        "%(names)s saved a change of the same passage while you were writing. Nothing is lost: choose below.",
        "%(names)s saved %(count)d changes of the same passages while you were writing. Nothing is lost: choose below.",
        len(newer),
    ) % {"names": names, "count": len(newer)}


def _merged_tags(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    gone = (set(base) - set(mine)) | (set(base) - set(theirs))
    return [tag for tag in dict.fromkeys([*theirs, *mine]) if tag not in gone]


def _merged_files(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> dict[str, str]:
    names = [*theirs, *(name for name in mine if name not in theirs)]
    chosen = {name: mine.get(name) if mine.get(name) != base.get(name) else theirs.get(name) for name in names}
    return {name: sha256 for name, sha256 in chosen.items() if sha256}


def _checked(body: Body) -> dict[str, Any]:
    """The body as fields of a page; PageError for what can't be kept whole."""
    require_storable(body)
    title = body.title.strip()
    return {
        "title": title,
        "title_key": title_key(title),
        "text": body.text,
        "front_matter": body.front_matter,
        "tags": body.tags,
        "files": body.files,
    }


def require_storable(body: Body) -> None:
    """Raises PageError, saying what to change, for a body that can't be kept whole."""
    title = body.title.strip()
    if not title:
        raise PageError(_("Give the page a title."))
    if len(title) > 250:
        raise PageError(_("The title is %(length)d characters long; 250 is the limit.") % {"length": len(title)})
    if "\0" in "".join([title, body.text, *body.tags]):
        raise PageError(_("The text has a character that can't be stored (NUL). Remove it and save again."))
    if too_long := next((tag for tag in body.tags if len(tag) > TAG_LENGTH), None):
        raise PageError(
            _("The tag “%(tag)s” is too long: %(limit)d characters are the limit.")
            % {"tag": too_long, "limit": TAG_LENGTH}
        )


def _render(page: Page, *, is_revised: bool = False) -> None:
    try:
        render_page(page, is_revised=is_revised)
    except MarkupRefused as refusal:
        raise PageError(str(refusal)) from refusal


def _draw(page: Page) -> None:
    """Raises PageError for a text that can't be shown, before somebody is asked to approve it."""
    try:
        draw(page, Body.of(page))
    except MarkupRefused as refusal:
        raise PageError(str(refusal)) from refusal


def _told(revision: Revision) -> dict[str, Any]:
    """What the audit trail keeps of a revision."""
    return {
        "revision": revision.number,
        "title": revision.title,
        "path": revision.path,
        "sha256": revision.content_hash,
    }
