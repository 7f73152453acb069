"""The reference's one address."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from wiki.pages.models import Rendering


@login_required(login_url="/")
def page(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "bench/page.html", {"page": get_object_or_404(Rendering, pk=pk)})


urlpatterns = [path("<int:pk>/", page)]
