//! Reads that lag behind, and misleading responses to reads.

use std::time::Duration;

use reqwest::Method;
use sandbox::{ArchivedList, Config, Links, NewTask, NotFound, ORG, Reads, Sandbox, case};
use serde_json::{Value, json};

use crate::client::{TIMEOUT, post, read, send, start, start_with, task_path, try_send, write};

fn lagging(lag_ms: u64) -> Reads {
    Reads {
        lag_ms,
        ..Reads::default()
    }
}

async fn ids(sandbox: &Sandbox, query: &str) -> Vec<String> {
    let path = format!("/api/organizations/{ORG}/tasks?per_page=100&{query}");
    let list = send(sandbox, Method::GET, &path).await.json();
    let tasks = list["data"].as_array().unwrap();
    tasks
        .iter()
        .map(|task| task["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_lagging_read_shows_the_previous_state() {
    let sandbox = start();
    let id = case("plain").task_id;
    let path = task_path(&id);
    sandbox.set_reads(lagging(5_000));
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 204);
    assert_eq!(send(&sandbox, Method::GET, &path).await.status, 200);
    assert!(!ids(&sandbox, "archived=only").await.contains(&id));
    assert!(ids(&sandbox, "q=spring").await.contains(&id));
    // Changes apply to the current state.
    assert_eq!(send(&sandbox, Method::DELETE, &path).await.status, 404);
    assert!(sandbox.task(&id).unwrap().is_archived());

    sandbox.set_reads(lagging(0));
    assert_eq!(send(&sandbox, Method::GET, &path).await.status, 404);
    assert!(ids(&sandbox, "archived=only").await.contains(&id));
    sandbox.set_reads(lagging(5_000));
    let restored = send(&sandbox, Method::PUT, &format!("{path}/restore")).await;
    assert_eq!(restored.status, 200);
    // Both changes are within the lag, so reads show the state before the first one.
    assert_eq!(send(&sandbox, Method::GET, &path).await.status, 200);
}

#[tokio::test]
async fn read_lag_ends_by_itself() {
    let sandbox = start();
    let id = case("plain").task_id;
    sandbox.set_reads(lagging(300));
    send(&sandbox, Method::DELETE, &task_path(&id)).await;
    let done = sandbox.log()[0].executions[0].at_ms;
    loop {
        let status = send(&sandbox, Method::GET, &task_path(&id)).await.status;
        let request = sandbox.log().pop().unwrap();
        if status == 404 {
            assert!(request.ended_ms.unwrap() >= done + 300);
            return;
        }
        assert!(Duration::from_millis(request.at_ms - done) < TIMEOUT, "it never ends");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn reads_of_archived_tasks_can_be_reconfigured_at_run_time() {
    let sandbox = start();
    let id = case("plain").task_id;
    send(&sandbox, Method::DELETE, &task_path(&id)).await;
    for (archived_readable, status) in [(true, 200), (false, 404)] {
        sandbox.set_reads(Reads {
            archived_readable,
            ..Reads::default()
        });
        let answer = send(&sandbox, Method::GET, &task_path(&id)).await;
        assert_eq!(answer.status, status);
        if archived_readable {
            assert!(answer.json()["data"]["archived_at"].is_string());
        } else {
            assert_eq!(answer.json()["code"], "RESOURCE_NOT_FOUND");
        }
    }
}

#[tokio::test]
async fn every_shape_of_not_found_can_be_sent() {
    let sandbox = start();
    let table = [
        (NotFound::Resource, "RESOURCE_NOT_FOUND", "application/json"),
        (NotFound::Endpoint, "ENDPOINT_NOT_FOUND", "application/json"),
        (NotFound::Apsh546, "apsh546", "application/json"),
        (NotFound::Html, "<!doctype html>", "text/html; charset=utf-8"),
    ];
    for (not_found, text, media) in table {
        sandbox.set_reads(Reads {
            not_found,
            ..Reads::default()
        });
        for id in [case("archived").task_id, case("no-such-task").task_id] {
            let answer = send(&sandbox, Method::GET, &task_path(&id)).await;
            assert_eq!(answer.status, 404, "{not_found:?}");
            assert!(answer.text().contains(text), "{not_found:?}: {}", answer.text());
            assert_eq!(answer.header("content-type"), Some(media), "{not_found:?}");
        }
        let found = send(&sandbox, Method::GET, &task_path(&case("plain").task_id)).await;
        assert_eq!(found.status, 200, "{not_found:?}");
    }
}

/// A sandbox with twelve archived tasks and others, with this response to the archived list.
fn with_archive(archived_list: ArchivedList) -> Sandbox {
    let sandbox = start_with(Config::default());
    for number in 0..12 {
        sandbox.add_task(NewTask {
            archived: true,
            ..NewTask::titled(format!("Old {number}"))
        });
    }
    sandbox.set_reads(Reads {
        archived_list,
        ..Reads::default()
    });
    sandbox
}

async fn archive_page(sandbox: &Sandbox, page: usize) -> Value {
    let path = format!("/api/organizations/{ORG}/tasks?is_oneoff=true&archived=only&per_page=10&page={page}");
    send(sandbox, Method::GET, &path).await.json()
}

#[tokio::test]
async fn the_archived_list_alone_can_be_unreadable() {
    for archived_list in [
        ArchivedList::Usual,
        ArchivedList::Error,
        ArchivedList::Html,
        ArchivedList::CutOff,
        ArchivedList::NoPagination,
        ArchivedList::Endless,
        ArchivedList::PageMissing,
        ArchivedList::FilterIgnored,
    ] {
        let sandbox = with_archive(archived_list);
        let active = format!("/api/organizations/{ORG}/tasks");
        assert_eq!(send(&sandbox, Method::GET, &active).await.status, 200);
        let single = task_path(&case("archived-readable").task_id);
        assert_eq!(send(&sandbox, Method::GET, &single).await.status, 200);

        let path = format!("{active}?archived=only");
        let answer = try_send(&sandbox, Method::GET, &path).await;
        let Ok(answer) = answer else {
            assert_eq!(archived_list, ArchivedList::CutOff);
            continue;
        };
        let readable = !matches!(archived_list, ArchivedList::Error | ArchivedList::Html);
        assert_eq!(answer.status == 500, archived_list == ArchivedList::Error);
        assert_eq!(
            serde_json::from_slice::<Value>(&answer.body).is_ok_and(|list| list["data"].is_array()),
            readable,
            "{archived_list:?}"
        );
    }
    let cut_off = with_archive(ArchivedList::CutOff);
    let path = format!("/api/organizations/{ORG}/tasks?archived=only");
    let (bytes, _) = read(write(&cut_off, "GET", &path), TIMEOUT);
    assert!(bytes.starts_with(b"HTTP/1.1 200 "));
}

#[tokio::test]
async fn every_broken_pagination_of_the_archived_list_can_be_sent() {
    let usual = with_archive(ArchivedList::Usual);
    let (first, last) = (archive_page(&usual, 1).await, archive_page(&usual, 2).await);
    assert_eq!(last["meta"]["pagination"]["total_pages"], 2);

    let none = with_archive(ArchivedList::NoPagination);
    let page = archive_page(&none, 1).await;
    assert_eq!((page.get("meta"), &page["data"]), (None, &first["data"]));

    let endless = with_archive(ArchivedList::Endless);
    for number in [1, 2, 50] {
        let page = archive_page(&endless, number).await;
        let pagination = &page["meta"]["pagination"];
        assert_eq!(page["data"], first["data"]);
        assert_eq!(pagination["current_page"], number);
        assert_eq!(pagination["total_pages"], number + 1);
        assert!(pagination["links"]["next"].is_string());
    }

    let missing = with_archive(ArchivedList::PageMissing);
    let page = archive_page(&missing, 2).await;
    assert_eq!(page["data"], last["data"]);
    assert_eq!(page["meta"]["pagination"]["total_pages"], 3);
    assert!(page["meta"]["pagination"]["links"]["next"].is_string());
    assert_eq!(archive_page(&missing, 3).await["data"], json!([]));

    let ignored = with_archive(ArchivedList::FilterIgnored);
    let page = archive_page(&ignored, 1).await;
    let tasks = page["data"].as_array().unwrap();
    assert_eq!(tasks.len(), 10);
    assert!(tasks.iter().all(|task| task["archived_at"].is_null()));
}

#[tokio::test]
async fn reads_are_set_over_http_and_reset_with_everything() {
    let sandbox = start();
    let reads = json!({
        "lag_ms": 5000, "archived_readable": true, "archived_run_hidden": true, "not_found": "html",
        "archived_list": "filter-ignored", "archived_status": true, "links": "null",
    });
    assert_eq!(post(&sandbox, "/_sandbox/reads", &reads).await.status(), 204);
    let state = async || send(&sandbox, Method::GET, "/_sandbox/state").await.json()["reads"].clone();
    assert_eq!(state().await, reads);
    for (wrong, reason) in [
        (json!({"lag_ms": 5001}), "at most 5000"),
        (json!({"archived_list": "sometimes"}), "filter-ignored"),
        (json!({"lag": 1}), "lag_ms"),
    ] {
        let answer = post(&sandbox, "/_sandbox/reads", &wrong).await;
        assert_eq!(answer.status(), 422, "{wrong}");
        assert!(answer.text().await.unwrap().contains(reason), "{wrong}");
    }
    assert_eq!(state().await, reads);
    sandbox.reset();
    assert_eq!(
        state().await,
        json!({
            "lag_ms": 0, "archived_readable": false, "archived_run_hidden": false, "not_found": "resource",
            "archived_list": "usual", "archived_status": false, "links": "usual",
        })
    );
}

#[tokio::test]
async fn one_off_tasks_may_be_missing_in_the_archived_list() {
    let sandbox = start();
    sandbox.add_task(NewTask {
        run_id: Some(sandbox::archived_run()),
        archived: true,
        ..NewTask::titled("Step of an archived process")
    });
    assert!(ids(&sandbox, "archived=only").await.len() > 1);
    sandbox.set_reads(Reads {
        archived_list: ArchivedList::WithoutOneOffs,
        ..Reads::default()
    });
    let listed = ids(&sandbox, "archived=only").await;
    assert!(!listed.is_empty());
    assert!(listed.iter().all(|id| sandbox.task(id).unwrap().run_id.is_some()));
    assert!(ids(&sandbox, "q=spring").await.contains(&case("plain").id));
}

#[tokio::test]
async fn every_shape_of_link_can_be_sent() {
    let sandbox = start();
    let path = format!("/api/organizations/{ORG}/tasks");
    for (links, expected) in [
        (Links::EmptyList, Some(json!([]))),
        (Links::Null, Some(Value::Null)),
        (Links::Missing, None),
    ] {
        sandbox.set_reads(Reads {
            links,
            ..Reads::default()
        });
        let pagination = send(&sandbox, Method::GET, &path).await.json()["meta"]["pagination"].clone();
        assert_eq!(pagination.get("links"), expected.as_ref(), "{links:?}");
        assert!(pagination["total_pages"].as_u64() > Some(1));
    }
}
