"""Addresses of what people do with pages."""

from collections.abc import Callable

from django.urls import URLPattern, path

from wiki.pages import views

app_name = "pages"


def _on_page(route: str, view: Callable, name: str) -> list[URLPattern]:
    """The same address below a space's front page and below any other page."""
    return [
        path(f"<slug:space>/-/{route}", view, name=name),
        path(f"<slug:space>/<page:path>/-/{route}", view, name=name),
    ]


urlpatterns = [
    path("p/<int:pk>/", views.permanent, name="permanent"),
    path("p/<int:pk>/r/<int:number>/", views.permanent_revision, name="permanent-revision"),
    path("p/<int:pk>/files/<slug:sha256>/<path:name>", views.file, name="file"),
    path("p/<int:pk>/pictures/<slug:sha256>/<int:width>.webp", views.thumbnail, name="thumbnail"),
    path("p/drafts/<int:pk>/link/", views.draft_link, name="draft-link"),
    path("p/drafts/<int:pk>/link/removal/", views.draft_link_removal, name="draft-link-removal"),
    path("p/drafts/<int:pk>/removal/", views.draft_removal, name="draft-removal"),
    path("spaces/new-page/", views.place_of_new, name="place"),
    path("<slug:space>/-/tree/", views.arrangement, name="tree"),
    path("<slug:space>/-/selection/", views.selection, name="selection"),
    path("<slug:space>/-/batches/<int:pk>/", views.batch, name="batch"),
    path("<slug:space>/-/batches/<int:pk>/reversal/", views.batch_reversal, name="batch-reversal"),
    path("<slug:space>/-/trash/", views.space_trash, name="trash-list"),
    path("<slug:space>/-/trash/<int:pk>/recovery/", views.recovery, name="recover"),
    path("<slug:space>/-/snippets/", views.snippets, name="snippets"),
    path("<slug:space>/-/report/", views.report, name="report"),
    *_on_page("edit/", views.edit, "edit"),
    *_on_page("new/", views.new, "new"),
    *_on_page("new/from/<int:template>/", views.new_from, "new-from"),
    *_on_page("preview/", views.preview, "preview"),
    *_on_page("draft/", views.draft, "draft"),
    *_on_page("presence/", views.presence, "presence"),
    *_on_page("upload/", views.upload, "upload"),
    *_on_page("image/", views.image, "image"),
    *_on_page("files/", views.files, "files"),
    *_on_page("files/replacement/", views.replacement, "replacement"),
    *_on_page("outline/", views.outline, "outline"),
    *_on_page("template/", views.template, "template"),
    *_on_page("snippet/", views.snippet, "snippet"),
    *_on_page("move/", views.move, "move"),
    *_on_page("copy/", views.copy, "copy"),
    *_on_page("trashing/", views.trash, "trash"),
]
