"""Choosing what is mailed, and the link in a mail that stops it without a sign-in."""

import pytest
from django.core import signing
from django.test import Client

from wiki.activity.kinds import Topic
from wiki.activity.mail.stopping import token_for
from wiki.activity.models import Wishes
from wiki.audit.models import AuditEvent

SETTINGS = "/notifications/settings/"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
CHOICE = {
    "personal": "never",
    "suggestions": "daily",
    "comments": "once",
    "changes": "daily",
    "rights": "once",
    "training": "once",
    "documents": "once",
}


def stop_address(person, *topics) -> str:
    return f"/notifications/stop/{token_for(person, list(topics or [Topic.CHANGES]))}/"


def modes(person) -> dict[str, str]:
    wishes = Wishes.objects.filter(person=person).first() or Wishes()
    return {topic.value: wishes.mode(topic).value for topic in Topic}


def test_settings_are_shown_as_chosen_and_saved(reader, reader_client):
    assert "Your settings are saved" in reader_client.post(SETTINGS, CHOICE, follow=True).text
    assert modes(reader) == CHOICE
    assert Wishes.objects.get(person=reader).watches_own is False
    assert 'value="once"' in reader_client.get(SETTINGS).text


def test_mentions_are_mailed_at_once_or_not_at_all(reader, reader_client):
    assert reader_client.post(SETTINGS, CHOICE | {"personal": "daily"}).status_code == 200
    assert modes(reader)["personal"] == "once"


def test_change_of_the_settings_is_in_the_audit_trail_with_before_and_after(reader, reader_client):
    for _time in range(2):
        reader_client.post(SETTINGS, CHOICE)
    event = AuditEvent.objects.get(action="wishes.changed")
    assert (event.before["personal"], event.after["personal"]) == ("At once", "Not by mail")


def test_own_settings_lead_there(reader_client):
    assert f'href="{SETTINGS}"' in reader_client.get("/accounts/settings/").text


def test_mail_programs_button_stops_the_topic_without_a_sign_in_or_a_cookie(reader):
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(stop_address(reader), ONE_CLICK).status_code == 200
    assert modes(reader) == {**modes_of_nobody(), "changes": "never"}
    assert AuditEvent.objects.get(action="wishes.changed").actor_name == "Rosa Reader"


def modes_of_nobody():
    return {topic.value: Wishes().mode(topic).value for topic in Topic}


def test_opening_the_link_asks_first_and_changes_nothing(reader):
    shown = Client().get(stop_address(reader)).text
    assert "Stop it</button>" in shown
    assert "rosa.reader@example.org" in shown
    assert modes(reader) == modes_of_nobody()


def test_digest_stops_all_topics_that_it_had(reader):
    Client().post(stop_address(reader, Topic.CHANGES, Topic.COMMENTS), ONE_CLICK)
    assert (modes(reader)["changes"], modes(reader)["comments"]) == ("never", "never")


def forged(person) -> list[str]:
    real = token_for(person, [Topic.CHANGES])
    payload, _colon, _signature = real.partition(":")
    return [
        "nonsense",
        real[:-1],
        real[:-1] + ("A" if real[-1] != "A" else "B"),
        payload + ":x:y",
        signing.dumps([person.pk, "changes"], salt="another salt"),
        signing.dumps([person.pk, "everything"], salt="activity.mail.stop"),
        signing.dumps("text", salt="activity.mail.stop"),
        signing.dumps([None, "changes"], salt="activity.mail.stop"),
        signing.dumps([4711, "changes"], salt="activity.mail.stop"),
    ]


@pytest.mark.parametrize("kind", range(9))
def test_forged_link_stops_nothing_and_tells_nothing(reader, kind):
    address = f"/notifications/stop/{forged(reader)[kind]}/"
    for answer in (Client().get(address), Client().post(address, ONE_CLICK)):
        assert answer.status_code == 410
        assert "example.org" not in answer.text
    assert modes(reader) == modes_of_nobody()


def test_link_of_one_person_is_no_link_of_another(reader, editor):
    Client().post(stop_address(reader), ONE_CLICK)
    assert modes(editor) == modes_of_nobody()
