"""Two real databases, one following the other: nobody reads what is older than what they were told is saved."""

from types import SimpleNamespace

import pytest

from tests.cluster.cluster import SECRET, answers
from tests.cluster.machines import Cache, Database, Missing, Server
from tests.cluster.people import Reader, Writer
from tests.setup.keeping import static_carried
from tests.setup.serving import until

pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.quiet]
CLOSE = "from wiki.spaces.models import Space; Space.objects.filter(name='Handbook').update(visibility='members')"
READS = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """A primary, a standby that follows it, Redis, and one server of the wiki."""
    folder = tmp_path_factory.mktemp("replica")
    for above in (folder, folder.parent, folder.parent.parent):
        above.chmod(0o755)  # the databases' owner has to come by
    primary, standby, cache = Database(folder / "primary"), Database(folder / "standby"), Cache(folder / "cache")
    wiki = Server(folder / "wiki")
    wiki.env = {
        "DATABASE_URL": f"postgresql://looseleaf@127.0.0.1:{primary.port}/postgres",
        "LOOSELEAF_DATABASE_REPLICA": f"postgresql://looseleaf@127.0.0.1:{standby.port}/postgres",
        "REDIS_URL": f"redis://127.0.0.1:{cache.port}/0",
        "LOOSELEAF_SECRET_KEY": SECRET,
    }
    try:
        primary.make()
        primary.start()
        standby.follow(primary)
        standby.start()
        cache.start()
        wiki.folder.mkdir()
        with static_carried(wiki.folder):
            wiki.start()
            wiki.require(until(lambda: answers(wiki.port, "/readyz")))
        yield SimpleNamespace(primary=primary, standby=standby, cache=cache, wiki=wiki, world=wiki.world(1))
    except Missing as missing:
        pytest.skip(str(missing))
    finally:
        for part in (wiki, cache, standby, primary):
            part.kill()


@pytest.fixture
def reader(parts):
    return Reader(parts.wiki.port, parts.world["cookies"]["reader"], 0)


@pytest.fixture
def page(parts):
    return parts.world["written"][0][1]


def reads_from_standby(parts, reader, page):
    """Whether pages that are read now are read from the copy."""
    before = int(parts.standby.ask(READS))
    for _time in range(10):
        assert reader.get(page)[0] == 200
    # A session of PostgreSQL tells once a second what it did; the question itself is a transaction.
    return until(lambda: int(parts.standby.ask(READS)) - before > 100, 3)


def test_pages_are_read_from_the_copy(parts, reader, page):
    assert until(lambda: reads_from_standby(parts, reader, page), 20)


def test_nobody_misses_what_was_saved_while_the_copy_is_behind(parts, reader, page):
    number, address = parts.world["written"][0]
    writer = Writer(parts.wiki.port, parts.world["cookies"]["editor"], 0, page=number, address=address)
    assert until(lambda: reads_from_standby(parts, reader, page), 20)
    parts.standby.ask("SELECT pg_wal_replay_pause()")
    for _time in range(5):
        writer.act()
        for person in (writer, reader):
            assert writer.acknowledged[-1] in person.get(page)[1]
    assert len(writer.acknowledged) == 5
    parts.standby.ask("SELECT pg_wal_replay_resume()")
    assert until(lambda: reads_from_standby(parts, reader, page), 20)


def test_what_a_command_changed_is_known_within_a_second(parts, reader, page):
    assert until(lambda: reads_from_standby(parts, reader, page), 20)
    parts.standby.ask("SELECT pg_wal_replay_pause()")
    parts.wiki.manage("shell", "--verbosity", "0", "--command", CLOSE)
    try:
        assert until(lambda: reader.get(page)[0] == 404, 1.5)
    finally:
        parts.wiki.manage("shell", "--verbosity", "0", "--command", CLOSE.replace("members", "open"))
        parts.standby.ask("SELECT pg_wal_replay_resume()")


def test_pages_are_read_when_the_copy_falls_and_from_it_when_it_is_back(parts, reader, page):
    assert until(lambda: reads_from_standby(parts, reader, page), 20)
    admin = Reader(parts.wiki.port, parts.world["cookies"]["admin"], 0)
    assert "behind" in admin.get("/admin/system/")[1]
    parts.standby.kill()
    assert {reader.get(page)[0] for _time in range(20)} == {200}
    assert "127.0.0.1 can&#x27;t be reached" in admin.get("/admin/system/")[1]
    parts.standby.start()
    assert until(lambda: reads_from_standby(parts, reader, page), 20)


def test_pages_are_read_when_redis_falls(parts, reader, page):
    assert reader.get(page)[0] == 200
    parts.cache.kill()
    assert {reader.get(page)[0] for _time in range(20)} == {200}
    parts.cache.start()
    assert until(lambda: reads_from_standby(parts, reader, page), 20)
