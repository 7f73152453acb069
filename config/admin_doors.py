"""What an admin finds in the Django admin, in the order in which one needs it: its front page and its side list."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from wiki.display.tags import icon_html


@dataclass(frozen=True)
class Door:
    """A link: the name of its address, an icon of the sprite, and what one does there."""

    name: str | Promise
    address: str
    icon: str
    words: str | Promise

    @property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.address)

    @property
    def picture(self) -> SafeString:
        """The icon."""
        return icon_html(self.icon)


@dataclass(frozen=True)
class Room:
    """Doors under a heading."""

    key: str
    name: str | Promise
    doors: tuple[Door, ...]


ROOMS = (
    Room(
        "people",
        _("People and rights"),
        (
            Door(
                _("People"),
                "admin:accounts_user_changelist",
                "user",
                _("Roles, deactivation, links for a new password, imported authors"),
            ),
            Door(
                _("Supervisors"),
                "admin:wiki_supervisor_changelist",
                "users",
                _("Who is told when somebody’s training is late"),
            ),
            Door(
                _("Invite people"),
                "admin:accounts_invitation_add",
                "user-plus",
                _("By e-mail, or by a link that you hand over"),
            ),
            Door(
                _("Invitations"),
                "admin:accounts_invitation_changelist",
                "mail",
                _("Who was invited, who has come; send again, revoke"),
            ),
            Door(_("Teams"), "admin:accounts_team_changelist", "users", _("Give rights to many people at once")),
        ),
    ),
    Room(
        "wiki",
        _("Wiki"),
        (
            Door(_("Spaces"), "admin:wiki_space_changelist", "library", _("Who may read and write where")),
            Door(_("Imports"), "exchange:imports", "import", _("Bring a handbook with its whole history")),
            Door(
                _("Missed searches"),
                "admin:wiki_missedsearch_changelist",
                "search",
                _("What people looked for and did not find"),
            ),
            Door(
                _("Name of the wiki"),
                "admin:accounts_site_changelist",
                "settings",
                _("Stands at the top of every page"),
            ),
            Door(
                _("System"),
                "admin:system",
                "monitor",
                _("Whether everything runs, and what to do: workers, mail, backups, disk"),
            ),
        ),
    ),
    Room(
        "records",
        _("Records"),
        (
            Door(
                _("Audit trail"),
                "admin:wiki_auditevent_changelist",
                "shield-check",
                _("Who did what, when, from where; export as CSV"),
            ),
            Door(
                _("Chain check"),
                "admin:wiki_chaincheck_changelist",
                "shield",
                _("Whether anybody changed what was recorded, past the wiki"),
            ),
            Door(
                _("Background jobs"),
                "admin:wiki_job_changelist",
                "activity",
                _("What the wiki does by itself: what runs, what waits, what failed and why"),
            ),
        ),
    ),
)


def door_at(path: str) -> Door | None:
    """The door behind which an address lies: of those whose own begins it, the one with the longest."""
    behind = [door for room in ROOMS for door in room.doors if path.startswith(door.url)]
    return max(behind, key=lambda door: len(door.url), default=None)
