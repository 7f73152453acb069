"""Who may not do something is led on from there."""

from tests.conftest import make_page


def test_reader_at_the_editor_is_led_to_a_suggestion_and_to_the_page(space, reader_client):
    page = make_page(space, "Oven")
    answer = reader_client.get(page.url("edit/"))
    assert answer.status_code == 403
    assert f'href="{page.url("suggest/")}"' in answer.text
    assert f'href="{page.url()}"' in answer.text


def test_reader_at_another_act_is_led_to_the_page(space, reader_client):
    page = make_page(space, "Oven")
    answer = reader_client.get(page.url("move/"))
    assert answer.status_code == 403
    assert f'href="{page.url()}"' in answer.text
    assert page.url("suggest/") not in answer.text
