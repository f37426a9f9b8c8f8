//! Faults, late work and cases of every kind.

use std::time::Duration;

use reqwest::Method;
use sandbox::{Fault, Kind, ORG, Operation, Reply, Sandbox, Shown, Work, case, cases};
use serde_json::{Value, json};

use crate::client::{Answer, TIMEOUT, post, send, start};

/// A case of each kind, with its address and the verb that restores it.
fn each() -> [(Kind, String, String); 3] {
    [
        (Kind::Task, "plain"),
        (Kind::Process, "process-plain"),
        (Kind::Template, "template-plain"),
    ]
    .map(|(kind, name)| {
        let path = format!("/api/organizations/{ORG}/{}/{}", kind.collection(), case(name).id);
        let restore = format!("{path}/{}", kind.restore_verb());
        (kind, path, restore)
    })
}

fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

fn is_archived(sandbox: &Sandbox, kind: Kind, id: &str) -> bool {
    match kind {
        Kind::Task => sandbox.task(id).unwrap().is_archived(),
        Kind::Process => sandbox.run(id).unwrap().is_archived(),
        Kind::Template => sandbox.template(id).unwrap().is_archived(),
    }
}

#[tokio::test]
async fn a_fault_applies_to_each_operation_of_its_item() {
    let sandbox = start();
    for (kind, path, restore) in each() {
        let list = format!("/api/organizations/{ORG}/{}?archived=only", kind.collection());
        let calls = [
            (Operation::Get, Method::GET, &path),
            (Operation::List, Method::GET, &list),
            (Operation::Archive, Method::DELETE, &path),
            (Operation::Restore, Method::PUT, &restore),
        ];
        for (operation, method, address) in calls {
            sandbox.set_fault(id_of(&path), operation, Fault::fixture("teapot-418").times(1));
            assert_eq!(
                send(&sandbox, method.clone(), address).await.status,
                418,
                "{method} {address}"
            );
            assert_ne!(
                send(&sandbox, method.clone(), address).await.status,
                418,
                "{method} {address}"
            );
        }
    }
}

#[tokio::test]
async fn a_fault_for_all_items_applies_to_one_kind() {
    let sandbox = start();
    for (kind, _, _) in each() {
        sandbox.clear_faults();
        sandbox.set_fault_for_all(kind, Operation::Get, Fault::fixture("teapot-418"));
        for (other, path, _) in each() {
            let status = send(&sandbox, Method::GET, &path).await.status;
            assert_eq!(status == 418, other == kind, "{kind:?} {path}");
        }
    }
    sandbox.clear_faults();
    let teapot = json!({"reply": {"kind": "fixture", "name": "teapot-418"}});
    let armed = json!({"id": "*", "kind": "template", "operation": "get", "fault": teapot});
    assert_eq!(post(&sandbox, "/_sandbox/faults", &armed).await.status(), 204);
    let mut statuses = Vec::new();
    for (_, path, _) in each() {
        statuses.push(send(&sandbox, Method::GET, &path).await.status);
    }
    assert_eq!(statuses, [200, 200, 418]);
}

#[tokio::test]
async fn each_change_can_happen_before_later_twice_or_never() {
    let sandbox = start();
    for (kind, path, restore) in each() {
        let id = id_of(&path);
        for (work, now, later) in [
            (Work::Never, false, false),
            (Work::Before, true, true),
            (Work::Later, false, true),
            (Work::Twice, true, true),
        ] {
            let fault = Fault::fixture("server-error-500")
                .work(work)
                .late_by(Duration::from_millis(300));
            sandbox.set_fault(id, Operation::Archive, fault.times(1));
            assert_eq!(
                send(&sandbox, Method::DELETE, &path).await.status,
                500,
                "{kind:?} {work:?}"
            );
            assert_eq!(is_archived(&sandbox, kind, id), now, "{kind:?} {work:?}");
            assert!(sandbox.wait_for_late_changes(TIMEOUT));
            assert_eq!(is_archived(&sandbox, kind, id), later, "{kind:?} {work:?}");
            send(&sandbox, Method::PUT, &restore).await;
            assert!(!is_archived(&sandbox, kind, id), "{kind:?} {work:?}");
        }
    }
}

#[tokio::test]
async fn a_late_change_of_a_process_includes_its_tasks() {
    let sandbox = start();
    let id = case("process-late-after-502").id;
    let path = format!("/api/organizations/{ORG}/runs/{id}");
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 502);
    assert!(sandbox.tasks_of_run(&id).iter().all(|task| !task.is_archived()));
    let late = sandbox.late_changes().pop().unwrap().change;
    assert_eq!((late.kind, late.task, late.archived), (Kind::Process, id.clone(), true));
    sandbox.execute_late_changes();
    assert!(sandbox.tasks_of_run(&id).iter().all(sandbox::Task::is_archived));
}

#[tokio::test]
async fn a_body_can_claim_either_state_of_each_item() {
    let sandbox = start();
    for (kind, path, _) in each() {
        for (shows, archived) in [
            (Shown::Changed, true),
            (Shown::Unchanged, false),
            (Shown::AsItIs, false),
        ] {
            let fault = Fault::reply(Reply::Task { status: 200, shows });
            sandbox.set_fault(id_of(&path), Operation::Archive, fault.times(1));
            let item = send(&sandbox, Method::DELETE, &path).await.json()["data"].clone();
            assert_eq!(item["archived_at"].is_string(), archived, "{kind:?} {shows:?}");
            if kind == Kind::Process {
                assert_eq!(item["status"] == "archived", archived, "{shows:?}");
            }
            assert!(!is_archived(&sandbox, kind, id_of(&path)), "{kind:?} {shows:?}");
        }
    }
}

#[tokio::test]
async fn every_reply_can_be_injected_into_a_list() {
    let sandbox = start();
    let replies = [
        Reply::Huge { bytes: 1_000 },
        Reply::Task {
            status: 200,
            shows: Shown::Changed,
        },
        Reply::TruncatedJson,
        Reply::Deep { levels: 10 },
    ];
    for (kind, _, _) in each() {
        for reply in &replies {
            sandbox.set_fault_for_all(kind, Operation::List, Fault::reply(reply.clone()).times(1));
            let list = format!("/api/organizations/{ORG}/{}", kind.collection());
            assert_eq!(
                send(&sandbox, Method::GET, &list).await.status,
                200,
                "{kind:?} {reply:?}"
            );
        }
    }
}

#[tokio::test]
async fn cases_of_processes_and_templates_answer_as_described() {
    let sandbox = start();
    // Status of the search, of the archiving, of the restoring after it, and whether it is archived in between.
    let table = [
        ("process-plain", 200, 200, 200, true),
        ("process-no-content", 200, 204, 204, true),
        ("process-empty-body", 200, 200, 200, true),
        ("process-archived", 200, 404, 200, true),
        ("process-archived-hidden", 404, 404, 200, true),
        ("process-unnamed", 200, 200, 200, true),
        ("process-complete", 200, 200, 200, true),
        ("process-forbidden", 200, 403, 404, false),
        ("process-locked", 200, 423, 404, false),
        ("process-wrong-organization", 404, 404, 404, false),
        ("process-restore-fails", 200, 404, 500, true),
        ("process-contradicting", 200, 200, 404, false),
        ("process-unreadable", 403, 200, 200, true),
        ("linked-unnamed", 200, 400, 404, false),
        ("linked-unreadable", 200, 400, 404, false),
        ("linked-gone", 200, 400, 404, false),
        ("process-late-after-502", 200, 502, 404, false),
        ("template-plain", 200, 200, 200, true),
        ("template-no-content", 200, 204, 204, true),
        ("template-with-data", 200, 200, 200, true),
        ("template-archived", 404, 404, 200, true),
        ("template-forbidden", 200, 403, 404, false),
        ("template-wrong-organization", 404, 404, 404, false),
        ("template-restore-fails", 404, 404, 500, true),
        ("template-late-after-502", 200, 502, 404, false),
    ];
    for (name, found, answered, restored, archived) in table {
        let case = case(name);
        let path = format!(
            "/api/organizations/{}/{}/{}",
            case.org_id,
            case.kind.collection(),
            case.id
        );
        let find = send(&sandbox, Method::GET, &path).await.status;
        let archive = send(&sandbox, Method::DELETE, &path).await.status;
        let between = is_archived(&sandbox, case.kind, &case.id);
        let restore = send(&sandbox, Method::PUT, &format!("{path}/{}", case.kind.restore_verb()))
            .await
            .status;
        assert_eq!(
            (find, archive, restore, between),
            (found, answered, restored, archived),
            "{name}"
        );
    }
    sandbox.cancel_late_changes();
}

#[tokio::test]
async fn resetting_a_case_resets_the_tasks_of_its_process() {
    let sandbox = start();
    let processes = cases().into_iter().filter(|case| case.kind == Kind::Process);
    assert!(processes.count() > 10);
    let id = case("process-plain").id;
    let path = format!("/api/organizations/{ORG}/runs/{id}");
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 200);
    let answer = post(&sandbox, "/_sandbox/cases/process-plain", &json!({})).await;
    assert_eq!(answer.status(), 204);
    assert!(!sandbox.run(&id).unwrap().is_archived());
    let tasks = sandbox.tasks_of_run(&id);
    assert!(tasks.len() == 3 && tasks.iter().all(|task| !task.is_archived()));
}

#[tokio::test]
async fn items_of_each_kind_are_added_over_http_and_shown_in_the_state() {
    let sandbox = start();
    let added = async |route: &str, body: Value| {
        let answer = post(&sandbox, &format!("/_sandbox/{route}"), &body).await;
        assert_eq!(answer.status(), 201, "{route}");
        answer.json::<Value>().await.unwrap()["id"].clone()
    };
    let run = added(
        "runs",
        json!({"name": "From elsewhere", "archived": true, "when_active": "bad-request"}),
    )
    .await;
    let references = json!([{"type": "Step", "title": "Greet", "id": "0"}]);
    let template = added(
        "templates",
        json!({"title": "From elsewhere", "embedded_in": references}),
    )
    .await;
    let state: Answer = send(&sandbox, Method::GET, "/_sandbox/state").await;
    let state = state.json();
    let find = |list: &str, id: &Value| -> Value {
        let all = state[list].as_array().unwrap();
        all.iter().find(|item| item["id"] == *id).unwrap().clone()
    };
    assert_eq!(find("runs", &run)["archived"], true);
    assert_eq!(find("templates", &template)["archived"], false);
    assert_eq!(find("templates", &template)["embedded_in"], references);
}
