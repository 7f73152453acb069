"""A server of the wiki and the primary database fall while people work: what was acknowledged is there, exactly once.

`make cluster-test` lets more fall, and tells how long that was felt."""

from dataclasses import replace

import pytest

from tests.cluster.cluster import running
from tests.cluster.faults import CACHE, PRIMARY, SERVER, Office, felt, wrong
from tests.cluster.machines import Missing

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


@pytest.fixture(scope="module")
def cluster():
    try:
        with running(pile=30) as cluster:
            yield cluster
    except Missing as missing:
        pytest.skip(str(missing))


def test_what_was_acknowledged_survives_and_people_go_on(cluster):
    with Office(cluster) as office:
        told = [felt(cluster, office, replace(fault, down=2, after=6)) for fault in (SERVER, CACHE, PRIMARY)]
    assert len(office.approver.acknowledged) > 3
    assert len(office.learner.acknowledged) > 3
    assert sum(len(writer.acknowledged) for writer in office.writers) > 20
    assert wrong(cluster, office) == []
    assert cluster.manage("verify").startswith("No findings")
    whole = 2 + 6
    assert [fault.name for fault in told if fault.reading > whole - 1 or fault.saving > whole - 1] == []
