"""What screens of a large wiki cost: processor time of one request within this process, with a warm cache of the disk.

`python -m tests.bench.growth` looks at the wiki of LOOSELEAF_DATA, to which `tests.bench.large` has added pages. Held
beside that of a smaller one, it tells what grows with the number of pages, and with what.
"""

import time
from collections.abc import Iterator

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from tests.bench.large import LONGEST  # noqa: E402
from wiki.pages.models import Page  # noqa: E402

TIMES = 7  # of which the median counts


def main() -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    admin = User.objects.admins().filter(email="admin@example.org").get()
    client.force_login(admin, backend=settings.AUTHENTICATION_BACKENDS[0])
    print(f"{Page.objects.count()} pages")
    print(f"{'screen':<28}{'first':>9}{'again':>9}{'KB':>7}")
    for name, address in addresses():
        client.get("/large-1/" if name == "page" else "/")  # so that the first look is not at the whole process
        took = [seconds(client, address) for _time in range(TIMES)]
        size = len(client.get(address).content) / 1000
        print(f"{name:<28}{took[0] * 1000:>9.1f}{sorted(took)[TIMES // 2] * 1000:>9.1f}{size:>7.0f}")


def seconds(client: Client, address: str) -> float:
    began = time.process_time()
    answer = client.get(address)
    took = time.process_time() - began
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}.")
    return took


def addresses() -> Iterator[tuple[str, str]]:
    pages = Page.objects.live().select_related("space")
    leaf = pages.filter(space__slug="large-1", parent__isnull=False).order_by("-position")[1]
    long = pages.get(title=LONGEST)
    yield "page", leaf.url()
    yield "history of 10", leaf.url("history/")
    yield "history of 5,000", long.url("history/")
    yield "its last page but one", long.url("history/") + "?page=166"
    yield "compare two of 10", leaf.url("compare/9..10/")
    yield "compare two of 5,000", long.url("compare/2500..2501/")
    yield "edit: the form", leaf.url("edit/")
    yield "move: the form", leaf.url("move/")
    yield "arranged tree", "/large-1/-/tree/"
    yield "selection of pages", "/large-1/-/selection/"
    yield "loose ends", "/large-1/-/report/"
    yield "home", "/"
    yield "recent changes", "/changes/"
    yield "search, common word", "/search/?q=team"
    yield "search, rare word", "/search/?q=ordinary"
    yield "search, phrase", "/search/?q=%22this+is+procedure%22"
    yield "search, no hit", "/search/?q=zzzzqqq"
    yield "search, misspelt word", "/search/?q=procedrue"
    yield "suggestions, common", "/search/suggest/?q=team"
    yield "suggestions, all titles", "/search/suggest/?q=proc"


if __name__ == "__main__":
    main()
