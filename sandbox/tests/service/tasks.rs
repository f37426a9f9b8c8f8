//! Reading, archiving and restoring a task.

use reqwest::Method;
use sandbox::{Config, NewTask, ORG, Success, case};

use crate::client::{send, start, start_with, task_path};

#[tokio::test]
async fn a_task_is_archived_once_and_restored_once() {
    let sandbox = start();
    let id = case("plain").task_id;
    let path = task_path(&id);
    let restore = format!("{path}/restore");
    let steps = [
        (Method::GET, &path, 200, false),
        (Method::PUT, &restore, 404, false),
        (Method::DELETE, &path, 204, true),
        (Method::GET, &path, 404, true),
        (Method::DELETE, &path, 404, true),
        (Method::PUT, &restore, 200, false),
        (Method::PUT, &restore, 404, false),
        (Method::GET, &path, 200, false),
    ];
    for (number, (method, path, status, archived)) in steps.into_iter().enumerate() {
        let answer = send(&sandbox, method.clone(), path).await;
        assert_eq!(answer.status, status, "step {number}: {method} {path}");
        assert_eq!(sandbox.task(&id).unwrap().is_archived(), archived, "step {number}");
    }
    let changed: Vec<_> = sandbox
        .log()
        .into_iter()
        .filter(|request| request.changed)
        .map(|request| request.method)
        .collect();
    assert_eq!(changed, ["DELETE", "PUT"]);
}

#[tokio::test]
async fn an_event_has_the_fields_of_the_task() {
    let sandbox = start();
    let task = send(&sandbox, Method::GET, &task_path(&case("plain").task_id))
        .await
        .json()["data"]
        .clone();
    assert_eq!(task["title"], "Plan the spring meeting");
    assert_eq!(task["is_oneoff_task"], true);
    assert_eq!(task["archived_at"], serde_json::Value::Null);
    assert_eq!(task["owners"]["users"][0]["full_name"], "Ana Costa");
    assert!(task["increment_id"].is_u64());
    for field in [
        "run_id",
        "checklist_id",
        "step_id",
        "linked_step_id",
        "status",
        "deadline",
        "created_at",
    ] {
        assert!(task.get(field).is_some(), "{field}");
    }
}

#[tokio::test]
async fn every_form_of_success_can_be_sent() {
    let sandbox = start();
    let table = [
        (Success::NoContent, 204, ""),
        (Success::Data, 200, r#"{"data":{"archived_at":"2026-11-23T12:00:"#),
        (Success::Empty, 200, ""),
        (Success::NotJson, 200, "Task archived"),
        (Success::Bare, 200, r#"{"archived_at":"2026-11-23T12:00:"#),
        (Success::Message, 200, r#"{"message":"Task archived successfully""#),
    ];
    for (form, status, body) in table {
        let id = sandbox.add_task(NewTask {
            archive_answer: form,
            ..NewTask::titled(format!("{form:?}"))
        });
        let answer = send(&sandbox, Method::DELETE, &task_path(&id)).await;
        assert_eq!(answer.status, status, "{form:?}");
        assert!(
            answer.text().starts_with(body) && answer.body.is_empty() == body.is_empty(),
            "{}",
            answer.text()
        );
        assert!(sandbox.task(&id).unwrap().is_archived(), "{form:?}");
    }
}

#[tokio::test]
async fn a_task_of_a_process_is_refused_with_the_fixture() {
    let sandbox = start();
    for (refusal, status) in [
        ("linked-400-code", 400),
        ("linked-403-nested", 403),
        ("linked-404-message", 404),
        ("linked-409-string", 409),
        ("linked-422-message", 422),
    ] {
        let run_id = Some(sandbox::active_run());
        let task = NewTask {
            run_id,
            refusal: Some(refusal.to_owned()),
            ..NewTask::titled(refusal)
        };
        let id = sandbox.add_task(task);
        assert_eq!(send(&sandbox, Method::GET, &task_path(&id)).await.status, 200);
        let answer = send(&sandbox, Method::DELETE, &task_path(&id)).await;
        assert_eq!(answer.status, status);
        assert!(
            answer.text().contains("Cannot delete linked tasks."),
            "{}",
            answer.text()
        );
        assert!(!sandbox.task(&id).unwrap().is_archived());
    }
}

#[tokio::test]
async fn an_archived_task_is_hidden_or_readable_as_configured() {
    for (readable, status) in [(false, 404), (true, 200)] {
        let sandbox = start_with(Config {
            archived_readable: readable,
            ..Config::default()
        });
        let id = sandbox.add_task(NewTask {
            archived: true,
            ..NewTask::titled("Old")
        });
        let answer = send(&sandbox, Method::GET, &task_path(&id)).await;
        assert_eq!(answer.status, status);
        if readable {
            assert_eq!(answer.json()["data"]["archived_at"], "2026-11-21T09:30:00Z");
        }
    }
}

#[tokio::test]
async fn a_task_can_also_be_read_through_its_process() {
    let sandbox = start();
    let (run, task) = (sandbox::active_run(), case("linked").task_id);
    let other = sandbox::archived_run();
    for (run, status) in [(run, 200), (other, 404)] {
        let path = format!("/api/organizations/{ORG}/runs/{run}/tasks/{task}");
        assert_eq!(send(&sandbox, Method::GET, &path).await.status, status);
    }
}
