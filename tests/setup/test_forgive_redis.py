"""Redis may fall and come back: nobody is signed out, nothing fails, and nothing stale is shown for long."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache, caches
from django.test import override_settings

from accounts import cached_sessions
from config import cache as forgiving
from tests.conftest import PASSWORD, client_of
from tests.setup.redis import OwnRedis

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def redis(monkeypatch):
    redis = OwnRedis()
    redis.start()
    monkeypatch.setattr(forgiving, "PAUSE", 0.0)
    place = {"default": {"BACKEND": "config.cache.ForgivingRedis", "LOCATION": redis.url}}
    with override_settings(CACHES=place, SESSION_ENGINE="accounts.cached_sessions"):
        yield redis
    redis.kill()


def is_signed_in(client):
    return client.get("/accounts/settings/").status_code == 200


def test_what_is_kept_is_found_until_redis_falls_and_kept_anew_after(redis):
    cache.set("one", 1)
    assert cache.get("one") == caches["default"].strict.get("one") == 1
    redis.kill()
    assert cache.get("one") is None
    cache.set("one", 2)
    assert cache.get("one") == 2
    redis.start()
    assert cache.get("one") is None  # of what a process kept by itself the others know nothing
    assert cache.add("one", 3)
    assert cache.get_many(["one", "two"]) == {"one": 3}


def test_counting_goes_on_without_redis(redis):
    redis.kill()
    assert cache.add("wrong", 0, 60)
    assert not cache.add("wrong", 0, 60)
    assert [cache.incr("wrong"), cache.incr("wrong")] == [1, 2]
    assert cache.delete("wrong")
    with pytest.raises(ValueError, match="wrong"):
        cache.incr("wrong")


def test_redis_that_is_gone_is_not_asked_by_every_request(redis, monkeypatch):
    redis.kill()
    monkeypatch.setattr(forgiving, "PAUSE", 60)
    cache.get("one")
    redis.start()
    cache.set("one", 1)
    assert caches["default"].strict.get("one") is None


def test_nobody_is_signed_out_when_redis_falls(redis, reader):
    client = client_of(reader)
    assert is_signed_in(client)
    redis.kill()
    assert is_signed_in(client)
    redis.start()
    assert is_signed_in(client)


def test_one_can_sign_in_without_redis(redis, reader, client):
    redis.kill()
    answer = client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert is_signed_in(client)


def test_session_is_read_from_redis_alone(redis, reader, django_assert_num_queries):
    client = client_of(reader)
    assert is_signed_in(client)
    with django_assert_num_queries(0):
        assert client.session["_auth_user_id"] == str(reader.pk)


def test_signing_out_ends_the_session_in_both(redis, reader):
    client = client_of(reader)
    assert is_signed_in(client)
    key = client.session.session_key
    client.post("/accounts/logout/")
    assert not Session.objects.exists()
    assert cached_sessions.SessionStore(key).load() == {}


def test_who_signed_out_while_redis_was_gone_is_so_when_it_is_back(redis, reader, monkeypatch):
    monkeypatch.setattr(cached_sessions, "KEPT", 1)
    client = client_of(reader)
    key = client.session.session_key
    assert is_signed_in(client)
    redis.kill()
    client.post("/accounts/logout/")
    redis.start()
    assert cached_sessions.SessionStore(key).load() == {}


def test_what_is_put_into_a_session_is_found_by_the_next_request(redis, reader):
    client = client_of(reader)
    assert is_signed_in(client)
    session = client.session
    session["seen"] = 7
    session.save()
    assert client.session["seen"] == 7
