"""Every address of the product, in the order in which they are tried."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz, readyz
from config.metrics.views import metrics

handler500 = "config.faults.server_error"

urlpatterns = [
    # First what is opened most: each pattern that is tried takes time from all that come after it.
    path("", include("wiki.reading.urls")),
    path("", include("wiki.search.urls")),
    path("", include("wiki.activity.urls")),
    path("", include("wiki.history.urls")),
    path("", include("wiki.pages.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("wiki.urls")),
]
