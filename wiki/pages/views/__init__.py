"""Screens and endpoints of the pages slice."""

from wiki.pages.views.addresses import file, permanent, permanent_revision, thumbnail
from wiki.pages.views.arranging import arrangement, copy, move, place_of_new
from wiki.pages.views.batches import batch, batch_reversal, selection
from wiki.pages.views.drafting import draft, image, preview, upload
from wiki.pages.views.files import files, replacement
from wiki.pages.views.filling import new_from
from wiki.pages.views.outlining import outline
from wiki.pages.views.presence import presence
from wiki.pages.views.reporting import report
from wiki.pages.views.sharing import draft_link, draft_link_removal, draft_removal
from wiki.pages.views.snippets import snippet, snippets
from wiki.pages.views.templates import template
from wiki.pages.views.trash import recovery, space_trash, trash
from wiki.pages.views.writing import edit, new

__all__ = [
    "arrangement",
    "batch",
    "batch_reversal",
    "copy",
    "draft",
    "draft_link",
    "draft_link_removal",
    "draft_removal",
    "edit",
    "file",
    "files",
    "image",
    "move",
    "new",
    "new_from",
    "outline",
    "permanent",
    "permanent_revision",
    "place_of_new",
    "presence",
    "preview",
    "recovery",
    "replacement",
    "report",
    "selection",
    "snippet",
    "snippets",
    "space_trash",
    "template",
    "thumbnail",
    "trash",
    "upload",
]
