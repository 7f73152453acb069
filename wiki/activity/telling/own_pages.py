"""People watch by themselves what they make, edit or comment on, unless they have turned that off."""

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.activity.models import Watch
from wiki.audit.models import AuditEvent
from wiki.pages.models import Page
from wiki.spaces.readers import readers_of

_ORIGINS = {
    "page.created": Watch.Origin.MADE,
    "page.edited": Watch.Origin.EDITED,
    "page.merged": Watch.Origin.EDITED,
    "page.restored": Watch.Origin.EDITED,
    "thread.started": Watch.Origin.COMMENTED,
    "comment.added": Watch.Origin.COMMENTED,
}


_KNOWN = PreparedQuery(
    lambda person, page: Watch.objects.filter(person=person, page=page).values_list("pk")[:1], -1_000_001, -1_000_002
)


def watch_own(event: AuditEvent, page: Page) -> None:
    """Has the person who did this watch the page from now on; a watch that they ended stays ended."""
    origin = _ORIGINS.get(event.action)
    if origin is None or not event.actor_id:
        return
    key = int(event.actor_id)
    if _KNOWN.raw(key, page.pk):
        return  # mostly: who edits a page has edited it before
    unwilling = User.objects.filter(pk=key, wishes__watches_own=False)
    if readers_of(page.space).filter(pk=key).exclude(pk__in=unwilling.values("pk")).exists():
        watch = Watch(person_id=key, page=page, origin=origin, since=event.at)
        Watch.objects.bulk_create([watch], ignore_conflicts=True)
