"""A large wiki, loaded quickly: the pages of the measured wiki over and over, each with its number in it, in spaces of
ten thousand.

`python -m tests.bench --pages PAGES` measures such a wiki; `python -m tests.bench.large PAGES` adds them to the one
that `tests.bench.world` made in LOOSELEAF_DATA, with ten revisions each; one page more has 5,000. There are 2,000
people in 50 teams beside them.
"""

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from accounts.models import Team, User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from wiki.markup import Rendered, render  # noqa: E402
from wiki.pages.actions import create_space  # noqa: E402
from wiki.pages.models import Page, Rendering, Revision  # noqa: E402
from wiki.pages.revisions import Body, Entry, bulk_record, byte_size  # noqa: E402
from wiki.pages.titles import title_key  # noqa: E402
from wiki.spaces.models import Space  # noqa: E402

A_SPACE = 10_000  # pages
CHILDREN = 21  # of each page but the leaves: three levels below the front page
REVISIONS, MOST_REVISIONS = 10, 5_000
LONGEST = "Five thousand revisions"
PEOPLE, TEAMS = 2_000, 50
AT_ONCE = 200  # pages in one transaction


class Source(NamedTuple):
    """A real text, and what it is rendered to."""

    text: str
    rendered: Rendered


class Made(NamedTuple):
    """A page with all that it is made of."""

    page: Page
    source: Source
    texts: list[str]  # of its revisions, oldest first


def main(pages: int) -> None:
    texts = Page.objects.live().filter(space__slug="handbook").values_list("text", flat=True)
    sources = [Source(text, render(text)) for text in texts if 3_000 < len(text) < 14_000]
    admin = User.objects.admins().first()
    add_people()
    for first in range(0, pages, A_SPACE):
        name = f"Large {first // A_SPACE + 1}"
        front = create_space(by=admin, space=Space(name=name, slug=name.lower().replace(" ", "-")))
        add_pages(front, min(A_SPACE, pages - first), sources, admin)
    add_long(front, sources[0], admin)


def add_people() -> None:
    chance = random.Random(3)
    people = User.objects.bulk_create([User(email=f"person{n}@example.org", name=f"Person {n}") for n in range(PEOPLE)])
    Group.objects.get(name=Role.READER).user_set.add(*people)
    for number in range(TEAMS):
        Team.objects.create(name=f"Team {number}").members.set(chance.sample(people, PEOPLE // TEAMS))


def add_pages(front: Page, count: int, sources: list[Source], by: User) -> None:
    """Breadth first: the first pages are parents of the later ones."""
    tree = [front]
    with tqdm(total=count, unit="page", desc=front.title) as bar:
        while len(tree) <= count:
            numbers = range(len(tree), min(len(tree) + AT_ONCE, count + 1, len(tree) * CHILDREN + 1))
            made = [made_page(tree[(number - 1) // CHILDREN], number, sources) for number in numbers]
            write(made, by)
            tree += [one.page for one in made]
            bar.update(len(made))
    Space.objects.filter(pk=front.space_id).update(tree_version=front.space.tree_version + 1)


def made_page(parent: Page, number: int, sources: list[Source]) -> Made:
    source = sources[number * 7919 % len(sources)]
    slug = f"procedure-{number}"
    page = Page(
        space_id=parent.space_id,
        parent=parent,
        position=number,
        slug=slug,
        path=f"{parent.path}/{slug}" if parent.path else slug,
        title=f"Procedure {number}",
        title_key=title_key(f"Procedure {number}"),
    )
    blocks = source.text.split("\n\n")
    texts = [
        "\n\n".join([*blocks, f"Procedure {number}, step {step}."][min(step, 3) :] if step < REVISIONS else blocks)
        for step in range(1, REVISIONS + 1)
    ]
    texts[-1] = f"{source.text}\n\nThis is procedure {number}.\n"
    page.text = texts[-1]
    return Made(page, source, texts)


@transaction.atomic
def write(made: list[Made], by: User) -> None:
    pages = Page.objects.bulk_create([one.page for one in made])
    latest = {revision.page_id: revision for revision in bulk_record(entries(made, by))}
    for page in pages:
        page.latest = latest[page.pk]
    Page.objects.bulk_update(pages, ["latest"])
    Rendering.objects.bulk_create([rendering(one) for one in made])


def entries(made: list[Made], by: User) -> Iterator[Entry]:
    now = timezone.now()
    for page, _source, texts in made:
        size = 0
        for number, text in enumerate(texts, 1):
            kind = Revision.Kind.CREATED if number == 1 else Revision.Kind.EDITED
            at = now - timedelta(hours=len(texts) - number)
            yield Entry(page, number, Body(page.title, text), page.path, by, at, f"Step {number}", kind, size)
            size = byte_size(text)


def rendering(made: Made) -> Rendering:
    page, (_text, rendered), texts = made
    words = f"This is {page.title.lower()}."
    return Rendering(
        page=page,
        number=len(texts),
        headings=[[heading.level, heading.text, heading.anchor] for heading in rendered.headings],
        words=rendered.words + 4,
        title=page.title,
        heading_text="\n".join(heading.text for heading in rendered.headings),
        plain=f"{rendered.text}\n{words}",
        html=f"{rendered.html}\n<p>{words}</p>",
    )


def add_long(front: Page, source: Source, by: User) -> None:
    made = made_page(front, 10**6, [source])
    made = made._replace(texts=[f"{source.text}\n\nStep {number}.\n" for number in range(1, MOST_REVISIONS + 1)])
    made.page.title, made.page.text = LONGEST, made.texts[-1]
    write([made], by)


if __name__ == "__main__":
    main(int(sys.argv[1]))
