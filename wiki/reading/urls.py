"""Addresses of reading. They come last: any first word may be a space."""

from django.urls import path

from wiki.reading import views

app_name = "reading"

urlpatterns = [
    path("<slug:space>/", views.page, name="space"),
    path("<slug:space>/<page:path>/", views.page, name="page"),
]
