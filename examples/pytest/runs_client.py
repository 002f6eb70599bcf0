"""Reads every run of a RapidPro workspace, page by page, and backs off when it is told to."""

import json
import urllib.error
import urllib.request


def all_runs(root, token, sleep):
    """Follows `next` to the end. `sleep` takes seconds; tests hand in one that moves the world's clock."""
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
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 429:
                raise
            sleep(int(error.headers["Retry-After"]))
