"""What a mail says of one notification."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from wiki.activity.mail.excerpt_html import for_mail
from wiki.activity.mail.excerpt_text import as_text
from wiki.activity.mail.messages import absolute
from wiki.activity.models import Notification
from wiki.activity.sentences import html_sentence, plain_sentence


@dataclass(frozen=True, slots=True)
class Item:
    """One notification as the templates of mails take it; every address is absolute."""

    sentence: SafeString
    plain: str
    url: str
    reason: str
    html: SafeString
    text: str
    is_whole: bool
    space: str


def item_of(row: Notification) -> Item:
    """The notification, fetched by `notifications_of`, with its change or comment inside."""
    url = absolute(reverse("activity:notification", args=[row.pk]))
    told = row.comment.html if row.comment else row.excerpt.html if row.excerpt else ""
    base = absolute(row.page.url()) if row.page else absolute("/")
    space = row.page.space if row.page else row.space
    return Item(
        sentence=html_sentence(row, url),
        plain=plain_sentence(row),
        url=url,
        reason=row.words.get("reason", ""),
        html=mark_safe(for_mail(told, base)) if told else SafeString(""),  # both are made of cleaned HTML
        text=as_text(told, base) if told else "",
        is_whole=bool(row.comment or (row.excerpt and row.excerpt.is_whole)),
        space=space.name if space else "",
    )
