"""What a plant of 2,000 people and 500 documents waits for: the matrix, its CSV, a release, and a space's evidence.

`python -m tests.bench.plant [PEOPLE [DOCUMENTS [PAGES]]]` makes a space of so many PAGES (300) with ten editions each,
then such a plant, which takes some minutes. Times are of the processor, memory is what was added at most.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wiki.spaces.models import Space

MATRIX = ("", "?state=overdue", "?state=due", "?state=current")
EDITIONS = 10
STEP = "{n}. Open valve {n} by {turns} turns, wait {turns} minutes, and write the pressure into the log of line {n}.\n"


def told(what: str, act: Callable[[], object]) -> object:
    """Prints how long it takes and how much more memory than before."""
    memory, began = _memory_mb(), time.process_time()
    answer = act()
    print(f"{what:<52} {time.process_time() - began:7.2f} s {_memory_mb() - memory:6.0f} MB", flush=True)
    return answer


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def matrix_and_csv() -> None:
    from tests.conftest import an_admin, client_of

    client = client_of(an_admin())
    for query in MATRIX:
        address = f"/training/matrix/{query}"
        client.get(address)  # what is worked out once for each process is not meant
        told(f"matrix {query or 'as it opens'}", lambda address=address: client.get(address).content)
    lines = iter(client.get("/training/matrix/?format=csv"))
    told("CSV, its first line", lambda: next(lines))
    size = told("CSV, the rest", lambda: sum(map(len, lines)))
    print(f"  {size / 1e6:.0f} MB")


def release(space: "Space") -> None:
    """The last yes, and what the worker does because of it."""
    from tests.conftest import an_admin, make_revision, make_user
    from tests.control.desk import ask
    from wiki.activity.telling import tell_news
    from wiki.control.actions import decide
    from wiki.training.reminders import remind

    remind()
    tell_news()
    page = space.pages.filter(slug="sop-7").select_related("space", "latest", "waiting").get()
    editor = make_user("Edith Editor", "Editor")
    make_revision(page, "Wear gloves and goggles.\n", by=editor)
    request = ask(page, editor)
    told(
        "the last approval of an edition",
        lambda: decide(by=an_admin(), request=request, agrees=True, seen=request.seal),
    )
    told("reminding all who must read it", remind)
    told("telling all who must read it", tell_news)


def text_of(page: int, edition: int) -> str:
    """A procedure of fifty steps, of which each edition changes two."""
    steps = (
        STEP.format(n=n, turns=page % 7 + sum(n % 25 == past for past in range(edition + 1))) for n in range(1, 51)
    )
    return f"## Purpose\n\nKeep line {page} within its limits.\n\n## Steps\n\n{''.join(steps)}"


def documents_with_editions(pages: int) -> "Space":
    """A controlled space whose pages have ten revisions, all of them approved one after the other."""
    from tests.conftest import an_admin, make_page, make_revision, make_space
    from wiki.control.actions import control_space
    from wiki.pages.actions.releasing import put_in_force
    from wiki.pages.editions.models import Edition
    from wiki.pages.editions.sealing import seal_of
    from wiki.pages.revisions import body_of

    space = make_space("Archive")
    made = [make_page(space, f"Line {n}", text_of(n, 0)) for n in range(pages)]
    control_space(by=an_admin(), space=space)
    for number, page in enumerate(made):
        for major in range(2, EDITIONS + 1):
            revision = make_revision(page, text_of(number, major), reason=f"Change {major}")
            seal = seal_of(body_of(revision))
            put_in_force(Edition.objects.create(page=page, revision=revision, major=major, seal=seal))
    return space


def evidence(space: "Space") -> None:
    from tests.conftest import an_admin
    from wiki.exchange.evidence.actions import ask_for_evidence
    from wiki.exchange.evidence.making import carry_out

    asked, _is_new = ask_for_evidence(by=an_admin(), space=space)
    made = told(f"evidence of {space.pages.count()} pages", lambda: carry_out(asked))
    print(f"  {made.size / 1e6:.0f} MB")


def measure(people: int = 2000, documents: int = 500, pages: int = 300) -> None:
    from django.core.management import call_command

    from tests.browser.days_later import main as days_later
    from tests.training.plant import make_plant

    call_command("migrate", verbosity=0)
    evidence(documents_with_editions(pages))  # first, while the process is small
    space = make_plant(people, documents)
    days_later(60)  # what is not confirmed is overdue
    matrix_and_csv()
    release(space)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # on throw-away data
    import django

    django.setup()
    measure(*map(int, sys.argv[1:]))


if __name__ == "__main__":
    main()
