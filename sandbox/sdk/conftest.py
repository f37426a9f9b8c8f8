"""Starts the sandbox named in SANDBOX_BIN for each test, and points Tallyfy's own SDK at it."""

import json
import os
import subprocess
import urllib.request

import pytest
from tallyfy import TallyfySDK


class Sandbox:
    """A running sandbox: its URL, its cases, and its log."""

    def __init__(self, url):
        self.url = url
        self.cases = {case["name"]: case for case in self._request("GET", "/_sandbox/cases")}

    def _request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request) as response:
            return json.loads(response.read() or b"null")

    def ids(self, name):
        """The organization and the item of a case."""
        case = self.cases[name]
        return case["org_id"], case["id"]

    @property
    def state(self):
        return self._request("GET", "/_sandbox/state")

    def is_archived(self, task_id):
        return next(task["archived"] for task in self.state["tasks"] if task["id"] == task_id)

    def statuses(self, method):
        return [request["status"] for request in self.state["requests"] if request["method"] == method]

    def arm(self, task_id, operation, **fault):
        self._request("POST", "/_sandbox/faults", {"task": task_id, "operation": operation, "fault": fault})

    def client(self, token="sandbox-token", base="/api"):
        """The SDK as its users construct it, but without pauses between its retries."""
        return TallyfySDK(api_key=token, base_url=self.url + base, retry_delay=0, retry_jitter=0)


@pytest.fixture
def sandbox():
    program = subprocess.Popen([os.environ["SANDBOX_BIN"], "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        sandbox = Sandbox(program.stdout.readline().strip())
        yield sandbox
        assert sandbox.state["deletions"] == []
    finally:
        program.kill()
        program.wait()


@pytest.fixture
def sdk(sandbox):
    with sandbox.client() as client:
        yield client
