"""Tallyfy's own Python SDK, unmodified, works against the sandbox."""

import pytest
from tallyfy import TallyfyError


def refusal(call, *arguments):
    """The error that a call raises."""
    with pytest.raises(TallyfyError) as raised:
        call(*arguments)
    return raised.value


def test_a_task_is_read(sdk, sandbox):
    org, task_id = sandbox.ids("plain")
    task = sdk.get_standalone_task(org, task_id)
    assert (task.id, task.title) == (task_id, "Plan the spring meeting")
    assert task.is_oneoff_task and task.run_id is None and task.archived_at is None
    assert task.owners.users[0]["full_name"] == "Ana Costa"


def test_a_task_is_read_through_its_process(sdk, sandbox):
    org, task_id = sandbox.ids("linked")
    run_id = sdk.get_standalone_task(org, task_id).run_id
    assert sdk.get_task(org, run_id, task_id).id == task_id
    assert task_id in [task.id for task in sdk.get_tasks_for_process(org, run_id).data]


def test_one_off_tasks_are_listed(sdk, sandbox):
    org, _ = sandbox.ids("plain")
    # The SDK has no method for this list, but can send any request.
    parameters = {"is_oneoff": "true", "q": "water the PLANTS", "page": 1, "per_page": 5, "sort": "newest"}
    listed = sdk._make_request("GET", f"organizations/{org}/tasks", params=parameters)
    assert [task["is_oneoff_task"] for task in listed["data"]] == [True] * 5
    assert listed["meta"]["pagination"]["total"] == 14


def test_archived_tasks_are_listed_apart(sdk, sandbox):
    org, task_id = sandbox.ids("archived")
    parameters = {"is_oneoff": "true", "archived": "only", "q": "Close the old project"}
    listed = sdk._make_request("GET", f"organizations/{org}/tasks", params=parameters)
    assert [task["id"] for task in listed["data"]] == [task_id]
    assert listed["data"][0]["archived_at"]


def test_the_tasks_of_a_person_are_listed_in_pages(sdk, sandbox):
    org, task_id = sandbox.ids("plain")
    pages = [sdk.get_my_tasks(org, page=page, per_page=100) for page in (1, 2)]
    mine = {task.id for page in pages for task in page.data}
    assert pages[0].meta.total == sum(len(page.data) for page in pages) == len(mine)
    assert task_id in mine
    me = sdk.get_current_user_info(org)
    # The SDK requests only the first hundred.
    assert {task.id for task in sdk.get_user_tasks(org, me.id).data} <= mine
    everybody = sdk._make_request("GET", f"organizations/{org}/tasks")
    assert everybody["meta"]["pagination"]["total"] > len(mine)


def test_a_task_is_archived_and_is_gone_then(sdk, sandbox):
    org, task_id = sandbox.ids("plain")
    assert sdk.delete_standalone_task(org, task_id) is True
    assert sandbox.is_archived(task_id)
    assert refusal(sdk.get_standalone_task, org, task_id).status_code == 404
    assert refusal(sdk.delete_standalone_task, org, task_id).status_code == 404


@pytest.mark.parametrize("name", ["with-data", "empty-body", "not-json", "bare-task", "message-only"])
def test_every_form_of_success_is_one(sdk, sandbox, name):
    org, task_id = sandbox.ids(name)
    assert sdk.delete_standalone_task(org, task_id) is True
    assert sandbox.is_archived(task_id)


def test_a_process_is_read_with_its_tasks_and_its_template(sdk, sandbox):
    org, run_id = sandbox.ids("process-plain")
    run = sdk.get_process(org, run_id, with_="checklist,tasks")
    assert (run.id, run.name, run.status, run.archived_at) == (run_id, "Spring fair", "active", None)
    assert run.checklist_title == "Employee onboarding"
    assert (run.progress.complete, run.progress.total) == (1, 3)
    # By default the SDK disables pagination.
    tasks = sdk.get_tasks_for_process(org, run_id, sort="position")
    assert [task.title for task in tasks.data] == ["Agree on the date", "Invite everybody", "Write the report"]
    assert sdk.get_tasks_for_process(org, run_id, without_pagination="False").meta.total == 3
    assert refusal(sdk.get_tasks_for_process, org, "0" * 32).status_code == 404


@pytest.mark.parametrize("name", ["process-plain", "process-no-content", "process-bare-progress"])
def test_a_process_is_archived_with_its_tasks_and_reactivated(sdk, sandbox, name):
    org, run_id = sandbox.ids(name)
    active = sdk.get_organization_runs(org).meta.total
    assert sdk.archive_process(org, run_id) is True
    assert sdk.get_organization_runs(org).meta.total == active - 1
    archived = next(run for run in sdk.get_organization_runs(org, archived="only").data if run.id == run_id)
    assert archived.status == "archived" and archived.archived_at
    assert sdk.get_process(org, run_id).archived_at == archived.archived_at
    assert sdk.get_tasks_for_process(org, run_id).data == []
    run = sdk.reactivate_process(org, run_id)
    if name != "process-no-content":
        assert (run.id, run.status, run.archived_at) == (run_id, "active", None)
    assert sdk.get_organization_runs(org).meta.total == active
    assert len(sdk.get_tasks_for_process(org, run_id).data) == 3


def test_the_filters_of_processes_are_understood(sdk, sandbox):
    org, run_id = sandbox.ids("process-complete")
    assert run_id in [run.id for run in sdk.get_organization_runs(org, status="complete").data]
    assert run_id not in [run.id for run in sdk.get_organization_runs(org, status="active").data]
    # Python serializes these as True and False.
    assert sdk.get_organization_runs(org, starred=True).data == []
    assert len(sdk.get_organization_runs(org, starred=False).data) == len(sdk.get_organization_runs(org).data)
    everything = sdk.get_organization_runs(org, archived="true").meta.total
    only = sdk.get_organization_runs(org, archived="only").meta.total
    assert everything == sdk.get_organization_runs(org).meta.total + only


def test_a_template_is_archived_and_is_unknown_then(sdk, sandbox):
    org, template_id = sandbox.ids("template-plain")
    template = sdk.get_template(org, template_id)
    assert (template.id, template.title, template.archived_at) == (template_id, "Hire a cook", None)
    titles = [template.title for template in sdk.get_all_templates(org).data]
    assert "Hire a cook" in titles
    assert sdk.delete_template(org, template_id) is True
    assert refusal(sdk.get_template, org, template_id).status_code == 404
    assert "Hire a cook" not in [template.title for template in sdk.get_all_templates(org).data]
    # The SDK cannot restore a template, but can send any request.
    restored = sdk._make_request("PUT", f"organizations/{org}/checklists/{template_id}/restore")
    assert restored["data"]["id"] == template_id and restored["meta"]["unrestored_references"] == []
    assert sdk.get_template(org, template_id).archived_at is None


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("template-plain", []),
        ("template-embedded", ["Open a new branch", "Introduce the team"]),
        ("template-embedded-single", ["Open a new branch"]),
        # The SDK parses an empty object as a reference without a title.
        ("template-references-empty", [None]),
        ("template-references-null", []),
        ("template-references-missing", []),
        ("template-no-content", []),
    ],
)
def test_every_shape_of_references_is_read(sdk, sandbox, name, titles):
    org, template_id = sandbox.ids(name)
    references = sdk.delete_template_with_references(org, template_id)["deleted_references"]
    assert [reference.get("title") for reference in references] == titles


@pytest.mark.parametrize(("kind", "call"), [("process", "archive_process"), ("template", "delete_template")])
def test_what_may_not_be_archived_is_refused(sdk, sandbox, kind, call):
    org, item_id = sandbox.ids(f"{kind}-forbidden")
    assert refusal(getattr(sdk, call), org, item_id).status_code == 403
    assert refusal(getattr(sdk, call), org, "0" * 32).status_code == 404


def test_a_person_is_told_their_organizations(sdk, sandbox):
    org, _ = sandbox.ids("plain")
    organizations = sdk.get_current_user_organizations()
    assert organizations.meta.total == 2
    assert organizations.data[0].id == org == sdk.get_organization(org).id
    assert sdk.get_current_user_info(org).first_name == "Ana"


def test_a_base_without_api_is_as_good(sandbox):
    org, task_id = sandbox.ids("plain")
    with sandbox.client(base="") as sdk:
        assert sdk.get_standalone_task(org, task_id).id == task_id
        assert sdk.delete_standalone_task(org, task_id) is True
    assert sandbox.is_archived(task_id)


@pytest.mark.parametrize(
    ("name", "status", "message"),
    [
        ("wrong-token", 401, "Unauthenticated"),
        ("no-permission", 403, "application's permissions"),
        ("wrong-organization", 404, "Resource not found"),
        ("no-such-task", 404, "Resource not found"),
        ("linked", 400, "Cannot delete linked tasks."),
        ("linked-one-off", 400, "Cannot delete linked tasks."),
        ("plan-limit", 402, "Trial limit reached"),
        ("validation", 422, "The given data was invalid."),
        ("locked", 423, "blocked by an open issue"),
    ],
)
def test_a_refusal_reads_as_documented(sandbox, name, status, message):
    org, task_id = sandbox.ids(name)
    with sandbox.client(sandbox.cases[name]["token"]) as sdk:
        error = refusal(sdk.delete_standalone_task, org, task_id)
    assert error.status_code == status
    assert message in str(error)
    assert sandbox.statuses("DELETE") == [status]


def test_a_rate_limit_is_waited_out(sdk, sandbox):
    org, task_id = sandbox.ids("plain")
    limit = {"kind": "retry-after", "status": 429, "after": {"seconds": 0}}
    sandbox.arm(task_id, "archive", reply=limit, times=1)
    assert sdk.delete_standalone_task(org, task_id) is True
    assert sandbox.statuses("DELETE") == [429, 204]


def test_a_rate_limit_without_end_is_an_error(sdk, sandbox):
    org, task_id = sandbox.ids("plain")
    sandbox.arm(task_id, "archive", reply={"kind": "retry-after", "status": 429, "after": {"seconds": 0}})
    assert refusal(sdk.delete_standalone_task, org, task_id).status_code == 429
    assert not sandbox.is_archived(task_id)


def test_sent_again_blindly_a_success_looks_like_a_failure(sdk, sandbox):
    """Why the widget verifies before it reports: the task is archived, and the SDK reports "not found"."""
    org, task_id = sandbox.ids("plain")
    sandbox.arm(task_id, "archive", reply={"kind": "reset"}, work=True, times=1)
    assert refusal(sdk.delete_standalone_task, org, task_id).status_code == 404
    assert sandbox.is_archived(task_id)
    assert sandbox.statuses("DELETE") == [None, 404]
