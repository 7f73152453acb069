"""The addresses of the slices, but for those opened most, which stand before them in config/urls.py."""

from django.urls import include, path

urlpatterns = [
    path("", include("wiki.exchange.urls")),
    path("", include("wiki.discussion.urls")),
    path("", include("wiki.training.urls")),
    path("", include("wiki.control.urls")),
    path("", include("wiki.integrity.urls")),
]
