"""Addresses of imports and of evidence."""

from django.urls import path

from wiki.exchange import views
from wiki.exchange.evidence import views as evidence

app_name = "exchange"

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<int:pk>/", views.progress, name="import"),
    path("training/evidence/", evidence.of_oneself, name="evidence-own"),
    path("training/evidence/<int:pk>/", evidence.fetch, name="evidence-own-file"),
    path("training/people/<int:pk>/evidence/", evidence.of_person, name="evidence-person"),
    path("<slug:space>/-/evidence/", evidence.of_space, name="evidence-space"),
    path("<slug:space>/-/evidence/<int:pk>/", evidence.fetch, name="evidence-file"),
    path("<slug:space>/<page:path>/-/evidence/", evidence.of_page, name="evidence-page"),
]
