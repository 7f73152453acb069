"""The page's whole screen: kept parts in a frame that is kept for each person. No template is run for what is kept."""

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wiki.display.holes import filled, hole
from wiki.display.kept import Parts, drawn_once
from wiki.pages.access import Access
from wiki.reading.bar import bell_words, open_bar, viewer_of
from wiki.reading.context import chrome

HOLES = {name: hole(name) for name in ("page_title", "page_url", "sidebar", "text", "beside", "thumb", "told")}


def framed(request: HttpRequest, access: Access, parts: Parts, *, token: str, unread: int) -> SafeString:
    """The screen of a page with these parts; `token` is for its forms, `unread` for the bell."""
    page, user, about = access.page, request.user, chrome(request)
    viewer = viewer_of(user, about, page.space)

    def draw() -> Parts:
        bar = open_bar(user, viewer, about["wiki_name"])
        return {"frame": render_to_string("reading/page.html", {**about, **HOLES, "user": user, "open_bar": bar})}

    new_url = f"{page.url()}-/new/" if access.may_edit else about["chrome"]["new_url"]
    values = {
        "page_title": page.title,
        "page_url": page.url(),
        "text": parts["main"],
        "sidebar": parts["sidebar"],
        "beside": parts["aside"] + parts["threads"],
        "thumb": parts["thumb"],
        "told": _told(request),
        "csrf_token": token,
        "new_url": new_url,
        "search_text": "",
        **bell_words(unread),
    }
    return filled(drawn_once(("frame", viewer), draw, tells_time=False)["frame"], values)


def _told(request: HttpRequest) -> str:
    """What the person is told once, after something that they did."""
    messages = get_messages(request)
    return render_to_string("components/messages.html", {"messages": messages}) if len(messages) else ""
