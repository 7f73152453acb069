"""Addresses of search."""

from django.urls import path

from wiki.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/suggest/", views.suggestions, name="suggest"),
    path("search/wanted/", views.wanted, name="wanted-create"),
]
