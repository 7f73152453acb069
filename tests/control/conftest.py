"""A controlled space with a document in it."""

import pytest

from accounts.models import User
from tests.conftest import make_page, make_space
from tests.control.desk import OLD, fresh
from wiki.control.actions import control_space
from wiki.pages.models import Page
from wiki.spaces.models import Space


@pytest.fixture
def space(admin: User) -> Space:
    return make_space("Plant", by=admin)


@pytest.fixture
def page(space: Space, editor: User, admin: User) -> Page:
    """SOP-001, edition 1.0, with `OLD` as its text."""
    made = make_page(space, by=editor, text=OLD)
    control_space(by=admin, space=space)
    return fresh(made)
