"""What the links of a text lead to: resolved together, in a fixed number of queries, when the text is rendered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

from django.db.models import Q, QuerySet
from django.urls import reverse

from wiki.markup import Reference, Target, read_reference
from wiki.pages.files.thumbnails import pictures_of
from wiki.pages.models import FormerAddress, FormerTitle, Link, Page
from wiki.pages.relative_links import candidate_paths
from wiki.pages.titles import title_key
from wiki.spaces.fetching import every_space
from wiki.spaces.models import RESERVED_SLUGS, Space

_LIVE = Q(page__trashed_at=None, page__withheld_at=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a reference may mean: a page by title, address or place in the imported handbook."""

    by: str  # "title", "path" or "source"
    space: Space
    value: str

    @property
    def key(self) -> str:
        """The text under which a link to a missing page waits for that page."""
        return key(self.space.slug, self.by, self.value)


def key(space_slug: str, by: str, value: str) -> str:
    """See `Wanted.key`."""
    return f"{space_slug} {by} {value}"


def keys_of(page: Page) -> list[str]:
    """Every key that a link to this page may wait under."""
    slug = page.space.slug
    keys = [key(slug, "title", page.title_key), key(slug, "path", page.path)]
    return [*keys, key(slug, "source", page.source_path)] if page.source_path else keys


class Found(NamedTuple):
    """The page that a link leads to."""

    pk: int
    space_id: int
    space_slug: str
    path: str
    title: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"/{self.space_slug}/{self.path}/" if self.path else f"/{self.space_slug}/"


class Resolver:
    """Resolves the references of one page's text. Call it once with all of them; afterwards `links` has the rows to
    keep.
    """

    def __init__(self, page: Page, files: dict[str, str], *, shown_in: Page | None = None) -> None:
        self.page = page
        self.files = files
        self.links: list[Link] = []
        self._source = shown_in or page  # another page may show the text

    def __call__(self, references: Sequence[Reference]) -> dict[Reference, Target]:
        """The target of each reference."""
        targets: dict[Reference, Target] = self._files_of(references)
        pending: dict[Reference, list[Wanted]] = {}
        spaces = self._spaces(references)
        for reference in references:
            if reference in targets:
                continue
            if reference.kind == "image":
                targets[reference] = Target("", exists=False)
            elif self._is_product_address(reference):
                targets[reference] = Target(reference.target, exists=True)
            else:
                pending[reference] = self._candidates(reference, spaces)
        found = find_pages(wanted for candidates in pending.values() for wanted in candidates)
        for reference, candidates in pending.items():
            targets[reference] = self._to_page(reference, candidates, found)
        return targets

    def _spaces(self, references: Sequence[Reference]) -> dict[str, Space]:
        """Spaces by slug and by name in small letters: the page's own, and those that references name."""
        own = self.page.space
        names = {r.target.lstrip("/").split("/", 1)[0] for r in references if "/" in r.target}
        rows = [own]
        if names - {"..", ".", ""}:
            rows += [space for space in every_space() if space.slug in names or space.name in names]
        return {name: space for space in rows for name in (space.slug, space.name.casefold())}

    def _files_of(self, references: Sequence[Reference]) -> dict[Reference, Target]:
        """The references that mean a file of the page; one query where an image is among them."""
        names = {r: name for r in references if r.kind != "wiki" and self.files and (name := self._name_of(r))}
        images = [self.files[name] for reference, name in names.items() if reference.kind == "image"]
        pictures = pictures_of(self.page.pk, images) if images else {}
        return {
            reference: Target(
                file_url(self.page.pk, self.files[name], name), exists=True, picture=pictures.get(self.files[name])
            )
            for reference, name in names.items()
        }

    def _name_of(self, reference: Reference) -> str | None:
        names = [reference.target, *candidate_paths(reference.target, source_path=self.page.source_path)]
        return next((name for name in names if name in self.files), None)

    def _is_product_address(self, reference: Reference) -> bool:
        first = reference.target.lstrip("/").split("/", 1)[0]
        return reference.target.startswith("/") and first in RESERVED_SLUGS

    def _candidates(self, reference: Reference, spaces: dict[str, Space]) -> list[Wanted]:
        if reference.kind == "wiki":
            return self._by_name(reference.target, spaces)
        return self._by_address(reference.target, spaces)

    def _by_name(self, target: str, spaces: dict[str, Space]) -> list[Wanted]:
        own = self.page.space
        first, slash, rest = target.strip().strip("/").partition("/")
        named = spaces.get(first) or spaces.get(first.casefold()) if slash else None
        if named:
            return [Wanted("title", named, title_key(rest)), Wanted("path", named, rest.strip("/"))]
        return [Wanted("title", own, title_key(target)), Wanted("path", own, target.strip().strip("/"))]

    def _by_address(self, target: str, spaces: dict[str, Space]) -> list[Wanted]:
        own = self.page.space
        sources = candidate_paths(target, source_path=self.page.source_path) if self.page.source_path else []
        wanted = [Wanted("source", own, path) for path in sources]
        first, _slash, rest = urljoin(self.page.place_url, target).lstrip("/").partition("/")
        if first in spaces:
            wanted.append(Wanted("path", spaces[first], rest.strip("/")))
        if self.page.source_path and target.startswith("/"):
            # An address of the site that the handbook was shown on; its front matter may name it.
            wanted.append(Wanted("path", own, target.strip("/")))
        return wanted or [Wanted("path", own, target.strip("/"))]

    def _to_page(self, reference: Reference, candidates: list[Wanted], found: dict[Wanted, Found]) -> Target:
        wanted = next((wanted for wanted in candidates if wanted in found), None)
        page = found[wanted] if wanted else None
        self.links.append(
            Link(
                source=self._source,
                kind=reference.kind,
                written=reference.target[:1000],
                key=candidates[0].key[:1100],
                target_id=page and page.pk,
                anchor=reference.anchor[:300],
            )
        )
        if page and wanted:
            return self._target(page, is_renamed=wanted.by == "title" and wanted.value != title_key(page.title))
        return Target(self._offer(candidates[0], reference.target), exists=False)

    def _target(self, page: Found, *, is_renamed: bool) -> Target:
        if page.space_id == self.page.space_id:
            return Target(page.url, exists=True, title=page.title, renamed=page.title if is_renamed else "")
        # The HTML is kept for all readers of this page, and who of them may read there can change: no title, and no
        # address that is made of one.
        return Target(reverse("pages:permanent", args=[page.pk]), exists=True)

    def _offer(self, wanted: Wanted, written: str) -> str:
        """Where a click on a link to a missing page leads: the form that makes the page."""
        title = written.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")
        return f"/{wanted.space.slug}/-/new/?title={quote(title)}"


def find_pages(wanted: Iterable[Wanted]) -> dict[Wanted, Found]:
    """The live page that each wanted thing names, by what it is called now or, failing that, was called once."""
    open_wants = set(wanted)
    found = _called_now(open_wants)
    open_wants -= found.keys()
    if not open_wants:
        return found
    return found | _titled_once(open_wants) | _addressed_once(open_wants)


_BY = {"title": "title_key", "path": "path", "source": "source_path"}
_FOUND = ("pk", "space_id", "space__slug", "path", "title")


def _values(wants: set[Wanted], by: str) -> tuple[list[str], list[int]]:
    chosen = [wanted for wanted in wants if wanted.by == by]
    return [wanted.value for wanted in chosen], list({wanted.space.pk for wanted in chosen})


def _called_now(wants: set[Wanted]) -> dict[Wanted, Found]:
    condition = Q(pk__in=[])
    for by, column in _BY.items():
        values, spaces = _values(wants, by)
        if values:
            condition |= Q(**{f"{column}__in": values}, space__in=spaces)
    # The oldest page of a title wins: rows come newest first and later ones overwrite.
    rows = Page.objects.live().filter(condition).order_by("-pk").values_list(*_FOUND, *_BY.values())
    named: dict[tuple[str, int, str], Found] = {}
    for *found, title, path, source in rows:
        page = Found(*found)
        for by, value in (("title", title), ("path", path), ("source", source)):
            named[by, page.space_id, value] = page
    return _chosen(wants, named)


def _titled_once(wants: set[Wanted]) -> dict[Wanted, Found]:
    values, spaces = _values(wants, "title")
    rows = FormerTitle.objects.filter(_LIVE, title_key__in=values, page__space__in=spaces)
    return _chosen(wants, _named_once("title", rows, "page__space_id", "title_key")) if values else {}


def _addressed_once(wants: set[Wanted]) -> dict[Wanted, Found]:
    values, spaces = _values(wants, "path")
    rows = FormerAddress.objects.filter(_LIVE, path__in=values, space__in=spaces)
    return _chosen(wants, _named_once("path", rows, "space_id", "path")) if values else {}


def _named_once(by: str, rows: QuerySet[Any], space: str, value: str) -> dict[tuple[str, int, str], Found]:
    columns = rows.values_list(space, value, *(f"page__{name}" for name in _FOUND))
    return {(by, space, value): Found(*found) for space, value, *found in columns}


def _chosen(wants: set[Wanted], named: dict[tuple[str, int, str], Found]) -> dict[Wanted, Found]:
    return {w: named[w.by, w.space.pk, w.value] for w in wants if (w.by, w.space.pk, w.value) in named}


def image_address(page: Page, address: str) -> str | None:
    """Where an image of the page's text is loaded from; None when the page has no file that this address names."""
    reference = read_reference(address, "image")
    target = Resolver(page, page.files)([reference])[reference] if reference else None
    return target.href if target and target.exists else None


def file_url(page_id: int, sha256: str, name: str) -> str:
    """The address of a pinned file: by content, so that it can be kept for ever."""
    return reverse("pages:file", args=[page_id, sha256, name])
