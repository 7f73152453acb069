"""The page, its saved states, and what belongs to it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wiki.pages.querysets import PageQuerySet
from wiki.spaces.models import Space


class Page(models.Model):
    """A place in the tree: title and text. The fields under `VERSIONED` are what a revision keeps."""

    VERSIONED = ("title", "front_matter", "text", "tags", "files")

    space = models.ForeignKey(Space, models.PROTECT, related_name="pages")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    slug = models.CharField(max_length=120, blank=True)
    # The slugs from the front page down, joined by "/"; "" for the front page itself.
    path = models.CharField(max_length=1000, blank=True)
    # Where the page lay in an imported handbook: what its relative links are relative to.
    source_path = models.CharField(max_length=1000, blank=True)
    title = models.CharField(_("title"), max_length=250)
    title_key = models.CharField(max_length=250, db_index=True)
    tags = models.JSONField(_("tags"), default=list)
    files = models.JSONField(_("attachments"), default=dict)  # name -> SHA-256
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    trashed_at = models.DateTimeField(null=True)
    latest = models.OneToOneField("Revision", models.PROTECT, null=True, related_name="+")
    # Document control (ISO 9001 7.5.3.2). The columns above and below are what readers meet, so that no screen or query
    # has to leave an unapproved word out: `waiting` is the newest revision where they don't meet that yet. A page is
    # withheld before its first approval and after its retirement.
    is_controlled = models.BooleanField(default=False, db_default=False)
    waiting = models.OneToOneField("Revision", models.PROTECT, null=True, related_name="+")
    withheld_at = models.DateTimeField(null=True)
    # Long columns last: SQLite reads a row from its start.
    front_matter = models.TextField(blank=True)
    text = models.TextField(_("text"), blank=True)

    objects = PageQuerySet.as_manager()

    # Set on an object that was fetched for somebody who may not see what nobody approved.
    approved_only = False

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.UniqueConstraint(
                fields=("space", "path"), condition=models.Q(trashed_at=None), name="one_live_page_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(is_controlled=True) | models.Q(waiting=None, withheld_at=None),
                name="only_controlled_pages_hold_back",
            ),
        ]
        indexes = [
            models.Index(fields=("space", "source_path"), name="page_by_source"),
            # Holds all that the home page asks for of each space.
            models.Index(fields=("space", "trashed_at", "withheld_at", "changed_at"), name="page_by_space"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        """As Django's, but of a page that is ahead of what readers meet, only its place in the tree."""
        if self.is_ahead and options.get("update_fields") is None:
            ahead = {*self.VERSIONED, "title_key", "latest", "changed_at"}
            options["update_fields"] = [
                field.name for field in self._meta.concrete_fields if not field.primary_key and field.name not in ahead
            ]
        super().save(**options)

    def get_absolute_url(self) -> str:
        """The address where readers meet the page."""
        return self.url()

    def url(self, act: str = "") -> str:
        """The page's address, or that of an act on it such as "edit/" or "history/3/"; for a page in the trash, whose
        address another page may have now, where those who may recover it read it.
        """
        # Lists that don't fetch the column are lists of live pages.
        is_live = self.__dict__.get("trashed_at") is None
        base = self.place_url if is_live else f"/{self.space.slug}/-/trash/{self.pk}/"
        return f"{base}-/{act}" if act else base

    @property
    def place_url(self) -> str:
        """The address where the page stands in its space, or stood before it was trashed."""
        return f"/{self.space.slug}/{self.path}/" if self.path else f"/{self.space.slug}/"

    @property
    def permanent_url(self) -> str:
        """An address that survives moves."""
        return reverse("pages:permanent", args=[self.pk])

    @property
    def holds_back(self) -> bool:
        """Whether what is saved waits for approval while readers go on meeting another text."""
        return self.is_controlled and self.withheld_at is None

    @property
    def is_ahead(self) -> bool:
        """Whether this object holds the newest revision instead of the one that readers meet: see `editions.newest`."""
        return self.waiting_id is not None and self.waiting_id == self.latest_id

    @property
    def is_front(self) -> bool:
        """Whether this is the root of its space's tree."""
        return self.parent_id is None


class Revision(models.Model):
    """A saved, immutable state of a page: the small row that lists are made of. The body is in reversion's version."""

    class Kind(models.TextChoices):
        CREATED = "created", _("created")
        EDITED = "edited", _("edited")
        MERGED = "merged", _("merged with another change")
        RESTORED = "restored", _("restored")
        RECOVERED = "recovered", _("recovered from the trash")
        MOVED = "moved", _("moved")
        COPIED = "copied", _("copied from another page")

    page = models.ForeignKey(Page, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EDITED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="revisions")
    created_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    is_minor = models.BooleanField(default=False)  # the author's word: nothing that a reader must know
    title = models.CharField(max_length=250)
    path = models.CharField(max_length=1000, blank=True)  # where the page stood then
    origin = models.PositiveIntegerField(null=True)  # the number of the revision that a restoration copied
    size = models.PositiveIntegerField(help_text="Bytes of front matter and text in UTF-8.")
    size_change = models.IntegerField()
    content_hash = models.CharField(max_length=64, help_text="SHA-256 of front matter and text in UTF-8.")
    version = models.OneToOneField("reversion.Version", models.PROTECT, related_name="+")
    batch = models.ForeignKey("Batch", models.PROTECT, null=True, related_name="revisions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "number"), name="one_revision_a_number")]
        indexes = [
            models.Index(fields=("-created_at",), name="revision_by_time"),
            models.Index(fields=("author", "-created_at"), name="revision_by_author"),
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Rendering(models.Model):
    """The latest text as HTML, made at save so that reading costs no rendering."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="rendering")
    number = models.PositiveIntegerField()
    headings = models.JSONField(default=list)  # [level, text, anchor]
    words = models.PositiveIntegerField(default=0)
    # What the page is to others, from its front matter: the name that shows its text in them, and whether new pages
    # may begin as it does. And the pages whose text it shows itself: [key, title, address, name as a snippet or ""].
    snippet = models.CharField(max_length=80, blank=True, db_index=True)
    is_template = models.BooleanField(default=False)
    shows = models.JSONField(default=list)
    # What search indexes, by triggers on this table: an index that can't be forgotten.
    title = models.CharField(max_length=250)
    tags = models.TextField(blank=True)
    heading_text = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    html = models.TextField()
    # The revision before, as it was shown: most comparisons are with it. 0 where that is not known.
    before_number = models.PositiveIntegerField(default=0, db_default=0)
    before_headings = models.JSONField(default=list, null=True)
    before_html = models.TextField(blank=True, default="", db_default="")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=("page",), condition=models.Q(is_template=True), name="rendering_of_templates")]


class Trashing(models.Model):
    """One stay of a page in the trash: who, when and why, and who took it out again."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="trashings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    after_number = models.PositiveIntegerField()
    batch = models.ForeignKey("Batch", models.PROTECT, null=True, related_name="trashings")
    recovered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recovered_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class FormerAddress(models.Model):
    """An address that a page once had. It leads to the page for ever, unless another page lives there now."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="former_addresses")
    space = models.ForeignKey(Space, models.CASCADE)
    path = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("space", "path"), name="one_page_a_former_address")]
        default_permissions = ()


class FormerTitle(models.Model):
    """A title that a page once had, so that [[old title]] goes on leading to it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="former_titles")
    title_key = models.CharField(max_length=250, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "title_key"), name="one_row_a_former_title")]
        default_permissions = ()


class SnippetName(models.Model):
    """A name under which other pages show this page's text, or once did: old revisions still know it by that."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="snippet_names")
    name = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "name"), name="a_snippet_name_once_a_page")]
        default_permissions = ()


class Link(models.Model):
    """A link of the latest text: what was written, and the page that it leads to, if there is one."""

    source = models.ForeignKey(Page, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=10)
    written = models.CharField(max_length=1000)
    # What the wanted page would answer to: "space-slug:title key" or "space-slug/path".
    key = models.CharField(max_length=1100, db_index=True)
    target = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="backlinks")
    anchor = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()


class PageTag(models.Model):
    """The latest tags, one row each, to find pages by."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="tag_rows")
    name = models.CharField(max_length=60, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("page", "name"), name="a_tag_once_a_page")]
        default_permissions = ()


class Draft(models.Model):
    """One author's unsaved text for one page, or for a new page under a parent; one for each sitting at an editor, so
    that two windows or two devices never write over one another.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="drafts")
    parent = models.ForeignKey(Page, models.CASCADE, null=True, related_name="+")
    sitting = models.CharField(max_length=40, blank=True)  # "" for an editor without scripts
    step = models.PositiveIntegerField(default=0)  # counts what the sitting sent: a late request changes nothing
    base_number = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=250, blank=True)
    tags = models.CharField(max_length=1000, blank=True)
    files = models.JSONField(default=dict)  # name -> SHA-256: what the page would show, uploads of this draft included
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("author", "page", "sitting"), condition=models.Q(parent=None), name="one_draft_a_sitting"
            ),
            models.UniqueConstraint(
                fields=("author", "parent", "sitting"), condition=models.Q(page=None), name="one_new_page_draft"
            ),
        ]
        default_permissions = ()
