"""The contract of Tallyfy's command line: an exit code for each status, here for the calls that the sandbox implements.

The program itself is published as a Go module and in no package registry that these tests can install from. So its
contract is restated here: its requests, and the exit code for each status.
"""

import json
import urllib.error
import urllib.parse
import urllib.request

import pytest

OK, GENERIC, AUTH, NOT_FOUND, RATE_LIMITED, VALIDATION = 0, 1, 3, 5, 6, 7
EXIT_CODES = {400: VALIDATION, 401: AUTH, 403: AUTH, 404: NOT_FOUND, 422: VALIDATION, 429: RATE_LIMITED}


class Cli:
    """Sends the requests of commands: without `/api`, as to Tallyfy's API host."""

    def __init__(self, url, token):
        self.url = url
        self.headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {token}",
            "User-Agent": "tallyfy-cli/0.1.1",
            "X-Tallyfy-Client": "APIClient",
        }

    def call(self, method, path, **query):
        """The exit code and the body."""
        address = f"{self.url}/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        request = urllib.request.Request(address, headers=self.headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                body = answer.read()
                return OK, json.loads(body) if body.strip() else None
        except urllib.error.HTTPError as error:
            body = json.loads(error.read())
            # The command line prints the message, and support needs the ID.
            assert isinstance(body.get("message", ""), str) and error.headers["X-Request-Id"]
            return EXIT_CODES.get(error.code, GENERIC), body

    def all(self, path, **query):
        """All items of a list, from every page."""
        items, page = [], 1
        while True:
            code, answer = self.call("GET", path, page=page, **query)
            assert code == OK
            items += answer["data"]
            if page >= answer["meta"]["pagination"]["total_pages"]:
                return items
            page += 1


@pytest.fixture
def cli(sandbox):
    return Cli(sandbox.url, "sandbox-token")


ITEMS = {"task": ("tasks", "restore"), "process": ("runs", "activate"), "template": ("checklists", "restore")}


def address(sandbox, name):
    """The path of a case's item, and the verb that restores it."""
    case = sandbox.cases[name]
    collection, verb = ITEMS[case["kind"]]
    return f"organizations/{case['org_id']}/{collection}/{case['id']}", verb


def test_a_token_is_checked_by_asking_who_it_belongs_to(sandbox, cli):
    code, me = cli.call("GET", "me")
    assert code == OK and me["data"]["email"] and isinstance(me["data"]["id"], int)
    assert len(cli.all("me/organizations")) == 2
    assert Cli(sandbox.url, "expired-token").call("GET", "me")[0] == AUTH


@pytest.mark.parametrize("name", ["process-plain", "process-no-content", "process-empty-body"])
def test_a_process_is_archived_and_reactivated(sandbox, cli, name):
    path, verb = address(sandbox, name)
    assert cli.call("DELETE", path)[0] == OK
    assert cli.call("DELETE", path)[0] == NOT_FOUND
    assert cli.call("PUT", f"{path}/{verb}")[0] == OK
    code, run = cli.call("GET", path, **{"with": "tasks,checklist"})
    assert code == OK and run["data"]["status"] == "active" and len(run["data"]["tasks"]["data"]) == 3


@pytest.mark.parametrize("name", ["template-plain", "template-embedded", "template-no-content"])
def test_a_blueprint_is_deleted_which_archives_it(sandbox, cli, name):
    path, _ = address(sandbox, name)
    code, template = cli.call("GET", path, **{"with": "steps,automated_actions"})
    assert code == OK and template["data"]["steps"]["data"] and template["data"]["automated_actions"] == []
    assert cli.call("DELETE", path)[0] == OK
    assert cli.call("GET", path)[0] == NOT_FOUND


@pytest.mark.parametrize("collection", ["tasks", "runs", "checklists"])
def test_every_page_of_a_list_is_fetched(sandbox, cli, collection):
    org = sandbox.cases["plain"]["org_id"]
    items = cli.all(f"organizations/{org}/{collection}")
    total = cli.call("GET", f"organizations/{org}/{collection}")[1]["meta"]["pagination"]["total"]
    assert len({item["id"] for item in items}) == len(items) == total > 10


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("plain", OK),
        ("wrong-token", AUTH),
        ("no-permission", AUTH),
        ("wrong-organization", NOT_FOUND),
        ("linked", VALIDATION),
        ("validation", VALIDATION),
        ("rate-limited-long", RATE_LIMITED),
        ("locked", GENERIC),
        ("plan-limit", GENERIC),
        ("error-before", GENERIC),
        ("process-forbidden", AUTH),
        ("process-locked", GENERIC),
        ("process-wrong-organization", NOT_FOUND),
        ("template-forbidden", AUTH),
        ("no-such-template", NOT_FOUND),
    ],
)
def test_each_refusal_ends_with_its_exit_code(sandbox, name, code):
    path, _ = address(sandbox, name)
    assert Cli(sandbox.url, sandbox.cases[name]["token"]).call("DELETE", path)[0] == code


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("organizations/{org}/tasks/%FF", NOT_FOUND),
        ("organizations/{org}/users/somebody/tasks", NOT_FOUND),
        ("organizations/{org}/runs/unknown/tasks", NOT_FOUND),
        ("organizations/{org}/tags", NOT_FOUND),
        ("organizations/unknown/tasks", NOT_FOUND),
        ("organizations/{org}/tasks?page=two", VALIDATION),
        ("organizations/{org}/tasks?created=yesterday", VALIDATION),
        ("organizations/{org}/tasks?q=a&q=b&page=1&page=1", OK),
    ],
)
def test_bad_ids_and_queries_are_answered_in_json(sandbox, cli, path, code):
    assert cli.call("GET", path.format(org=sandbox.cases["plain"]["org_id"]))[0] == code


def test_restoring_what_is_not_archived_is_one_of_two_codes(sandbox, cli):
    for name, code in [("process-plain", NOT_FOUND), ("process-restored-400", VALIDATION)]:
        path, verb = address(sandbox, name)
        assert cli.call("PUT", f"{path}/{verb}")[0] == code
