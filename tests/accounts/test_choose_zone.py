"""The select of time zones, whose options are kept."""

import pytest

from accounts.forms import SettingsForm


def drawn(zone: str) -> str:
    return str(SettingsForm(initial={"time_zone": zone})["time_zone"])


@pytest.mark.parametrize("zone", ["", "Europe/Madrid", "America/Argentina/Buenos_Aires"])
def test_present_zone_is_chosen_and_no_other(zone):
    html = drawn(zone)
    assert html.count(" selected") == 1
    assert f'<option value="{zone}" selected>' in html


def test_zone_of_one_person_does_not_stay_chosen_for_the_next():
    drawn("Europe/Madrid")
    assert '<option value="Europe/Madrid">Madrid</option>' in drawn("Asia/Tokyo")


def test_zones_stand_under_their_continents_and_the_wikis_own_first():
    html = drawn("")
    assert html.index("The wiki&#x27;s own (UTC)") < html.index('<optgroup label="Africa">')
    assert html.index('<optgroup label="Europe">') < html.index(">Madrid<")


def test_text_that_is_no_zone_is_not_drawn():
    html = drawn('"><script>')
    assert "script" not in html
    assert "selected" not in html


def test_label_belongs_to_the_select():
    assert 'id="id_time_zone"' in drawn("")
    assert 'name="time_zone"' in drawn("")
