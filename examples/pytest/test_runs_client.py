import urllib.error

import pytest

from runs_client import all_runs


def test_reads_every_run_once(world):
    runs = all_runs(world.root, "demo", sleep=pytest.fail)
    assert len({run["uuid"] for run in runs}) == len(runs) == 600


def test_waits_as_long_as_it_is_told(world):
    waited = []

    def sleep(seconds):
        waited.append(seconds)
        world.advance(f"{seconds}s")

    # The workspace may ask 2,500 times an hour; the client is patient, and the hour takes no time.
    for _ in range(900):
        all_runs(world.root, "demo", sleep)
        if waited:
            break
    assert waited and all(seconds > 0 for seconds in waited)


def test_does_not_hide_a_wrong_token(world):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        all_runs(world.root, "flowtwinexpired", sleep=pytest.fail)
    assert refusal.value.code == 403
