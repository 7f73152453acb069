"""What can stand against an act of document control."""

from wiki.pages.errors import PageError


class ControlError(PageError):
    """Says what is wrong and what to do."""


class PasswordNeeded(ControlError):
    """A signature needs the password, or a right one."""


class ReasonNeeded(ControlError):
    """A no needs a reason."""


class Overtaken(ControlError):
    """Somebody saved or decided after the person opened the screen: nobody approves what they have not seen."""
