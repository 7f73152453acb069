"""What the links of a text lead to: resolved together, in few queries, when the text is rendered."""

from collections.abc import Sequence
from urllib.parse import quote, urljoin

from django.urls import reverse

from wiki.markup import Reference, Target, read_reference
from wiki.pages.files.thumbnails import pictures_of
from wiki.pages.finding import Found, Wanted, find_pages
from wiki.pages.models import Link, Page
from wiki.pages.relative_links import candidate_paths
from wiki.pages.titles import title_key
from wiki.spaces.fetching import every_space
from wiki.spaces.models import RESERVED_SLUGS, Space


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


def image_address(page: Page, address: str) -> str | None:
    """Where an image of the page's text is loaded from; None when the page has no file that this address names."""
    reference = read_reference(address, "image")
    target = Resolver(page, page.files)([reference])[reference] if reference else None
    return target.href if target and target.exists else None


def file_url(page_id: int, sha256: str, name: str) -> str:
    """The address of a pinned file: by content, so that it can be kept for ever."""
    return reverse("pages:file", args=[page_id, sha256, name])
