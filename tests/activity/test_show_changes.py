"""The list of changes: what is news, and how it is told."""

import logging

from accounts.models import User
from tests.conftest import make_page, make_revision
from wiki.exchange.starter import load_starter

LIST = "/changes/"


def test_starter_content_is_nobodys_news(page, editor, reader_client):
    load_starter()
    make_revision(page, "Wear two gloves.\n", by=editor, reason="Safer")
    for address in ("/", LIST):
        shown = reader_client.get(address).text
        assert "Safer" in shown
        assert "Maya Okafor" not in shown
    author = User.objects.get(name="Maya Okafor")
    assert "Maya Okafor" in reader_client.get(f"{LIST}?author={author.pk}").text


def test_growth_is_told_with_its_unit(page, editor, reader_client):
    make_revision(page, page.text + "x" * 1204, by=editor)
    for address in (LIST, page.url("history/")):
        shown = reader_client.get(address).text
        assert 'title="1,204 bytes more"' in shown
        assert '<span aria-hidden="true">+1,204</span><span class="visually-hidden">1,204 bytes more</span>' in shown


def test_empty_page_has_nothing_to_read(space, reader_client):
    assert "to read</li>" not in reader_client.get(make_page(space, "Empty", "").url()).text
    assert "1 minute to read</li>" in reader_client.get(make_page(space, "Short", "Wait.\n").url()).text


def test_files_of_a_page_lead_back_to_its_space(page, space, editor_client):
    shown = editor_client.get(page.url("files/")).text
    assert f'<li><a href="{space.get_absolute_url()}">' in shown.partition('class="trail"')[2].partition("</ol>")[0]


def test_refusal_is_one_line_in_the_log(page, reader_client, capfd):
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    assert reader_client.get(page.url("move/")).status_code == 403
    said = capfd.readouterr().err
    assert "Forbidden" in said
    assert "Traceback" not in said
