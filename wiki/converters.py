"""What the parts of an address may be: Django's path converters, registered as "space" and "page"."""

from django.urls import register_converter

from wiki.spaces.models import RESERVED_SLUGS

_RESERVED = "|".join(map(r"{}/".format, sorted(RESERVED_SLUGS)))


class _Words:
    """A part of an address that is taken as it is written."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SpaceSlug(_Words):
    """A first word that is not the product's own."""

    regex = rf"(?!{_RESERVED})[-a-zA-Z0-9_]+"


class PagePath(_Words):
    """The slugs of a page below its space. "-" is never a slug: it parts a page's address from the acts on it."""

    regex = r"(?!-/)(?:(?!-/)[^/]+/)*(?!-/)[^/]+"


register_converter(SpaceSlug, "space")
register_converter(PagePath, "page")
