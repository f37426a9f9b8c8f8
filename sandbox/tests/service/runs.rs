//! Reading, archiving and restoring a process.

use reqwest::Method;
use sandbox::{NewRun, NewTask, ORG, Reads, Sandbox, Success, WhenActive, active_run, case};
use serde_json::Value;

use crate::client::{send, start};

fn run_path(id: &str) -> String {
    format!("/api/organizations/{ORG}/runs/{id}")
}

#[tokio::test]
async fn a_process_is_archived_and_restored() {
    let sandbox = start();
    let path = run_path(&active_run());
    let activate = format!("{path}/activate");
    let steps = [
        (Method::GET, &path, 200, "active"),
        (Method::PUT, &activate, 404, ""),
        (Method::DELETE, &path, 200, "archived"),
        (Method::GET, &path, 200, "archived"),
        (Method::DELETE, &path, 404, ""),
        (Method::PUT, &activate, 200, "active"),
    ];
    for (method, path, status, state) in steps {
        let answer = send(&sandbox, method.clone(), path).await;
        assert_eq!(answer.status, status, "{method} {path}");
        if status == 200 {
            let run = answer.json()["data"].clone();
            assert_eq!(run["status"], state, "{method} {path}");
            assert_eq!(run["archived_at"] == Value::Null, state == "active", "{method} {path}");
        }
    }
    assert!(sandbox.run(&active_run()).unwrap().archived_at.is_none());
}

/// Which tasks of the process are archived.
fn archived_tasks(sandbox: &Sandbox, run: &str) -> Vec<bool> {
    let tasks = sandbox.tasks_of_run(run);
    tasks.iter().map(sandbox::Task::is_archived).collect()
}

#[tokio::test]
async fn its_tasks_are_archived_and_restored_with_it() {
    let sandbox = start();
    let id = case("process-plain").id;
    let path = run_path(&id);
    assert_eq!(archived_tasks(&sandbox, &id), [false; 3]);
    send(&sandbox, Method::DELETE, &path).await;
    assert_eq!(archived_tasks(&sandbox, &id), [true; 3]);
    let run = sandbox.run(&id).unwrap();
    for task in sandbox.tasks_of_run(&id) {
        assert_eq!(task.archived_at, run.archived_at);
        let read = send(
            &sandbox,
            Method::GET,
            &format!("/api/organizations/{ORG}/tasks/{}", task.id),
        )
        .await;
        assert_eq!(read.status, 404);
    }
    let listed = send(&sandbox, Method::GET, &format!("{path}/tasks?archived=only"))
        .await
        .json();
    assert_eq!(listed["meta"]["pagination"]["total"], 3);
    send(&sandbox, Method::PUT, &format!("{path}/activate")).await;
    assert_eq!(archived_tasks(&sandbox, &id), [false; 3]);
    assert_eq!(sandbox.log().iter().filter(|request| request.changed).count(), 2);
}

#[tokio::test]
async fn a_task_archived_before_its_process_stays_archived_or_is_restored() {
    let sandbox = start();
    for (name, after) in [("process-own-task-stays", true), ("process-own-task-returns", false)] {
        let id = case(name).id;
        assert_eq!(archived_tasks(&sandbox, &id), [false, true, false], "{name}");
        send(&sandbox, Method::DELETE, &run_path(&id)).await;
        assert_eq!(archived_tasks(&sandbox, &id), [true; 3], "{name}");
        send(&sandbox, Method::PUT, &format!("{}/activate", run_path(&id))).await;
        assert_eq!(archived_tasks(&sandbox, &id), [false, after, false], "{name}");
    }
}

#[tokio::test]
async fn tasks_of_other_processes_and_organizations_are_unchanged() {
    let sandbox = start();
    let id = case("process-plain").id;
    let same_id = sandbox.add_task(NewTask {
        org: Some(sandbox::OTHER_ORG.to_owned()),
        run_id: Some(id.clone()),
        ..NewTask::titled("In another organization")
    });
    send(&sandbox, Method::DELETE, &run_path(&id)).await;
    assert!(!sandbox.task(&same_id).unwrap().is_archived());
    assert!(!sandbox.task(&case("linked").id).unwrap().is_archived());
}

#[tokio::test]
async fn reads_of_its_tasks_lag_like_its_own() {
    let sandbox = start();
    let id = case("process-plain").id;
    sandbox.set_reads(Reads {
        lag_ms: 5_000,
        ..Reads::default()
    });
    send(&sandbox, Method::DELETE, &run_path(&id)).await;
    let run = send(&sandbox, Method::GET, &run_path(&id)).await.json();
    assert_eq!(run["data"]["status"], "active");
    let tasks = send(&sandbox, Method::GET, &format!("{}/tasks", run_path(&id)))
        .await
        .json();
    assert_eq!(tasks["meta"]["pagination"]["total"], 3);
}

#[tokio::test]
async fn an_archived_process_is_readable_or_hidden_as_configured() {
    let sandbox = start();
    let id = case("process-archived").id;
    for (archived_run_hidden, status) in [(false, 200), (true, 404)] {
        sandbox.set_reads(Reads {
            archived_run_hidden,
            ..Reads::default()
        });
        assert_eq!(send(&sandbox, Method::GET, &run_path(&id)).await.status, status);
    }
    sandbox.set_reads(Reads::default());
    let hidden = case("process-archived-hidden").id;
    assert_eq!(send(&sandbox, Method::GET, &run_path(&hidden)).await.status, 404);
    let found = format!("/api/organizations/{ORG}/runs?archived=only&q=castle");
    assert_eq!(
        send(&sandbox, Method::GET, &found).await.json()["data"][0]["id"],
        hidden
    );
}

#[tokio::test]
async fn every_disputed_form_can_be_sent() {
    let sandbox = start();
    for (form, status) in [(Success::Data, 200), (Success::NoContent, 204), (Success::Empty, 200)] {
        let id = sandbox.add_run(NewRun {
            archive_answer: Some(form),
            restore_answer: Some(form),
            ..NewRun::named(format!("{form:?}"))
        });
        let archived = send(&sandbox, Method::DELETE, &run_path(&id)).await;
        assert_eq!(
            (archived.status, archived.body.is_empty()),
            (status, form != Success::Data),
            "{form:?}"
        );
        let restored = send(&sandbox, Method::PUT, &format!("{}/activate", run_path(&id))).await;
        assert_eq!(restored.status, status, "{form:?}");
        assert!(!sandbox.run(&id).unwrap().is_archived(), "{form:?}");
    }
    for (when_active, status) in [
        (WhenActive::NotFound, 404),
        (WhenActive::BadRequest, 400),
        (WhenActive::Unchanged, 200),
    ] {
        let id = sandbox.add_run(NewRun {
            when_active,
            ..NewRun::named(format!("{when_active:?}"))
        });
        let answer = send(&sandbox, Method::PUT, &format!("{}/activate", run_path(&id))).await;
        assert_eq!(answer.status, status, "{when_active:?}");
        assert!(!sandbox.log().pop().unwrap().changed, "{when_active:?}");
        // Archiving twice is always a 404.
        send(&sandbox, Method::DELETE, &run_path(&id)).await;
        assert_eq!(
            send(&sandbox, Method::DELETE, &run_path(&id)).await.status,
            404,
            "{when_active:?}"
        );
    }
    let bare = send(&sandbox, Method::DELETE, &run_path(&case("process-bare-progress").id))
        .await
        .json();
    assert!(bare["data"]["progress"].is_number());
}

#[tokio::test]
async fn processes_are_listed_by_view_status_and_name() {
    let sandbox = start();
    sandbox.add_run(NewRun {
        starred: true,
        owner_id: Some(7),
        status: Some("issue".to_owned()),
        ..NewRun::named("filtered issue")
    });
    sandbox.add_run(NewRun {
        status: Some("complete".to_owned()),
        checklist_id: Some("d".repeat(32)),
        ..NewRun::named("filtered done")
    });
    sandbox.add_run(NewRun {
        archived: true,
        ..NewRun::named("filtered old")
    });
    let table: [(&str, &[&str]); 18] = [
        ("", &["done", "issue"]),
        ("archived=only", &["old"]),
        ("archived=True", &["done", "issue", "old"]),
        ("status=active", &["issue"]),
        ("status=complete", &["done"]),
        ("status=problem", &["issue"]),
        ("status=improvement", &[]),
        ("status=starred", &["issue"]),
        ("status=archived", &["done", "issue"]),
        ("starred=True", &["issue"]),
        ("owners=7", &["issue"]),
        ("owners=1001", &["done"]),
        ("checklist_id=dddddddddddddddddddddddddddddddd", &["done"]),
        ("blueprint_id=dddddddddddddddddddddddddddddddd", &["done"]),
        ("type=form", &[]),
        ("type=procedure", &["done", "issue"]),
        ("folder=x", &[]),
        ("q=filtered%20&q=FILTERED%20ISSUE", &["issue"]),
    ];
    for (query, expected) in table {
        assert_eq!(names(&sandbox, query).await, expected, "{query}");
    }
    sandbox.set_reads(Reads {
        archived_status: true,
        ..Reads::default()
    });
    assert_eq!(names(&sandbox, "status=archived").await, ["old"]);
    assert_eq!(
        names(&sandbox, "sort=-name&archived=true").await,
        ["old", "issue", "done"]
    );
}

/// The names of the processes `filtered …` that this query finds, sorted unless it has an order.
async fn names(sandbox: &Sandbox, query: &str) -> Vec<String> {
    let path = format!("/api/organizations/{ORG}/runs?q=filtered&{query}");
    let list = send(sandbox, Method::GET, &path).await.json();
    let name = |run: &Value| run["name"].as_str().unwrap().trim_start_matches("filtered ").to_owned();
    let mut names: Vec<_> = list["data"].as_array().unwrap().iter().map(name).collect();
    if !query.contains("sort") {
        names.sort();
    }
    names
}
