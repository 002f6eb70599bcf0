import urllib.error

import pytest

from runs_client import read_runs

# 600 runs are three pages.
pytestmark = pytest.mark.flowtwin(seed=7, runs=600)


def test_reads_every_run_once(flowtwin_world):
    runs = read_runs(flowtwin_world.root, "demo", sleep=pytest.fail)
    assert len({run["uuid"] for run in runs}) == len(runs) == 600


def test_waits_for_retry_after(flowtwin_world):
    flowtwin_world.limit(rapidpro={"limit": 2, "window": "60s"})
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        flowtwin_world.advance(f"{seconds}s")

    # Three pages at two requests a minute: the client waits, but the minute takes no real time.
    assert len(read_runs(flowtwin_world.root, "demo", sleep)) == 600
    assert len(waits) == 1 and 0 < waits[0] <= 60


def test_raises_for_an_expired_token(flowtwin_world):
    with pytest.raises(urllib.error.HTTPError) as raised:
        read_runs(flowtwin_world.root, "flowtwinexpired", sleep=pytest.fail)
    assert raised.value.code == 403
