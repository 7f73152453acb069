"""What comes into a controlled space."""

from django.utils import timezone

from wiki.pages.models import Page


def withhold_unapproved(page: Page) -> bool:
    """Withholds a page that is made in, moved to or recovered into a controlled space where nobody has approved it;
    whether it was. The caller saves it."""
    if not page.space.is_controlled or page.is_controlled:
        return False
    page.is_controlled, page.withheld_at = True, timezone.now()
    return True
