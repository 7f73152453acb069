"""What people do with pages. Every verb takes `by`, asks for the right first, and writes its audit row inside."""

from wiki.pages.actions.changing_many import move_pages, plan_change, tag_pages, take_back, trash_pages
from wiki.pages.actions.copying import copy_page
from wiki.pages.actions.marking import name_snippet
from wiki.pages.actions.moving import move_page, reorder_page
from wiki.pages.actions.opening import change_space, show_anew_across
from wiki.pages.actions.replacing import replace_file
from wiki.pages.actions.templating import borrow_files, end_template, make_template, offer_template
from wiki.pages.actions.trashing import recover_page, trash_page
from wiki.pages.actions.writing import create_page, create_space, save_page

__all__ = [
    "borrow_files",
    "change_space",
    "copy_page",
    "create_page",
    "create_space",
    "end_template",
    "make_template",
    "move_page",
    "move_pages",
    "name_snippet",
    "offer_template",
    "plan_change",
    "recover_page",
    "reorder_page",
    "replace_file",
    "save_page",
    "show_anew_across",
    "tag_pages",
    "take_back",
    "trash_page",
    "trash_pages",
]
