"""What people say, suggest, share and choose in the hostile wiki, all of it hostile; `fill_talk` is the way in."""

from collections.abc import Sequence
from itertools import cycle, zip_longest

from django.db import transaction

from accounts.models import User
from tests.browser.hostile import strings as hostile
from tests.conftest import front_page, make_page, make_revision
from wiki.activity.actions import watch
from wiki.activity.excerpts import draw_excerpts
from wiki.activity.models import EventPosition
from wiki.activity.telling import tell_news
from wiki.activity.telling.events import READER
from wiki.audit.models import AuditEvent
from wiki.discussion.actions import decline_suggestion, reply, start_thread, suggest_change
from wiki.discussion.marking import Selection
from wiki.pages.actions import name_snippet, offer_template, tag_pages
from wiki.pages.drafts import keep_draft
from wiki.pages.models import Page
from wiki.pages.sharing.actions import share_draft
from wiki.pages.sharing.models import DraftLink
from wiki.pages.templates.fields import Field, Kind
from wiki.spaces.models import Space

PLACEHOLDER = "Within {{{{field: {name}}}}} a sentence.\n\n{{{{field: {name}}}}}\n"


def fill_talk(space: Space, texts: list[str], by: User, people: Sequence[User]) -> None:
    """Everything; `people` with hostile names say it, and an admin is told of it."""
    admin, talk = User.objects.admins().get(), hostile.Talk(texts)
    last = AuditEvent.objects.latest("pk").pk
    EventPosition.objects.update_or_create(
        reader=READER, defaults={"event": last}
    )  # the pages made before are nobody's news
    page = make_page(space, "Talk", "```\n" + "\n".join(talk.passages) + "\n```\n", by=by)
    watch(by=admin, place=page)
    fill_threads(page, talk, people)
    User.objects.filter(name="Eve").update(name=hostile.EVE)  # comments show the names that people have now
    fill_suggestions(page, talk, people, admin)
    fill_drafts(page, texts, by)
    fill_snippets(space, talk, by)
    fill_template(space, talk, by)
    fill_batches(space, talk, by)
    make_page(space, "Diagrams", "\n".join(f"```mermaid\n{source}\n```\n" for source in talk.diagrams), by=by)
    make_revision(page, f"{page.text}\n{hostile.Batch(0, texts[:60]).text}", by=by, reason=talk.words[0])
    tell_news()
    while draw_excerpts():
        pass


@transaction.atomic
def fill_threads(page: Page, talk: hostile.Talk, people: Sequence[User]) -> None:
    """Comments on passages, with an answer each, that speak to an admin and to somebody else."""
    pairs = zip_longest(talk.comments[::2], talk.comments[1::2], talk.passages, fillvalue="Yes.")
    for (first, second, passage), by in zip(pairs, cycle(people), strict=False):
        said = start_thread(by=by, page=page, text=first, key=first, selection=Selection(1, 0, 0, passage))
        reply(by=by, thread=said.thread, text=f"{second}\n\n@Eve, and @Ada Admin!", key=second)


@transaction.atomic
def fill_suggestions(page: Page, talk: hostile.Talk, people: Sequence[User], admin: User) -> None:
    """Changes with hostile titles, texts and reasons; every other one is declined, with a hostile word."""
    titles = hostile.packs(talk.texts[::10], hostile.TITLE)
    for place, (words, title, by) in enumerate(zip(talk.words, titles, cycle(people), strict=False)):
        body = {"title": title, "text": f"{page.text}\n{words}\n", "tags": hostile.tags([words])[:5]}
        sent = suggest_change(by=by, page=page, base_number=1, reason=words, key=words, **body)
        if place % 2:
            decline_suggestion(by=admin, suggestion=sent, word=words)


@transaction.atomic
def fill_drafts(page: Page, texts: list[str], by: User) -> None:
    """Shared drafts, of a page and of pages to be, at /p/drafts/1/ and so on."""
    titles = hostile.packs(texts, hostile.TITLE)
    for place, few in enumerate((texts[::29], texts[1::29], texts[2::29], texts[3::29]), 1):
        where = {"page": page, "parent": None} if place % 2 else {"page": None, "parent": page}
        said = {"title": titles[place], "text": "\n\n".join(few), "tags": ", ".join(hostile.tags(few)[:9])}
        draft = keep_draft(by=by, sitting=str(place), base_number=1, **where, **said)
        DraftLink.objects.filter(pk=share_draft(by=by, draft=draft).pk).update(key=str(place))


@transaction.atomic
def fill_snippets(space: Space, talk: hostile.Talk, by: User) -> None:
    """A snippet with a hostile title and text, and a page that shows it and asks for others by hostile names."""
    shown = make_page(space, talk.words[1][: hostile.TITLE], hostile.Batch(0, talk.texts[::90]).text, by=by)
    name_snippet(by=by, page=shown, name="shown")
    front_matter = "---\nlooseleaf:\n  snippet: '<img src=x onerror=alert(1)>'\n---\n"
    wanted = "\n\n".join(f"{{{{snippet: {name}}}}}" for name in hostile.packs(talk.texts[::9], 70))
    text = f"{{{{snippet: shown}}}}\n\nIn {{{{snippet: shown}}}} a line.\n\n{wanted}\n"
    make_page(space, "Showing", text, by=by, front_matter=front_matter)


@transaction.atomic
def fill_template(space: Space, talk: hostile.Talk, by: User) -> None:
    """A template that asks for what has hostile names, choices and explanations."""
    text = "\n".join(PLACEHOLDER.format(name=name) for name in talk.fields[:5])
    kinds = cycle((Kind.TEXT, Kind.LONG_TEXT, Kind.TEXT, Kind.CHOICE, Kind.PERSON))
    fields = [
        Field(name, kind, tuple(talk.fields) if kind == Kind.CHOICE else (), help=help_text)
        for name, kind, help_text in zip(talk.fields, kinds, hostile.packs(talk.texts, 200), strict=False)
    ]
    offer_template(by=by, page=make_page(space, "Sheet", text, by=by), fields=fields)


def fill_batches(space: Space, talk: hostile.Talk, by: User) -> None:
    """Pages that were given tags all at once, again and again, for hostile reasons."""
    parent = make_page(front_page(space), "Chosen", "", by=by)
    chosen = [make_page(parent, title, "", by=by).pk for title in hostile.packs(talk.texts[:20], hostile.TITLE)[:2]]
    for number, reason in enumerate(talk.reasons):
        tag_pages(by=by, space=space, pages=chosen, add=[f"{number}"], remove=[f"{number - 1}"], reason=reason)
