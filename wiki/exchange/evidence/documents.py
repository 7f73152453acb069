"""The texts of one document: each state as a page to read, as Markdown and as the bytes that were sealed, and what
changed from each to the next."""

import hashlib
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from wiki.control.fetching import document_entry
from wiki.exchange.archive import Archive
from wiki.exchange.evidence.names import safe
from wiki.exchange.evidence.references import UP, Files, standing_alone
from wiki.exchange.evidence.states import State, signatures_of, states_of
from wiki.history.comparing import RevisionComparison, compare
from wiki.history.rendering import shown
from wiki.pages.editions.sealing import sealed_bytes
from wiki.pages.models import Page
from wiki.pages.revisions import body_of


@dataclass
class Listed:
    """What the explaining page lists of a document."""

    title: str
    number: str
    folder: str
    states: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Writer:
    """Puts documents into an archive."""

    archive: Archive
    files: Files
    person: int | None

    def write(self, page: Page) -> Listed:
        """All that is known of a document's texts."""
        number = document_entry(page).number or ""
        listed = Listed(page.title, number, f"documents/{safe(f'{number} {page.title}')}-p{page.pk}")
        states = states_of(page, self.person)
        for state in states:
            self._state(page, listed, state)
        for old, new in pairwise(states if self.person is None else ()):
            self._change(page, listed, old, new)
        return listed

    def _state(self, page: Page, listed: Listed, state: State) -> None:
        body, place = body_of(state.revision), f"{listed.folder}/{state.name}"
        sealed = sealed_bytes(body)
        seal = hashlib.sha256(sealed).hexdigest()
        files = [(name, sha256, self._up(page, sha256, name)) for name, sha256 in sorted(body.files.items())]
        context = {
            "listed": listed,
            "state": state,
            "body": body,
            "seal": seal,
            "signatures": signatures_of(state, seal),
            "files": files,
            "html": self._html(page, shown(page, state.revision, body).html),
        }
        self.archive.add_text(f"{place}.html", self._screen("state", context))
        self.archive.add_text(f"{place}.md", body.source)
        self.archive.add(f"{place}.sealed.json", [sealed])
        listed.states.append({"place": place, "state": state, "seal": seal})

    def _change(self, page: Page, listed: Listed, old: State, new: State) -> None:
        compared = compare(page, old.revision, new.revision)
        place = f"{listed.folder}/changes-{old.name}-to-{new.name}"
        context = {
            "listed": listed,
            "old": old,
            "new": new,
            "compared": compared,
            "files": self._files(page, compared),
            "html": self._html(page, compared.rendered.html),
        }
        self.archive.add_text(f"{place}.html", self._screen("changes", context))
        listed.changes.append({"place": place, "old": old, "new": new})

    def _files(self, page: Page, compared: RevisionComparison) -> list[tuple[str, str, str]]:
        """Attachments that differ, each with where it lies before and after."""
        old, new = compared.old_body.files, compared.new_body.files
        return [
            (one.name, *(self._up(page, side[one.name], one.name) if one.name in side else "" for side in (old, new)))
            for one in compared.files
        ]

    def _up(self, page: Page, sha256: str, name: str) -> str:
        path = self.files.path_of(page.pk, sha256, name)
        return path and UP + path

    def _html(self, page: Page, html: str) -> str:
        # Cleaned when it was rendered; only its addresses are other ones now.
        return mark_safe(standing_alone(html, page, self.files))

    def _screen(self, name: str, context: dict[str, Any]) -> str:
        return render_to_string(f"exchange/evidence/{name}.html", context | {"up": UP})
