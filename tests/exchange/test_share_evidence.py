"""Evidence that one server made is fetched from every other, from a bucket as from a disk."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from tests.buckets import keys
from tests.conftest import client_of
from tests.exchange.proving import opened
from wiki.exchange.evidence import actions
from wiki.exchange.evidence.actions import ask_for_evidence, clear_old
from wiki.exchange.evidence.making import carry_out
from wiki.exchange.evidence.models import Evidence
from wiki.exchange.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture
def evidence(document, trainer):
    """Asks for evidence and has it made."""

    def make():
        return carry_out(ask_for_evidence(by=trainer, page=document)[0])

    return make


def fetched(person, url):
    """The answer's headers and its content."""
    answer = client_of(person).get(url)
    content = b"".join(answer.streaming_content)
    told = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    return answer.status_code, told, content


def test_evidence_that_one_server_made_is_fetched_from_another(bucket, evidence, trainer, settings, tmp_path):
    made = evidence()
    settings.DATA_DIR = disk = tmp_path / "another"
    disk.mkdir()
    status, headers, content = fetched(trainer, made.url)
    assert (status, headers["Content-Length"]) == (200, str(made.size))
    assert "index.html" in opened(content)
    assert list(disk.iterdir()) == []


def test_answer_from_a_bucket_has_the_headers_of_one_from_the_disk(evidence, trainer, request, settings):
    from_disk = fetched(trainer, evidence().url)[1]
    request.getfixturevalue("bucket")
    from_bucket = fetched(trainer, evidence().url)[1]
    assert "attachment; filename=" in from_disk["Content-Disposition"]
    assert from_disk.keys() == from_bucket.keys()
    sizes = {"Content-Length": ""}
    assert from_disk | sizes == from_bucket | sizes


def test_nobody_else_fetches_evidence_from_the_bucket(bucket, evidence, admin_client, anonymous_client):
    url = evidence().url
    assert admin_client.get(url).status_code == 404
    assert anonymous_client.get(url).headers["Location"].startswith("/accounts/login/")


def test_evidence_that_is_gone_from_the_bucket_is_told(bucket, evidence, trainer_client):
    made = evidence()
    shared().delete(made.storage_name)
    assert trainer_client.get(made.url).status_code == 404


def test_evidence_that_the_bucket_does_not_give_is_told(bucket, evidence, trainer_client, fall_silent):
    made = evidence()
    fall_silent()
    answer = trainer_client.get(made.url)
    assert (answer.status_code, "at the moment" in answer.text) == (503, True)
    assert "127.0.0.1" not in answer.text


def test_bucket_that_does_not_take_evidence_is_told(bucket, document, trainer_client, fall_silent):
    fall_silent()
    trainer_client.post(document.url("evidence/"))
    assert "storage of files" in trainer_client.get(document.url("evidence/")).text


def test_newer_evidence_replaces_the_older_in_the_bucket(bucket, evidence, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        evidence()
        evidence()
    assert keys(bucket, "evidence") == [f"our/files/{Evidence.objects.get().storage_name}"]


def test_evidence_stands_though_the_older_can_not_be_removed(
    bucket, evidence, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(_storage, _name):
        raise OSError("the storage is silent")

    evidence()
    monkeypatch.setattr("wiki.pages.files.bucket.BucketFiles.delete", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        assert evidence().finished_at
    assert Evidence.objects.get().failure == ""


def test_evidence_goes_from_the_bucket_after_a_week(bucket, evidence, monkeypatch, django_capture_on_commit_callbacks):
    evidence()
    shared().save("evidence/lost.zip", ContentFile(b"before it was noted"))
    assert clear_old() == 0
    assert len(keys(bucket, "evidence")) == 2
    monkeypatch.setattr(actions, "KEPT", timedelta(seconds=-5))
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_old() == 1
    assert keys(bucket, "evidence") == []
