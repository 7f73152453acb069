"""What can stand against an act of training."""

from wiki.pages.errors import PageError


class TrainingError(PageError):
    """The action was not done; `str()` says why and what to do."""


class TextChanged(TrainingError):
    """Another text came into force after the person opened the screen: nobody confirms what they have not seen."""


class NotPassed(TrainingError):
    """The page's check questions were not answered as they have to be."""
