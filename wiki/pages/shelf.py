"""The one space whose templates and snippets serve every other space."""

from wiki.spaces.models import Space

SHELF = "template-shelf"  # its address


def is_shelf(space: Space) -> bool:
    """Whether this is the space that serves the others."""
    return space.slug == SHELF
