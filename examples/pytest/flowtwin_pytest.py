"""A pytest plugin for Flowtwin, with the standard library only. Copy this file, and name it in conftest.py:

    pytest_plugins = ["flowtwin_pytest"]

Fixtures: `flowtwin_url`, a server for the whole session, and `flowtwin_world`, an isolated world for each test. The options of
the world come from a marker: `@pytest.mark.flowtwin(seed=7, runs=20)`. When a test fails, the report lists the requests to
its world, with the hints of the server.

Environment: FLOWTWIN_URL is the URL of a server that runs; without it the plugin starts one with FLOWTWIN_COMMAND, by default
`npx flowtwin`. FLOWTWIN_TOKEN is the control token of a server on another machine.
"""

import json
import os
import shlex
import subprocess
import urllib.error
import urllib.request
import uuid

import pytest


def pytest_configure(config):
    config.addinivalue_line("markers", "flowtwin(**options): options of the world of the test, such as seed and runs")


@pytest.fixture(scope="session")
def flowtwin_url():
    """The URL of the server; one that this fixture has started ends with the session."""
    url = os.environ.get("FLOWTWIN_URL")
    if url:
        yield url
        return
    command = shlex.split(os.environ.get("FLOWTWIN_COMMAND", "npx flowtwin"))
    # With --json the server writes one line, so its output needs no further reader.
    process = subprocess.Popen([*command, "serve", "--port", "0", "--json"], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"{shlex.join(command)} has ended before the server was ready; set FLOWTWIN_COMMAND")
    yield json.loads(line)["url"]
    process.terminate()
    process.wait()
    process.stdout.close()


@pytest.fixture
def flowtwin_world(flowtwin_url, request):
    """A world for one test, whose clock is frozen."""
    marker = request.node.get_closest_marker("flowtwin")
    world = World.create(flowtwin_url, **(marker.kwargs if marker else {}))
    request.node.stash[WORLD_KEY] = world
    yield world
    world.delete()


WORLD_KEY = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Adds the requests of the world to the report of a failed test."""
    report = yield
    world = item.stash.get(WORLD_KEY, None)
    if report.when == "call" and report.failed and world is not None:
        report.sections.append((f"Requests to world {world.name}", world.format_journal()))
    return report


class World:
    """An isolated environment on a server: its own runs, clock, rate limits, faults and journal."""

    def __init__(self, url, name):
        self.name = name
        self.root = f"{url}/w/{name}"
        self._control = f"{url}/_twin/v1"

    @classmethod
    def create(cls, url, **options):
        """Creates a world, for example with seed=7 and runs=20."""
        world = cls(url, f"pytest-{uuid.uuid4().hex[:12]}")
        world.control("POST", "/worlds", {"name": world.name, "clock": "frozen", **options})
        return world

    def advance(self, duration):
        """Advances the clock by a duration such as "31m"; returns the events in between."""
        return self.control("POST", f"/worlds/{self.name}/clock", {"advance": duration})["events"]

    def insert_run(self, flow, contact, **fields):
        """Inserts a run, for example with contact={"name": "Ada"} and end="expired"; returns it with its id at each API."""
        return self.control("POST", f"/worlds/{self.name}/runs", {"flow": flow, "contact": contact, **fields})["runs"][0]

    def limit(self, **limits):
        """Sets rate limits, for example rapidpro={"limit": 5, "window": "60s"}, in virtual time."""
        self.control("PUT", f"/worlds/{self.name}/rate-limits", limits)

    def fault(self, *rules):
        """Replaces the fault rules, for example by {"operation": "qyvo.*", "effect": "status=503", "when": {"first": 2}}."""
        self.control("PUT", f"/worlds/{self.name}/faults", {"rules": rules})

    def journal(self):
        """Returns the requests to this world, oldest first, with hints."""
        return self.control("GET", f"/worlds/{self.name}/journal")["entries"]

    def format_journal(self):
        """Returns the requests as text, one per line, with notes and hints below."""
        lines = []
        for entry in self.journal():
            lines.append(f"{entry['status']} {entry['method']} {entry['target']}")
            lines += [f"    {text}" for text in [entry["note"], *entry["hints"]] if text]
        return "\n".join(lines) or "none"

    def delete(self):
        self.control("DELETE", f"/worlds/{self.name}")

    def control(self, method, path, body=None):
        """Sends a request to the control API; returns the body of the response. Raises with the sentence of an error."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._control}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        if "FLOWTWIN_TOKEN" in os.environ:
            request.add_header("Authorization", f"Bearer {os.environ['FLOWTWIN_TOKEN']}")
        try:
            with urllib.request.urlopen(request) as response:
                text = response.read()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {json.load(error)['error']}") from error
        return json.loads(text) if text else None
