import pytest

from flowtwin_world import World


@pytest.fixture
def world():
    """Six hundred runs, so that the list has three pages."""
    made = World.create(seed=7, runs=600)
    yield made
    made.delete()
