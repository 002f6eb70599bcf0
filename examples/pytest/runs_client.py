"""Reads all runs of a RapidPro workspace, page by page, and waits as Retry-After asks."""

import json
import urllib.error
import urllib.request


def read_runs(root, token, sleep):
    """Follows `next` to the end. `sleep` takes seconds; tests pass one that advances the virtual clock."""
    url, runs = f"{root}/api/v2/runs.json", []
    while url:
        page = _get(url, token, sleep)
        runs += page["results"]
        url = page["next"]
    return runs


def _get(url, token, sleep):
    while True:
        request = urllib.request.Request(url, headers={"Authorization": f"Token {token}"})
        try:
            with urllib.request.urlopen(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code != 429:
                raise
            sleep(int(error.headers["Retry-After"]))
