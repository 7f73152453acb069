"""The audit trail on screen and as CSV: filtered, readable, harmless, and never changed."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from accounts.models import User
from tests.audit.chained import happened
from tests.audit.recorded import recorded_actions
from wiki.audit.export import harmless
from wiki.audit.models import AuditEvent
from wiki.audit.words import ACTIONS, action_in_words, differences, value_in_words

TRAIL = "/admin/wiki/auditevent/"
EXPORT = f"{TRAIL}export.csv"


def listed(client, **query) -> set[int]:
    return {event.pk for event in client.get(TRAIL, query).context["cl"].result_list}


def exported(client, **query) -> list[dict[str, str]]:
    answer = client.get(EXPORT, query)
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "query",
    [
        {"action": "space.created"},
        {"who": "otto"},
        {"space": "secrets"},
        {"subject": "space:9"},
        {"q": "vault"},
        {"since": "2024-05-02"},
        {"until": "2020-01-02"},
    ],
)
def test_each_filter_shows_what_it_says_and_the_export_has_the_same(admin_client, query):
    when = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)
    if "until" in query:
        when = datetime.datetime(2020, 1, 2, 23, tzinfo=datetime.UTC)
    wanted = happened(
        "space.created",
        at=when,
        actor_name="Otto",
        space="secrets",
        subject_kind="space",
        subject_id="9",
        subject_name="Vault",
    )
    happened(at=datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC))
    assert listed(admin_client, **query) == {wanted.pk}
    assert [row["subject"] for row in exported(admin_client, **query)] == ["Vault"]


def test_days_begin_at_the_midnight_of_the_person_who_looks(admin, admin_client):
    User.objects.filter(pk=admin.pk).update(time_zone="Asia/Tokyo")
    event = happened(at=datetime.datetime(2024, 5, 1, 16, tzinfo=datetime.UTC))  # 1 in the morning of May 2nd in Tokyo
    assert listed(admin_client, since="2024-05-02") == {event.pk}
    assert listed(admin_client, until="2024-05-01") == set()


@pytest.mark.parametrize("day", ["yesterday", "2024-02-31", "9999-12-31", "0001-01-01"])
def test_day_that_is_none_breaks_nothing(admin_client, day):
    happened()
    assert admin_client.get(TRAIL, {"since": day}).status_code == 200
    assert admin_client.get(TRAIL, {"until": day}).status_code == 200


def test_event_shows_before_and_after_side_by_side_and_marks_what_differs(admin_client):
    event = happened(before={"title": "Old", "tags": ["a"]}, after={"title": "New", "tags": ["a"]}, reason="Typo <b>")
    page = admin_client.get(f"{TRAIL}{event.pk}/change/").content.decode()
    assert "<td>Old</td><td>New</td>" in page
    assert page.count('class="differs"') == 1
    assert "Typo &lt;b&gt;" in page


def test_list_tells_how_long_ago_and_exactly_when_in_the_zone_of_the_person_who_looks(admin, admin_client):
    User.objects.filter(pk=admin.pk).update(time_zone="Asia/Tokyo")
    happened(at=datetime.datetime(2024, 5, 1, 16, 5, 9, tzinfo=datetime.UTC))
    page = admin_client.get(TRAIL).content.decode()
    assert '<time datetime="2024-05-02T01:05:09+09:00"' in page
    assert '<span class="exact">2 May 2024, 01:05:09</span>' in page


def test_event_that_is_not_there_is_told_and_breaks_nothing(admin_client):
    assert admin_client.get(f"{TRAIL}4711/change/").status_code == 302


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/"])
def test_trail_has_no_form_that_changes_it(admin_client, path):
    event = happened()
    assert admin_client.post(TRAIL + path.format(pk=event.pk), {"post": "yes"}).status_code == 403
    admin_client.post(f"{TRAIL}{event.pk}/change/", {"action": "page.deleted"})
    admin_client.post(TRAIL, {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"})
    assert AuditEvent.objects.get(pk=event.pk).action == "page.edited"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_cell_that_a_spreadsheet_would_run_is_exported_as_text(admin_client, cell):
    happened(subject_name=cell, reason=cell, actor_name=cell)
    row = exported(admin_client, action="page.edited")[0]
    assert row["subject"] == row["reason"] == row["who"] == "'" + cell


def test_harmless_text_is_exported_as_it_is():
    assert harmless("Reactor R-4, “line 2”") == "Reactor R-4, “line 2”"
    assert harmless("") == ""


def test_export_has_words_names_and_every_letter(admin_client):
    happened(subject_name='Přístroj; "R-4",\nzweite Zeile', after={"title": "Ω"}, address="192.0.2.1", space="lab")
    row = exported(admin_client, action="page.edited")[0]
    assert (row["what"], row["what (name)"]) == ("Page edited", "page.edited")
    assert row["subject"] == 'Přístroj; "R-4",\nzweite Zeile'
    assert (row["before"], row["after"], row["from address"]) == ("", "title: Ω", "192.0.2.1")


def test_export_has_all_pages_of_the_list(admin_client):
    for _number in range(120):
        happened()
    assert len(exported(admin_client, action="page.edited")) == 120


def test_export_is_itself_an_event(admin, admin_client):
    exported(admin_client, who="Edith")
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.after) == (
        "audit.exported",
        str(admin.pk),
        {"filter": {"who": "Edith"}},
    )


def test_values_are_told_in_words():
    assert [value_in_words(value) for value in (True, None, "", [], ["a", "b"], {"x": 1}, 5)] == [
        "yes",
        "–",
        "–",
        "–",
        "a\nb",
        "x: 1",
        "5",
    ]
    assert differences({"a": 1}, {"a": 2, "b": True}) == [("a", "1", "2", True), ("b", "–", "yes", True)]


def test_action_without_words_is_shown_by_its_name():
    assert action_in_words("page.teleported") == "page.teleported"


def test_everything_that_is_recorded_has_words():
    told = recorded_actions()
    assert {"person.merged", "page.restored", "membership.given", "starter.loaded"} <= set(told)  # each way to record
    assert {action: where for action, where in told.items() if not str(ACTIONS.get(action, ""))} == {}


def test_no_two_actions_share_their_words():
    assert len({str(words) for words in ACTIONS.values()}) == len(ACTIONS)


def test_event_says_from_which_address_the_request_came(admin_client, reader):
    admin_client.post(
        f"/admin/accounts/user/{reader.pk}/change/",
        {"name": "Rosa R.", "email": reader.email, "role": "Reader"},
        REMOTE_ADDR="2001:db8::7",
    )
    assert AuditEvent.objects.get().address == "2001:db8::7"


def test_event_is_dated_when_it_happened(admin_client, reader):
    before = timezone.now()
    admin_client.post(
        f"/admin/accounts/user/{reader.pk}/change/", {"name": "R", "email": reader.email, "role": "Reader"}
    )
    assert before <= AuditEvent.objects.get().at <= timezone.now()
