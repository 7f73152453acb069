"""Addresses of reading: any first word may be a space that is not the product's own."""

from django.urls import path

from wiki import converters  # noqa: F401 - registers "space" and "page"
from wiki.reading import views

app_name = "reading"

urlpatterns = [
    path("<space:space>/", views.page, name="space"),
    path("<space:space>/<page:path>/", views.page, name="page"),
]
