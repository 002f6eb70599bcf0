"""Creates a separate world for each test, with plain HTTP and the standard library."""

import json
import os
import urllib.request
import uuid

URL = os.environ.get("FLOWTWIN_URL", "http://127.0.0.1:4010")


class World:
    """One isolated world with its own runs, clock and quirks."""

    def __init__(self, name):
        self.name = name
        self.root = f"{URL}/w/{name}"

    @classmethod
    def create(cls, **options):
        """Creates a world, for example with seed=7 and runs=20; its clock is frozen."""
        name = f"pytest-{uuid.uuid4().hex[:12]}"
        control("POST", "/worlds", {"name": name, "clock": "frozen", **options})
        return cls(name)

    def advance(self, duration):
        """Advances the clock by a duration such as "31m"; returns the events in between."""
        return control("POST", f"/worlds/{self.name}/clock", {"advance": duration})["events"]

    def limit(self, **limits):
        """Sets rate limits, for example rapidpro={"limit": 5, "window": "60s"}, in virtual time."""
        control("PUT", f"/worlds/{self.name}/rate-limits", limits)

    def journal(self):
        """Returns the requests to this world, oldest first."""
        return control("GET", f"/worlds/{self.name}/journal")["entries"]

    def delete(self):
        control("DELETE", f"/worlds/{self.name}")


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/_twin/v1{path}", data, method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None
