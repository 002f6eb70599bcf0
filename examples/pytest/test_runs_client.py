import urllib.error

import pytest

from runs_client import all_runs


def test_reads_every_run_once(world):
    runs = all_runs(world.root, "demo", sleep=pytest.fail)
    assert len({run["uuid"] for run in runs}) == len(runs) == 600


def test_waits_as_long_as_it_is_told(world):
    world.limit(rapidpro={"limit": 2, "window": "60s"})
    waited = []

    def sleep(seconds):
        waited.append(seconds)
        world.advance(f"{seconds}s")

    # Three pages, two requests a minute: the client is patient, and the minute takes no time.
    assert len(all_runs(world.root, "demo", sleep)) == 600
    assert len(waited) == 1 and 0 < waited[0] <= 60


def test_does_not_hide_a_wrong_token(world):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        all_runs(world.root, "flowtwinexpired", sleep=pytest.fail)
    assert refusal.value.code == 403
