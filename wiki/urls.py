"""The wiki's addresses: the slices' own. Those of reading stand before them, in config/urls.py."""

from django.urls import include, path

urlpatterns = [
    path("", include("wiki.activity.urls")),
    path("", include("wiki.search.urls")),
    path("", include("wiki.exchange.urls")),
    path("", include("wiki.discussion.urls")),
    path("", include("wiki.training.urls")),
    path("", include("wiki.control.urls")),
    path("", include("wiki.history.urls")),
    path("", include("wiki.pages.urls")),
    path("", include("wiki.integrity.urls")),
]
