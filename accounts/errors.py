"""Why a verb was refused, in words for the person who asked."""


class Refused(Exception):
    """The deed is not possible now; the text says why and what to do instead."""

    @property
    def message(self) -> str:
        return str(self.args[0])


class LastAdmin(Refused):
    """The wiki would be left without an active admin."""


class OwnRights(Refused):
    """People don't take away their own rights; another admin does."""


class AddressTaken(Refused):
    """Somebody, or an open invitation, has this address already."""


class InvitationClosed(Refused):
    """Used, revoked or expired."""


class NotMergeable(Refused):
    """Only imported people merge, and only with a person who is real."""


class SetupFinished(Refused):
    """There is an admin already, or the link is not the one that the server printed last."""
