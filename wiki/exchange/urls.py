"""Addresses of imports."""

from django.urls import path

from wiki.exchange import views

app_name = "exchange"

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<int:pk>/", views.progress, name="import"),
]
