//! Lists of tasks.

mod filters;
mod includes;
mod order;
mod pages;

use reqwest::Method;
use sandbox::{NewTask, Sandbox};
use serde_json::Value;

use crate::client::{Answer, send, start};

async fn list(sandbox: &Sandbox, path: &str) -> Answer {
    send(sandbox, Method::GET, &format!("/api/organizations/{path}")).await
}

fn titles(list: &Value) -> Vec<&str> {
    list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["title"].as_str().unwrap())
        .collect()
}

async fn total(sandbox: &Sandbox, path: &str) -> u64 {
    list(sandbox, path).await.json()["meta"]["pagination"]["total"]
        .as_u64()
        .unwrap()
}

/// A sandbox with a task for each owner, deadline and state that can be filtered by, named after it.
fn with_filtered() -> Sandbox {
    let sandbox = start();
    let owners = sandbox.task(&sandbox::case("plain").id).unwrap().owners;
    let guests = sandbox::Owners {
        guests: vec!["guest@example.com".to_owned()],
        ..sandbox::Owners::default()
    };
    let text = |text: &str| Some(text.to_owned());
    let task = |title: &str| NewTask {
        created_at: text("2026-01-02T08:00:00Z"),
        deadline: text("2026-12-30T09:00:00Z"),
        owners: owners.clone(),
        ..NewTask::titled(format!("filtered {title}"))
    };
    for task in [
        NewTask {
            status: text("completed"),
            completed_at: text("2026-03-01T10:00:00Z"),
            ..task("complete")
        },
        NewTask {
            status: text("in-progress"),
            deadline: text("2026-11-24T09:00:00.000Z"),
            ..task("soon")
        },
        NewTask {
            deadline: text("2026-11-20T09:00:00Z"),
            created_at: text("2025-12-31T23:59:59Z"),
            ..task("overdue")
        },
        NewTask {
            status: text("auto-skipped"),
            owners: sandbox::Owners::default(),
            ..task("skipped")
        },
        NewTask {
            owners: guests,
            created_at: text("2026-01-03T00:00:00Z"),
            ..task("guest")
        },
    ] {
        sandbox.add_task(task);
    }
    sandbox
}
