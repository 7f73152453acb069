"""What may go wrong in a discussion, in words for the person who sees it."""


class DiscussionError(Exception):
    """The action was not done; `str()` says why and what to do, and nothing was changed."""


class TooMany(DiscussionError):
    """The person has sent more in a short time than people do."""
