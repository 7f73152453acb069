"""What a person watches."""

from typing import Any

from django.db.models import QuerySet

from wiki.activity.models import Watch


def watches_of(user: Any) -> QuerySet[Watch]:
    """Spaces first, then pages by title, as far as the person may still read them."""
    rows = Watch.objects.standing().filter(person=user).readable_by(user)
    rows = rows.select_related("page__space", "space").defer("page__text", "page__front_matter")
    return rows.order_by("page__title", "space__name", "pk")


def own_watch(user: Any, key: int) -> Watch | None:
    """One of them."""
    return watches_of(user).filter(pk=key).first()
