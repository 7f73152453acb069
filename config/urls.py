"""Every address of the product, in the order in which they are tried."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("", include("wiki.reading.urls")),  # first, because each pattern that is tried takes time from every page
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("wiki.urls")),
]
