"""What one has to do comes before everything else on the home page, as one reads it on a phone."""

from django.test import Client

from accounts.models import User
from tests.training.asking import ask
from wiki.pages.models import Page


def test_duties_come_before_the_spaces(page: Page, reader: User, reader_client: Client) -> None:
    assert "home-own" not in reader_client.get("/").content.decode()
    ask(page, reader)
    shown = reader_client.get("/").content.decode()
    assert shown.index("For you to read") < shown.index(">Spaces<")
