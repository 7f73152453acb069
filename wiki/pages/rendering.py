"""From a page's text to what readers meet: made at save, kept in Rendering, with the links and tags to find pages
by.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from django.db import transaction
from django.utils.html import format_html, strip_tags

from wiki.markup import MarkupRefused, Rendered, render
from wiki.pages.linking import Resolver, keys_of
from wiki.pages.models import Link, Page, PageTag, Rendering
from wiki.pages.revisions import Body
from wiki.pages.titles import title_key
from wiki.pages.writers import only_writer

# Pages re-rendered in the request that renamed or made a page; more are left to the worker. Links that wait for it
# still work, through the redirects of former addresses.
AT_ONCE = 20
_FIRST_HEADING = re.compile(r"\s*<h1\b[^>]*>(.*?)</h1>\s*", re.DOTALL)
_ANCHOR = re.compile(r'<a name="[^"]*"></a>')


def render_body(page: Page, body: Body) -> Rendered:
    """A saved or unsaved body of `page` as HTML; raises MarkupRefused for a text beyond the limits. Writes nothing."""
    rendered, _resolver, _included = _render(page, body)
    return rendered


def _render(page: Page, body: Body) -> tuple[Rendered, Resolver, list[Page]]:
    resolver = Resolver(page, body.files)
    included: list[Page] = []

    def include(path: str) -> str | None:
        found = Page.objects.live().filter(space=page.space_id, source_path=path.lstrip("/")).first() if path else None
        if found is None:
            return None
        included.append(found)
        return found.text

    rendered = render(body.text, resolve=resolver, include=include)
    return _without_title(rendered, body.title), resolver, included


def _without_title(rendered: Rendered, title: str) -> Rendered:
    """Leaves out a first heading that only says the title again: the screen shows the title above the text.

    The heading's anchors stay, so that links to it still lead to the page's beginning."""
    first = _FIRST_HEADING.match(rendered.html)
    if first is None or title_key(unescape(strip_tags(first[1]))) != title_key(title):
        return rendered
    return replace(rendered, html="".join(_ANCHOR.findall(first[1])) + rendered.html[first.end() :])


def render_page(page: Page) -> None:
    """Renders the page's present text and keeps the result, its links and its tags; raises MarkupRefused."""
    rendered, resolver, included = _render(page, Body.of(page))
    links = resolver.links + [
        Link(source=page, kind="include", written=other.source_path, key=keys_of(other)[-1][:1100], target=other)
        for other in included
    ]
    _keep(page, rendered, links)


def render_page_or_plain(page: Page) -> None:
    """As `render_page`, but a text that is refused is shown as it was written: for texts that are already stored."""
    try:
        render_page(page)
    except MarkupRefused as refusal:
        html = format_html('<p class="callout callout-warning">{}</p><pre>{}</pre>', str(refusal), page.text)
        plain = Rendered(html=html, headings=(), text=page.text, references=(), words=len(page.text.split()))
        _keep(page, plain, [])


def _keep(page: Page, rendered: Rendered, links: list[Link]) -> None:
    fields = {
        "number": page.latest.number if page.latest else 0,
        "html": rendered.html,
        "headings": [[h.level, h.text, h.anchor] for h in rendered.headings],
        "words": rendered.words,
        "title": page.title,
        "heading_text": "\n".join(h.text for h in rendered.headings if title_key(h.text) != title_key(page.title)),
        "plain": rendered.text,
        "tags": ", ".join(page.tags),
    }
    if not Rendering.objects.filter(page=page).update(**fields):
        Rendering.objects.create(page=page, **fields)
    _keep_links(page, links)
    _keep_tags(page)


def _keep_links(page: Page, links: list[Link]) -> None:
    """Replaces the page's links; most edits change none, and then nothing is written."""
    columns = ("kind", "written", "key", "target_id", "anchor")
    kept = Link.objects.filter(source=page).values_list(*columns)
    if sorted(map(repr, kept)) != sorted(repr(tuple(getattr(link, name) for name in columns)) for link in links):
        Link.objects.filter(source=page).delete()
        Link.objects.bulk_create(links)


def _keep_tags(page: Page) -> None:
    kept = set(PageTag.objects.filter(page=page).values_list("name", flat=True))
    now = set(page.tags)
    if kept - now:
        PageTag.objects.filter(page=page, name__in=kept - now).delete()
    PageTag.objects.bulk_create([PageTag(page=page, name=name) for name in sorted(now - kept)])


def waiting_for(pages: Iterable[Page]) -> list[int]:
    """Keys of the live pages whose text links to one of these, or to a missing page that one of these now is."""
    pages = list(pages)
    keys = [key for page in pages for key in keys_of(page)]
    sources = Link.objects.filter(source__trashed_at=None).exclude(source__in=pages)
    linked = sources.filter(target__in=pages).values_list("source", flat=True)
    wanting = sources.filter(key__in=keys, target=None).values_list("source", flat=True)
    return sorted(set(linked) | set(wanting))


def follow_links(pages: Iterable[Page], *, themselves: bool = False) -> None:
    """Renders anew what links to `pages`, after they were made, renamed, moved, trashed or recovered.

    With `themselves` their own texts as well: in another space the same links mean other pages."""
    from wiki.pages.tasks import render_pages

    pages = list(pages)
    keys = [page.pk for page in pages if themselves] + waiting_for(pages)
    render_many(keys[:AT_ONCE])
    if keys[AT_ONCE:]:
        render_pages.enqueue(keys[AT_ONCE:])


def render_many(keys: Iterable[int]) -> None:
    """Renders these pages anew; those that are gone or trashed are left out."""
    keys = list(keys)
    pages = Page.objects.live().select_related("space", "latest")
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():  # nobody saves between our reading a text and our keeping what it looks like
            only_writer()
            for page in pages.filter(pk__in=keys[start : start + AT_ONCE]):
                render_page_or_plain(page)
