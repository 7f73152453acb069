"""From what somebody wrote to what the others read: made when a comment is saved."""

import re
from collections.abc import Mapping

from wiki.discussion.errors import DiscussionError
from wiki.markup import MarkupRefused, render
from wiki.pages.linking import Resolver
from wiki.pages.models import Page

# The page's own headings are jumped to by these names; a comment may not take them.
_ANCHOR = re.compile(r'<a name="[^"]*"></a>')


def comment_html(text: str, page: Page, people: Mapping[str, int]) -> str:
    """A comment on `page` as clean HTML: its links as in the page's own text, `people` marked by their keys."""
    try:
        rendered = render(text, resolve=Resolver(page, page.files), mentions=people)
    except MarkupRefused as refusal:
        raise DiscussionError(str(refusal)) from refusal
    return _ANCHOR.sub("", rendered.html)
