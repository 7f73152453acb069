"""Addresses of document control."""

from collections.abc import Callable

from django.urls import URLPattern, path

from wiki.control import views

app_name = "control"


def _on_page(route: str, view: Callable, name: str) -> list[URLPattern]:
    """The same address below a space's front page and below any other page."""
    return [
        path(f"<slug:space>/-/{route}", view, name=name),
        path(f"<slug:space>/<page:path>/-/{route}", view, name=name),
    ]


urlpatterns = [
    path("approvals/", views.approvals, name="approvals"),
    path("approvals/delegations/", views.delegation, name="delegation"),
    path("approvals/delegations/<int:pk>/end/", views.delegation_end, name="delegation-end"),
    path("<slug:space>/-/register/", views.register, name="register"),
    path("<slug:space>/-/policy/", views.policy, name="policy"),
    path("<slug:space>/-/keeping/", views.space_keeping, name="space-keeping"),
    path("<slug:space>/-/change-set/", views.change_set, name="change-set"),
    *_on_page("document/", views.document, "document"),
    *_on_page("document/change/", views.document_change, "document-change"),
    *_on_page("document/keeping/", views.page_keeping, "page-keeping"),
    *_on_page("submission/", views.submission, "submission"),
    *_on_page("requests/<int:pk>/", views.review_request, "request"),
    *_on_page("requests/<int:pk>/decision/", views.decision, "decision"),
    *_on_page("requests/<int:pk>/withdrawal/", views.withdrawal, "withdrawal"),
    *_on_page("requests/<int:pk>/remarks/", views.remarks, "remarks"),
    *_on_page("editions/<int:pk>/plan/", views.plan, "plan"),
    *_on_page("retirement/", views.retirement, "retirement"),
    *_on_page("review/", views.periodic_review, "review"),
    *_on_page("flags/", views.flags, "flags"),
    *_on_page("flags/<int:pk>/closing/", views.flag_closing, "flag-closing"),
]
