"""The list of found pages as HTML: Python rather than a template, as for a timeline."""

from collections.abc import Iterable
from functools import cache
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from wiki.display.moments import moment_html
from wiki.search.hits import Hit
from wiki.search.results import Results


def hit_items(results: Results) -> SafeString:
    """The items of the list of results, with a divider before those that have only a longer form of the last word."""
    items = [_item(hit) for hit in results.hits]
    if results.first_longer is not None:
        items.insert(results.first_longer, _divider(results))
    return mark_safe("".join(items))


def _divider(results: Results) -> str:
    said = ngettext(
        "%(count)d page with a longer form of “%(word)s”",
        "%(count)d pages with longer forms of “%(word)s”",
        results.longer,
    )
    word = results.query.terms[-1]
    return f'<li class="results-divider">{escape(said % {"count": results.longer, "word": word})}</li>'


def _item(hit: Hit) -> str:
    page = hit.page
    parent = f' <span aria-hidden="true">/</span> {escape(hit.parent_title)}' if hit.parent_title else ""
    snippet = f'<p class="result-snippet">{hit.snippet}</p>' if hit.snippet else ""
    document = f"<span>{escape(hit.document)}</span>" if hit.document else ""
    author = f"<span>{escape(hit.author_name)}</span>" if hit.author_name else ""
    return (
        f'<li class="result"><p class="result-place">{escape(page.space.name)}{parent}</p>'
        f'<h2 class="result-title"><a href="{escape(page.url())}">{hit.title}</a></h2>{snippet}'
        f'<p class="facts">{document}<span>{moment_html(page.changed_at)}</span>{author}{_tags(page.tags)}</p></li>'
    )


def _tags(tags: Iterable[str]) -> str:
    address = _address()
    return "".join(f'<a href="{address}?tag={quote(tag, safe="")}">#{escape(tag)}</a>' for tag in tags)


@cache
def _address() -> str:
    return reverse("search:results")
