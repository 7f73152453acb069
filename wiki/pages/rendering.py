"""From a page's text to what readers meet: made at save, kept in Rendering, with the links and tags to find pages
by.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

from django.db import transaction
from django.db.models import Case, F, When
from django.utils.html import format_html, strip_tags

from accounts.prepared import PreparedQuery
from wiki.markup import MarkupRefused, Reference, Rendered, Target, render
from wiki.pages.finding import key, keys_of
from wiki.pages.linking import Resolver
from wiki.pages.models import Link, Page, PageTag, Rendering, SnippetName
from wiki.pages.revisions import Body
from wiki.pages.snippets.inclusions import Inclusions, Shown
from wiki.pages.snippets.names import name_of
from wiki.pages.templates.fields import is_template
from wiki.pages.titles import title_key
from wiki.pages.writers import only_writer

# Pages re-rendered in the request that renamed or made a page; more are left to the worker. Links that wait for it
# still work, through the redirects of former addresses.
AT_ONCE = 20
_FIRST_HEADING = re.compile(r"\s*<h1\b[^>]*>(.*?)</h1>\s*", re.DOTALL)
_PAGE = -1_000_001  # mark of the parameter
_LINK = ("kind", "written", "key", "target_id", "anchor")
_KEPT_LINKS = PreparedQuery(lambda page: Link.objects.filter(source=page).values_list(*_LINK), _PAGE)
_KEPT_TAGS = PreparedQuery(lambda page: PageTag.objects.filter(page=page).values_list("name"), _PAGE)
_ANCHOR = re.compile(r'<a name="[^"]*"></a>')

# What a rendering says of the page now, put aside. Texts of other pages in it change with them, so such a one is not.
_BEFORE = {
    "before_number": Case(When(shows=[], then=F("number")), default=0),
    "before_headings": F("headings"),
    "before_html": F("html"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A body as HTML, the rows for its links, and the pages whose texts it shows."""

    rendered: Rendered
    links: list[Link]
    shown: list[Shown]


def render_body(page: Page, body: Body) -> Rendered:
    """A saved or unsaved body of `page` as HTML; raises MarkupRefused for a text beyond the limits. Writes nothing."""
    return draw(page, body).rendered


def draw(page: Page, body: Body, *, at: datetime | None = None) -> Drawn:
    """As `render_body`, with what is known of it; `at` shows other pages' texts as they stood at that moment."""
    inclusions, links = Inclusions(page, body.text, at=at), []

    def resolve(references: Sequence[Reference]) -> Mapping[Reference, Target]:
        targets: dict[Reference, Target] = {}
        for name in dict.fromkeys(reference.within for reference in references):
            resolver = _resolver(page, body, inclusions.shown.get(name) if name else None)
            targets |= resolver([reference for reference in references if reference.within == name])
            links.extend(resolver.links)
        return targets

    rendered = render(body.text, resolve=resolve, include=inclusions.file, find_snippet=inclusions.snippet)
    shown = list({one.page.pk: one for one in inclusions.shown.values()}.values())
    return Drawn(_without_title(rendered, body.title), links + inclusions.links, shown)


def _resolver(page: Page, body: Body, shown: Shown | None) -> Resolver:
    """What resolves the page's own references, or those of a text that it shows: they mean what they mean there."""
    return Resolver(shown.page, shown.body.files, shown_in=page) if shown else Resolver(page, body.files)


def _without_title(rendered: Rendered, title: str) -> Rendered:
    """Leaves out a first heading that only says the title again: the screen shows the title above the text.

    The heading's anchors stay, so that links to it still lead to the page's beginning."""
    first = _FIRST_HEADING.match(rendered.html)
    if first is None or title_key(unescape(strip_tags(first[1]))) != title_key(title):
        return rendered
    return replace(rendered, html="".join(_ANCHOR.findall(first[1])) + rendered.html[first.end() :])


def render_page(page: Page, *, is_revised: bool = False) -> None:
    """Renders the page's present text and keeps the result, its links and its tags; raises MarkupRefused. When the
    page has just got another revision, what it showed until now is kept for comparing."""
    _require_shown(page)
    _keep(page, draw(page, Body.of(page)), is_revised=is_revised)


def _require_shown(page: Page) -> None:
    """What is drawn is what readers meet; a page that is ahead of them here would show them what nobody approved."""
    if page.is_ahead:
        raise ValueError(f"page {page.pk} holds a revision that waits for approval")


def render_page_or_plain(page: Page) -> None:
    """As `render_page`, but a text that is refused is shown as it was written: for texts that are already stored."""
    try:
        render_page(page)
    except MarkupRefused as refusal:
        html = format_html('<p class="callout callout-warning">{}</p><pre>{}</pre>', str(refusal), page.text)
        plain = Rendered(html=html, headings=(), text=page.text, references=(), words=len(page.text.split()))
        _keep(page, Drawn(plain, [], []))


def _keep(page: Page, drawn: Drawn, *, is_revised: bool = False) -> None:
    rendered, name = drawn.rendered, name_of(page.front_matter)
    fields = {
        "number": page.latest.number if page.latest else 0,
        "html": rendered.html,
        "headings": headings_of(drawn),
        "words": rendered.words,
        **_indexed(page, rendered),
        "snippet": name,
        "is_template": is_template(page.front_matter),
        "shows": [[one.page.pk, one.page.title, one.page.url(), one.name] for one in drawn.shown],
    }
    kept = _BEFORE if is_revised else {}
    if not Rendering.objects.filter(page=page).update(**fields, **kept):
        Rendering.objects.create(page=page, **fields)
    if name:
        keep_names([page])
    _keep_links(page, drawn.links)
    _keep_tags(page)


def _indexed(page: Page, rendered: Rendered) -> dict[str, str]:
    """What search knows of the page: nothing while readers don't meet it, or its words would turn up as near ones."""
    if page.withheld_at is not None:
        return dict.fromkeys(("title", "heading_text", "plain", "tags"), "")
    headings = (h.text for h in rendered.headings if title_key(h.text) != title_key(page.title))
    return {
        "title": page.title,
        "heading_text": "\n".join(headings),
        "plain": rendered.text,
        "tags": ", ".join(page.tags),
    }


def keep_names(pages: Iterable[Page]) -> None:
    """Lets the texts of these pages be shown by the names in their front matter. Where many pages are rendered for the
    first time, this comes before: they may show one another."""
    named = [(page, name) for page in pages if (name := name_of(page.front_matter))]
    SnippetName.objects.bulk_create([SnippetName(page=page, name=name) for page, name in named], ignore_conflicts=True)


def _keep_links(page: Page, links: list[Link]) -> None:
    """Replaces the page's links; most edits change none, and then nothing is written."""
    kept = _KEPT_LINKS.rows(page.pk)
    if sorted(map(repr, kept)) != sorted(repr(tuple(getattr(link, name) for name in _LINK)) for link in links):
        Link.objects.filter(source=page).delete()
        Link.objects.bulk_create(links)


def _keep_tags(page: Page) -> None:
    kept = {name for (name,) in _KEPT_TAGS.rows(page.pk)}
    now = set(page.tags)
    if kept - now:
        PageTag.objects.filter(page=page, name__in=kept - now).delete()
    PageTag.objects.bulk_create([PageTag(page=page, name=name) for name in sorted(now - kept)])


def waiting_for(pages: Iterable[Page]) -> list[int]:
    """Keys of the live pages whose text links to one of these, or to a missing page that one of these now is."""
    pages = list(pages)
    keys = [one for page in pages for one in keys_of(page)]
    names = SnippetName.objects.filter(page__in=pages).values_list("page__space__slug", "name")
    keys += [key(space, "snippet", name) for space, name in names]
    sources = Link.objects.filter(source__trashed_at=None).exclude(source__in=pages)
    linked = sources.filter(target__in=pages).values_list("source", flat=True)
    wanting = sources.filter(key__in=keys, target=None).values_list("source", flat=True)
    return sorted(set(linked) | set(wanting))


def headings_of(drawn: Drawn) -> list[list]:
    """Level, text and anchor of each heading, as they are kept."""
    return [[heading.level, heading.text, heading.anchor] for heading in drawn.rendered.headings]


def follow_links(pages: Iterable[Page], *, themselves: bool = False) -> None:
    """Renders anew what links to `pages`, after they were made, renamed, moved, trashed or recovered.

    With `themselves` their own texts as well: in another space the same links mean other pages."""
    pages = list(pages)
    render_soon([page.pk for page in pages if themselves] + waiting_for(pages))


def render_soon(keys: list[int]) -> None:
    """Renders the first of these pages anew now, and leaves the others to the worker."""
    from wiki.pages.tasks import render_pages

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
