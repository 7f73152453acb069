"""Named filters for imports."""

from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from wiki.exchange.models import Import


class ImportQuerySet(QuerySet["Import"]):
    """Filters that chain."""

    def to_go_on_from(self, job: "Import") -> Self:
        """Runs before `job` that brought something of the same kind of source into its space, newest first."""
        earlier = self.filter(space=job.space_id, worked_at__isnull=False, continued_by=None).exclude(pk=job.pk)
        of_kind = earlier.filter(source="git") if job.source == "git" else earlier.exclude(source="git")
        return of_kind.order_by("-pk")

    def interrupted(self) -> Self:
        """Runs that began and neither came to their end nor said why not: their process was stopped."""
        return self.filter(started_at__isnull=False, finished_at=None, failed_at=None, continued_by=None)
