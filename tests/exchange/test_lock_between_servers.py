"""Only one process is at a thing, on whichever server, and a process that is killed lets go of it."""

import os
import signal
import time

import pytest

from wiki.exchange.locking import alone_at, is_anybody_at

pytestmark = pytest.mark.django_db


def test_second_one_is_told_that_it_is_not_alone():
    with alone_at("painting") as first, alone_at("painting") as second, alone_at("cooking") as other:
        assert (first, second, other) == (True, False, True)
        assert is_anybody_at("painting")
    assert not is_anybody_at("painting")


def test_error_in_the_block_lets_go():
    with pytest.raises(KeyError), alone_at("painting"):
        raise KeyError
    assert not is_anybody_at("painting")


@pytest.mark.postgresql
def test_server_with_another_disk_is_told_as_well(settings, tmp_path):
    with alone_at("painting"):
        settings.DATA_DIR = tmp_path / "another"
        assert is_anybody_at("painting")


def test_process_that_is_killed_lets_go():
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        with alone_at("painting"):
            os.write(tell, b"!")
            time.sleep(60)
        os._exit(0)
    assert os.read(told, 1) == b"!"
    assert is_anybody_at("painting")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    deadline = time.monotonic() + 10
    while is_anybody_at("painting"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
