"""The wiki's addresses: the slices' own, and last the pages, which may be named anything else."""

from django.urls import include, path, register_converter


class PagePath:
    """The slugs of a page below its space. "-" is never a slug: it parts a page's address from the acts on it."""

    regex = r"(?!-/)(?:(?!-/)[^/]+/)*(?!-/)[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PagePath, "page")

urlpatterns = [
    path("", include("wiki.activity.urls")),
    path("", include("wiki.search.urls")),
    path("", include("wiki.exchange.urls")),
    path("", include("wiki.discussion.urls")),
    path("", include("wiki.history.urls")),
    path("", include("wiki.pages.urls")),
    path("", include("wiki.reading.urls")),
]
