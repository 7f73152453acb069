"""Addresses of activity."""

from django.urls import path

from wiki.activity import views

app_name = "activity"

urlpatterns = [
    path("", views.home, name="home"),
    path("changes/", views.changes, name="changes"),
]
