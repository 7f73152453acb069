"""Addresses of the history of a page."""

from django.urls import path

from wiki.history import views

app_name = "history"


def _on_page(route: str, view: object, name: str) -> list:
    """The same address below a space's front page and below any other page."""
    return [
        path(f"<slug:space>/-/{route}", view, name=name),
        path(f"<slug:space>/<page:path>/-/{route}", view, name=name),
    ]


urlpatterns = [
    *_on_page("history/", views.timeline, "list"),
    *_on_page("history/<int:number>/", views.revision, "revision"),
    *_on_page("compare/", views.comparison_choice, "compare-choice"),
    *_on_page("compare/<int:old>..<int:new>/", views.comparison, "compare"),
    *_on_page("restore/<int:number>/", views.restoration, "restore"),
]
