"""Times in words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from wiki.display.moments import ago, moment_html

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "now"),
        (29, "now"),
        (60, "1 minute ago"),
        (56 * 60, "56 minutes ago"),
        (58 * 60, "1 hour ago"),
        (22 * HOUR, "22 hours ago"),
        (23 * HOUR + 60, "1 day ago"),
        (6 * DAY, "6 days ago"),
        (7 * DAY, "1 week ago"),
        (29 * DAY, "1 month ago"),
        (360 * DAY, "1 year ago"),
        (3650 * DAY, "10 years ago"),
        (-5, "now"),
    ],
)
def test_distance_is_told_in_the_largest_unit_that_fits(seconds: float, words: str) -> None:
    assert ago(seconds) == words


def test_exact_time_stands_in_the_readers_zone() -> None:
    noon = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    with timezone.override(timezone.get_fixed_timezone(timedelta(hours=2))):
        html = moment_html(noon)
    assert 'datetime="2026-03-01T14:30:00+02:00" title="1 March 2026, 14:30"' in html
