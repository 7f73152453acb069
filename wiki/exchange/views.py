"""Starting imports in the browser, and watching them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wiki.exchange.access import import_for, imports_for, spaces_to_import_into
from wiki.exchange.actions import import_upload
from wiki.exchange.forms import ImportForm
from wiki.exchange.jobs import start
from wiki.exchange.reporting import report_lines
from wiki.pages.errors import PageError

A_PAGE = 20


@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """The imports so far, and the form for a new one."""
    rows = imports_for(request.user)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent, spaces=spaces_to_import_into())
    status = 422 if form.is_bound else 200
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            job = import_upload(by=request.user, file=said.pop("file"), source=form.source, **said)
        except PageError as error:  # what keeps files is full or does not answer
            form.add_error("file", str(error))
            status = 503
        else:
            start(job)
            return redirect(job)
    context = {"form": form, "page_object": Paginator(rows, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "exchange/imports.html", context, status=status)


@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is, then what came of it."""
    job = import_for(request.user, pk)
    return render(request, "exchange/import.html", {"job": job, "space": job.space, "lines": report_lines(job)})
