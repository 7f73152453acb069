"""`make cluster-test`: a cluster on this machine, of which one part after the other is killed while people work.

Prints how long each failure was felt, and ends with 1 when anything that was acknowledged is not there exactly once.
"""

import sys
import time

from tests.cluster.cluster import Cluster, running
from tests.cluster.faults import CACHE, CALM, FILES, HEAD, PRIMARY, SERVER, WORKER, Office, felt, wrong
from tests.cluster.machines import Missing
from tests.setup.serving import until

PILE = 200  # to be approved, and as much to be confirmed: more than is done meanwhile
FAULTS = (SERVER, CACHE, FILES, PRIMARY, WORKER)


def report(cluster: Cluster) -> int:
    """Works, lets things fall, and tells; the exit code."""
    with Office(cluster) as office:
        print(HEAD, flush=True)
        for fault in FAULTS:
            print(felt(cluster, office, fault), flush=True)
        time.sleep(CALM)
    begun_again = until(cluster.has_done_its_jobs)
    found, verified = wrong(cluster, office), cluster.manage("verify")
    pages, saves = (sum(len(person.acknowledged) for person in people) for people in (office.readers, office.writers))
    print(
        f"{pages:,} pages read; acknowledged: {saves:,} saves, {len(office.uploader.acknowledged)} files, "
        f"{len(office.approver.acknowledged)} approvals, {len(office.learner.acknowledged)} confirmations"
    )
    print("\n".join(found) or "All of it is there, exactly once.")
    print("The killed job was begun again and done." if begun_again else "The killed job was not done.")
    print(verified)
    return bool(found) or not begun_again or not verified.startswith("No findings")


def main() -> None:
    try:
        with running(PILE) as cluster:
            code = report(cluster)
    except Missing as missing:
        sys.exit(str(missing))
    sys.exit(code)


if __name__ == "__main__":
    main()
