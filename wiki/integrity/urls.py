"""Addresses of the record."""

from django.urls import path

from wiki.integrity import views

app_name = "integrity"
urlpatterns = [
    path("<slug:space>/-/audit/", views.trail, name="trail"),
    path("<slug:space>/-/audit/export.csv", views.export, name="trail-export"),
]
