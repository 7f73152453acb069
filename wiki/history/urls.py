"""Addresses of the history of a page."""

from collections.abc import Callable

from django.urls import URLPattern, path

from wiki.history import views

app_name = "history"


def _on_page(route: str, view: Callable, name: str) -> list[URLPattern]:
    """The same address below a space's front page and below any other page."""
    return [
        path(f"<slug:space>/-/{route}", view, name=name),
        path(f"<slug:space>/<page:path>/-/{route}", view, name=name),
    ]


def _on_any_page(route: str, view: Callable, name: str) -> list[URLPattern]:
    """The same address below pages in the trash as well, which are found by their keys."""
    return [path(f"<slug:space>/-/trash/<int:trashed>/-/{route}", view, name=name), *_on_page(route, view, name)]


urlpatterns = [
    path("p/drafts/<str:key>/", views.draft, name="draft"),
    path("<slug:space>/-/trash/<int:trashed>/", views.trashed, name="trashed"),
    *_on_any_page("history/", views.timeline, "list"),
    *_on_any_page("history/<int:number>/", views.revision, "revision"),
    *_on_any_page("compare/", views.comparison_choice, "compare-choice"),
    *_on_any_page("compare/<int:old>..<int:new>/", views.comparison, "compare"),
    *_on_page("restore/<int:number>/", views.restoration, "restore"),
]
