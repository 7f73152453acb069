"""Addresses of what is said about a page."""

from collections.abc import Callable

from django.urls import URLPattern, path

from wiki.discussion import views

app_name = "discussion"


def _on_page(route: str, view: Callable, name: str) -> list[URLPattern]:
    """The same address below a space's front page and below any other page."""
    return [
        path(f"<slug:space>/-/{route}", view, name=name),
        path(f"<slug:space>/<page:path>/-/{route}", view, name=name),
    ]


urlpatterns = [
    path("changes/suggested/", views.own_suggestions, name="own-suggestions"),
    path("p/<int:pk>/threads/<int:thread>/", views.permanent_thread, name="permanent-thread"),
    *_on_page("threads/", views.threads, "threads"),
    *_on_page("threads/new/", views.new_thread, "thread-new"),
    *_on_page("threads/<int:pk>/", views.thread, "thread"),
    *_on_page("threads/<int:pk>/replies/", views.replies, "reply"),
    *_on_page("threads/<int:pk>/resolution/", views.resolution, "resolution"),
    *_on_page("threads/<int:pk>/reopening/", views.reopening, "reopening"),
    *_on_page("comments/<int:pk>/edit/", views.edit, "comment-edit"),
    *_on_page("comments/<int:pk>/removal/", views.removal, "comment-removal"),
    *_on_page("people/", views.people, "people"),
    *_on_page("suggest/", views.suggest, "suggest"),
    *_on_page("suggest/preview/", views.preview, "suggest-preview"),
    *_on_page("suggest/draft/", views.draft, "suggest-draft"),
    *_on_page("suggestions/", views.suggestions, "suggestions"),
    *_on_page("suggestions/<int:pk>/", views.suggestion, "suggestion"),
    *_on_page("suggestions/<int:pk>/acceptance/", views.acceptance, "acceptance"),
    *_on_page("suggestions/<int:pk>/change/", views.change, "suggestion-change"),
    *_on_page("suggestions/<int:pk>/refusal/", views.refusal, "refusal"),
    *_on_page("suggestions/<int:pk>/withdrawal/", views.withdrawal, "withdrawal"),
]
