"""The Django admin, named, dressed and guarded as the wiki is."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from accounts.site import wiki_name
from config.admin_doors import ROOMS, door_at

OWN_APPS = frozenset({"accounts", "wiki"})


class LooseleafAdminSite(AdminSite):
    site_header = site_title = _("Administration")
    index_title = _("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        """Active people who may manage the wiki."""
        return request.user.is_active and request.user.is_staff

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that this product brings: raw groups, tokens or versions would be doors around its rules."""
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        own = [model for model in models if model._meta.app_label in OWN_APPS]
        super().register(own, admin_class, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """The wiki's name, for the way back, and the list of what is here instead of Django's, which follows tables."""
        own = {"wiki_name": wiki_name(), "rooms": ROOMS, "door": door_at(request.path)}
        return super().each_context(request) | own

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Our own page of the whole system, beside Django's."""
        own = [
            path("system/", self.admin_view(self.system), name="system"),
            path("system/mail/", self.admin_view(self.test_mail), name="system-mail"),
        ]
        return [*own, *super().get_urls()]

    def system(self, request: HttpRequest) -> HttpResponse:
        """Whether everything runs."""
        from config.system.pages import system  # as below

        return system(request, self.each_context(request))

    def test_mail(self, request: HttpRequest) -> HttpResponse:
        """A mail to whoever asks."""
        from config.system.pages import test_mail  # as below

        return test_mail(request)

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The front page, which says so when jobs failed: nobody looks at a list of what goes well by itself."""
        from wiki.jobs.models import Job  # models are not there yet when Django makes this site
        from wiki.jobs.querysets import State

        failed = Job.objects.with_state().filter(state=State.FAILED).count()
        return super().index(request, {"failed_jobs": failed} | (extra_context or {}))

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> HttpResponse:
        """The front page: which app a table belongs to is nothing that an admin knows."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Nothing: see `admin_doors`."""
        return []

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The wiki's own sign-in, with its limits on guessing."""
        if request.user.is_authenticated:
            raise PermissionDenied(_("The administration is for admins. Ask one for the role if you need it."))
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The wiki's own sign-out."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The wiki's own change of password."""
        return redirect("account_change_password")
