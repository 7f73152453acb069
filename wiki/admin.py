"""The slices' pages of the Django admin, put together."""

from typing import Any

from django.contrib import admin

from wiki.audit import admin as audit  # noqa: F401 - importing registers
from wiki.integrity import admin as integrity  # noqa: F401 - importing registers
from wiki.jobs import admin as jobs  # noqa: F401 - importing registers
from wiki.search import admin as search  # noqa: F401 - importing registers
from wiki.spaces.admin import SpaceAdmin
from wiki.spaces.models import Space
from wiki.training import admin as training  # noqa: F401 - importing registers


@admin.register(Space)
class SpaceWithFrontPageAdmin(SpaceAdmin):
    @staticmethod
    def make_space(*, by: Any, space: Space) -> None:
        """The verb of a higher slice, which spaces may not import."""
        from wiki.pages.actions import create_space

        create_space(by=by, space=space)

    @staticmethod
    def change_space(*, by: Any, space: Space) -> None:
        """As above."""
        from wiki.pages.actions import change_space

        change_space(by=by, space=space)

    @staticmethod
    def show_anew_across(space: Space) -> None:
        """As above."""
        from wiki.pages.actions import show_anew_across

        show_anew_across(space)
