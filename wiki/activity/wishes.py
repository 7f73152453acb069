"""How a person wants to be told."""

from typing import Any

from django.forms.models import model_to_dict

from wiki.activity.models import Wishes


def wishes_of(user: Any) -> dict[str, Any]:
    """The person's wishes by field, or those of people who have not chosen."""
    return model_to_dict(Wishes.objects.filter(person=user).first() or Wishes())
