"""A world of its own for each test, over plain HTTP and with the standard library only."""

import json
import os
import urllib.request
import uuid

URL = os.environ.get("FLOWTWIN_URL", "http://127.0.0.1:4010")


class World:
    """One isolated world: its runs, its time, its quirks."""

    def __init__(self, name):
        self.name = name
        self.root = f"{URL}/w/{name}"

    @classmethod
    def create(cls, **wanted):
        """Makes a world, for example with seed=7, runs=20; its clock stands still until it is moved."""
        name = f"pytest-{uuid.uuid4().hex[:12]}"
        control("POST", "/worlds", {"name": name, "clock": "frozen", **wanted})
        return cls(name)

    def advance(self, duration):
        """Lets time pass, "31m" or "PT31M"; returns what happened meanwhile, in order."""
        return control("POST", f"/worlds/{self.name}/clock", {"advance": duration})["events"]

    def limit(self, **limits):
        """Sets quotas, for example rapidpro={"limit": 5, "window": "60s"}; they are counted by the world's clock."""
        control("PUT", f"/worlds/{self.name}/rate-limits", limits)

    def journal(self):
        """What was asked in this world, oldest first."""
        return control("GET", f"/worlds/{self.name}/journal")["entries"]

    def delete(self):
        control("DELETE", f"/worlds/{self.name}")


def control(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{URL}/_twin/v1{path}", data, method=method)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
    return json.loads(text) if text else None
