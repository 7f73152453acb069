"""Addresses of training."""

from collections.abc import Callable

from django.urls import URLPattern, path

from wiki.training import views

app_name = "training"


def _on_page(route: str, view: Callable, name: str) -> list[URLPattern]:
    """The same address below a space's front page and below any other page."""
    return [
        path(f"<slug:space>/-/{route}", view, name=name),
        path(f"<slug:space>/<page:path>/-/{route}", view, name=name),
    ]


urlpatterns = [
    path("training/", views.own_record, name="record"),
    path("training/matrix/", views.matrix, name="matrix"),
    path("training/people/<int:pk>/", views.person, name="person"),
    path("training/effects/<int:pk>/", views.effect, name="effect"),
    path("training/paths/", views.paths, name="paths"),
    path("training/paths/<int:pk>/", views.path, name="path"),
    path("training/paths/<int:pk>/edit/", views.path_edit, name="path-edit"),
    path("training/paths/<int:pk>/assignment/", views.path_assign, name="path-assign"),
    path("training/paths/<int:pk>/ending/", views.path_end, name="path-end"),
    path("<slug:space>/-/training/paths/new/", views.path_new, name="path-new"),
    path("training/assignments/<int:pk>/ending/", views.assignment_end, name="assignment-end"),
    path("training/exemptions/<int:pk>/ending/", views.exemption_end, name="exemption-end"),
    *_on_page("acknowledgement/", views.acknowledgement, "acknowledgement"),
    *_on_page("training/", views.document, "document"),
    *_on_page("training/new/", views.assign, "assign"),
    *_on_page("training/sign-off/", views.practice, "sign-off"),
    *_on_page("training/questions/", views.questions, "questions"),
    *_on_page("training/exemptions/new/", views.exemption, "exemption"),
]
