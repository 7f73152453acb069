"""The form of saved versions as Django's serializers have it, so that django-reversion itself writes and reads them."""

from typing import Any

from django.core.serializers import json
from django.core.serializers.base import DeserializationError

from wiki.pages.packing.bases import Packer, unpacked
from wiki.pages.packing.frames import Place


class Serializer(json.Serializer):
    """JSON of one page, packed: its `latest` revision is the one before."""

    _packed = ""

    def serialize(self, queryset: Any, **options: Any) -> str:
        """The packed text."""
        (page,) = queryset
        text = super().serialize(queryset, **options)
        place, packer = Place(page.pk, page.latest.number + 1 if page.latest else 1), Packer()
        packer.prepare([place])
        self._packed = packer.packed(place, text)
        return self._packed

    def getvalue(self) -> str:
        """The packed text; while it is being written, what there is of the JSON."""
        return self._packed or super().getvalue()


class Deserializer(json.Deserializer):
    """Gives back the page; raises DeserializationError for what is spoiled."""

    def __init__(self, stream_or_string: str, **options: Any) -> None:
        (text,) = unpacked([stream_or_string])
        if text is None:
            raise DeserializationError
        super().__init__(text, **options)
