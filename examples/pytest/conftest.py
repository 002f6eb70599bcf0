import pytest

from flowtwin_world import World


@pytest.fixture
def world():
    """A world with 600 runs, which are three pages."""
    test_world = World.create(seed=7, runs=600)
    yield test_world
    test_world.delete()
